package dev.arbor.engine.tree;

/**
 * A tree that was paused is active again.
 *
 * @param treeId the tree
 */
public record TreeActivated(long treeId) {}
