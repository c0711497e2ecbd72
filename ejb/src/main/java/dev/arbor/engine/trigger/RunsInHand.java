package dev.arbor.engine.trigger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which runs some thread of this server is at work on. A second thread does not wait for the run's lock: it leaves word that
 * there is more, and the first one looks again before it lets go.
 */
final class RunsInHand {

    private final Map<Long, Boolean> again = new ConcurrentHashMap<>();

    /** Takes a run; false when somebody has it, who will look again. */
    boolean take(long runId) {
        return again.merge(runId, Boolean.FALSE, (present, mine) -> Boolean.TRUE) == Boolean.FALSE;
    }

    /** Lets a run go; true when word was left, and the caller still has it. */
    boolean release(long runId) {
        return again.compute(runId, (id, word) -> Boolean.TRUE.equals(word) ? Boolean.FALSE : null) != null;
    }

    /** Lets a run go in any case; true when word was left, which the caller passes on. */
    boolean letGo(long runId) {
        return Boolean.TRUE.equals(again.remove(runId));
    }

    /** Lets a run go whatever happened; the rows will be found again. */
    void abandon(long runId) {
        again.remove(runId);
    }
}
