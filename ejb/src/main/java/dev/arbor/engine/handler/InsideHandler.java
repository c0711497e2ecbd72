package dev.arbor.engine.handler;

import java.util.Map;

/**
 * Performs a node by changing rows and nothing else, within the transaction of the walk: what it did is committed with
 * the walk, or is as if it had never been. It must be quick, because the run is locked meanwhile. A CDI bean of this type
 * is found by the engine.
 */
public interface InsideHandler {

    /**
     * One performance.
     *
     * @param parameters evaluated parameters of the node by id, in document order
     * @param runId the run
     * @param taskId the task
     * @param depth how many runs caused each other up to this one
     */
    record Call(Map<String, String> parameters, long runId, long taskId, int depth) {}

    /** Which nodes it performs. */
    String definitionId();

    /**
     * Performs a node.
     *
     * @return its results
     * @throws OutsideHandler.HandlerException when it failed; it has seen to it that nothing of what it did is left, for
     *     example by {@link dev.arbor.engine.database.Transactions#attempt}
     */
    Map<String, String> perform(Call call) throws OutsideHandler.HandlerException;
}
