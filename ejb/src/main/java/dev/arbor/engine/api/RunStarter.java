package dev.arbor.engine.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts runs and waits for them (engine spec 3.1 and 6.4). */
public interface RunStarter {

    /**
     * What starts a run.
     *
     * @param tree the tree to run
     * @param sourceData the payload as it came; empty when there was none
     * @param inputs inputs, for routines started by hand; empty otherwise
     * @param idempotencyKey the same key gives the same run; absent means that every request is a run of its own
     * @param depth how many runs caused each other up to this one; what it does counts one more
     */
    record StartRun(
            TreeRef tree, String sourceData, Map<String, String> inputs, Optional<String> idempotencyKey, int depth) {

        /** One that no other run caused. */
        public StartRun(TreeRef tree, String sourceData, Map<String, String> inputs, Optional<String> idempotencyKey) {
            this(tree, sourceData, inputs, idempotencyKey, 0);
        }
    }

    /**
     * A run that was started.
     *
     * @param runId its id
     * @param existed true when the idempotency key named a run that was there already
     */
    record Started(long runId, boolean existed) {}

    /** How a run that somebody waits for stands. */
    enum Standing {
        /** Its return node was reached. */
        RETURNED,
        /** It ended without a return node. */
        COMPLETED,
        /** It has an active error. */
        FAILED,
        /** Neither, when the time was over. */
        RUNNING
    }

    /**
     * The end of a wait.
     *
     * @param standing how the run stands
     * @param outputs what its return node gave; empty unless it returned
     */
    record Awaited(Standing standing, Map<String, String> outputs) {}

    /**
     * Starts a run; durable when this returns.
     *
     * @throws Refusal NOT_FOUND when there is no such tree, INVALID ({@code tree_inactive}) when it is inactive
     */
    Started start(StartRun command, Caller caller);

    /** A run that somebody asks for. */
    record Wish(StartRun run, Caller caller) {}

    /**
     * Starts runs together, in their order, none of which has an idempotency key: all of them or none.
     *
     * @throws Refusal as {@link #start}
     */
    void startAll(List<Wish> wishes);

    /**
     * Waits until a run returned, completed or failed, at most for a time.
     *
     * @throws Refusal NOT_FOUND when there is no such run
     */
    Awaited await(long runId, Duration timeout);
}
