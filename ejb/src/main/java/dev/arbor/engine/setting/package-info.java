/** How settings are read that MicroProfile Config does not read by itself. */
package dev.arbor.engine.setting;
