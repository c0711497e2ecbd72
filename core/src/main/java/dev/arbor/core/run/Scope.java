package dev.arbor.core.run;

/**
 * The part of a run in which a node has at most one task: a branch and an iteration (engine spec 1.7).
 *
 * @param branchId id of the trigger that heads the branch
 * @param loopIndex iteration
 */
public record Scope(long branchId, LoopIndex loopIndex) {

    /** The task of a node here. */
    public TaskKey task(String nodeId) {
        return new TaskKey(this, nodeId);
    }

    /** The scope in which the innermost loop stands. */
    public Scope parent() {
        return new Scope(branchId, loopIndex.parent());
    }
}
