/**
 * Whether this server lives and whether it is ready, for those who restart it or send it requests: MicroProfile Health on
 * the management port.
 */
package dev.arbor.engine.health;
