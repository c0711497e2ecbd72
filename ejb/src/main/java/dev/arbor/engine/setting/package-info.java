/** Settings: those that MicroProfile Config does not read by itself, and those that people set once for all servers. */
package dev.arbor.engine.setting;
