package dev.arbor.engine.inspection;

import dev.arbor.engine.run.RunEntity;
import dev.arbor.engine.search.Conditions;
import java.time.Instant;
import java.util.Locale;

/**
 * How runs stand, as the original words it and as it is (engine spec 3.16, 8.2 and D4).
 *
 * @param showsComplete whether a completed run has the status Complete; the original leaves it Started
 * @param now the moment that triggers are due at
 */
record RunStanding(boolean showsComplete, Instant now) {

    static final String STAGED = "Staged";
    static final String STARTED = "Started";
    static final String COMPLETE = "Complete";
    static final String ERROR = "Error";
    static final String RUNNING = "Running";
    static final String WAITING = "Waiting";

    /** What a worker has in hand or could take now; {@code ?} is now. */
    static final String ELIGIBLE = "select t.runId from TriggerEntity t where t.dueAt <= ? or t.member is not null";

    private static final String STORED_STAGED = "STAGED";

    private static final String UNFINISHED = "e.status <> 'STAGED' and e.completedAt is null";
    private static final String WITH_ERRORS = "select x.runId from ErrorEntity x where x.status = 'ACTIVE'";

    String status(RunEntity run) {
        if (showsComplete && run.completedAt().isPresent()) {
            return COMPLETE;
        }
        return StoredWord.shown(run.status());
    }

    String state(RunEntity run, boolean eligible) {
        if (run.completedAt().isPresent()) {
            return COMPLETE;
        }
        if (run.status().equals(STORED_STAGED)) {
            return STAGED;
        }
        if (run.activeErrors() > 0) {
            return ERROR;
        }
        return eligible ? RUNNING : WAITING;
    }

    /** Whether the state of a run depends on its triggers. */
    static boolean asksTriggers(RunEntity run) {
        return run.completedAt().isEmpty()
                && run.activeErrors() == 0
                && !run.status().equals(STORED_STAGED);
    }

    /** Narrows runs {@code e} to a status or a state; the words of other versions of the original are understood too. */
    void narrow(Conditions runs, String word) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "staged" -> runs.and("e.status = 'STAGED'");
            case "started" -> {
                runs.and("e.status = 'STARTED'");
                if (showsComplete) {
                    runs.and("e.completedAt is null");
                }
            }
            case "complete", "completed" -> runs.and("e.completedAt is not null");
            // The active errors are few and have an index; the counter in the run has none.
            case "error", "failed" -> runs.and(UNFINISHED + " and e.id in (" + WITH_ERRORS + ")");
            case "running" -> runs.and(UNFINISHED + " and e.activeErrors = 0 and e.id in (" + ELIGIBLE + ")", now);
            case "waiting" -> runs.and(UNFINISHED + " and e.activeErrors = 0 and e.id not in (" + ELIGIBLE + ")", now);
            default -> runs.andNothing();
        }
    }
}
