package dev.arbor.integrator.script;

import java.time.Duration;

/** What is left for the expressions of one call. */
public final class Budget {

    private static final long INSTRUCTIONS = 10_000_000;

    private final long end;
    private final Duration time;
    private long instructions = INSTRUCTIONS;

    /** With how long they may take together. */
    public Budget(Duration time) {
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** Ends an evaluation; an error, because no script can catch it. */
    public static final class ExhaustedError extends Error {

        private static final long serialVersionUID = 1L;

        ExhaustedError(String message) {
            super(message, null, false, false);
        }
    }

    void spend(int count) {
        instructions -= count;
        if (instructions < 0) {
            throw new ExhaustedError("it took more than " + INSTRUCTIONS + " instructions");
        }
        if (System.nanoTime() - end > 0) {
            throw new ExhaustedError("it took longer than " + time.toMillis() + " ms");
        }
    }
}
