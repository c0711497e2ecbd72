package dev.arbor.testing.process;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a deadline. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {}

    /** Returns when a condition holds; fails when it does not hold within some time. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Expected within " + limit + " that " + what + ", but it is not so.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
