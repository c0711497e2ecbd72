/**
 * Errors: how a failure becomes a record that people can act on, and what happens when they do (engine spec 1.10 and
 * 3.15).
 */
package dev.arbor.engine.error;
