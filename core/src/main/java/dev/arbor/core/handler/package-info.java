/**
 * The handlers that are part of the engine: one small class each, registered in
 * {@link dev.arbor.core.handler.SystemHandlers}. They turn evaluated parameters into an outcome and change nothing
 * themselves; whatever calls the outside is not a system handler.
 */
package dev.arbor.core.handler;
