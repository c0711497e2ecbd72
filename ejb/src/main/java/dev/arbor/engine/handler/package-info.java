/**
 * Handlers that call the outside: what they are given, what they give back, and where the engine finds them. The handlers
 * that are part of the engine itself, and change nothing but rows, are in {@code dev.arbor.core.handler}.
 */
package dev.arbor.engine.handler;
