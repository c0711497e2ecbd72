package dev.arbor.engine.trigger;

import java.util.Collection;

/**
 * Tells some worker, on some server, that a run has triggers that want one. A ring that is lost, late or doubled changes
 * nothing: the rows say what is to be done, and rows that nobody rang for are found by {@link DueRows}.
 */
public interface Doorbell {

    /** Rings for a run; never fails and never waits. */
    void ring(long runId);

    /** Rings for runs that became due together, so that a worker may see to several at once. */
    default void ring(Collection<Long> runIds) {
        runIds.forEach(this::ring);
    }
}
