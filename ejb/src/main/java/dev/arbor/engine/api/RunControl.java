package dev.arbor.engine.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a person does to a run by hand (engine spec 3.17 and 5.2, 5.3). */
public interface RunControl {

    /**
     * A node to start from scratch.
     *
     * @param nodeId the node
     * @param loopIndex absent means {@code /}
     * @param branchId absent means the main branch
     * @param scheduledAt absent means now
     * @param selectionCriterion absent means none
     */
    record ManualTrigger(
            String nodeId,
            Optional<String> loopIndex,
            Optional<Long> branchId,
            Optional<Instant> scheduledAt,
            Optional<String> selectionCriterion) {}

    /**
     * What is to change on a run; an absent part stays.
     *
     * @param inputs new inputs
     * @param sourceData new source data
     * @param treeVersion version of the tree to move the run to
     * @param message why, kept in the audit
     */
    record RunChange(
            Optional<Map<String, String>> inputs,
            Optional<String> sourceData,
            Optional<Integer> treeVersion,
            String message) {}

    /**
     * What is to change on a task; an absent part stays.
     *
     * @param results new results
     * @param deferredResults new deferred results
     * @param message why, kept in the audit
     */
    record TaskChange(
            Optional<Map<String, String>> results, Optional<Map<String, String>> deferredResults, String message) {}

    /** Queues a node of a run; gives the trigger's id. Refused when the run or the node is not there. */
    long trigger(long runId, ManualTrigger trigger, Caller caller);

    /** Edits a run and leaves an audit. */
    void change(long runId, RunChange change, Caller caller);

    /** Edits a task and leaves an audit. */
    void change(long runId, long taskId, TaskChange change, Caller caller);

    /** Deletes a run and all that belongs to it. */
    void delete(long runId, Caller caller);

    /** Releases a paused trigger. Refused when it is not paused. */
    void unpause(long triggerId, Caller caller);

    /** Deletes a trigger; one that a server has in hand is refused. */
    void deleteTrigger(long triggerId, Caller caller);
}
