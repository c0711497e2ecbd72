package dev.arbor.core.run;

/**
 * The identity of a task within its run (engine spec 1.7).
 *
 * @param scope branch and iteration
 * @param nodeId node
 */
public record TaskKey(Scope scope, String nodeId) {}
