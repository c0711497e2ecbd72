package dev.arbor.engine.ruby;

import java.time.Duration;

/**
 * How handlers run.
 *
 * @param deadline how long one execution may take, loading included
 * @param idle how long a handler that is not used stays loaded
 * @param runtimes how many handlers may have a runtime to themselves at once
 */
public record RuntimeSettings(Duration deadline, Duration idle, int runtimes) {

    /** Refuses what makes no sense. */
    public RuntimeSettings {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException(
                    "Expected arbor.handler.deadline to be above zero, but got " + deadline + ".");
        }
        if (idle.isNegative()) {
            throw new IllegalArgumentException("Expected arbor.handler.idle to be zero or more, but got " + idle + ".");
        }
        if (runtimes < 1) {
            throw new IllegalArgumentException(
                    "Expected arbor.handler.runtimes to be at least 1, but got " + runtimes + ".");
        }
    }
}
