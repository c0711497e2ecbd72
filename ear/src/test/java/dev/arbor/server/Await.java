package dev.arbor.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another process does. */
public final class Await {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Await() {}

    /** Returns once the condition holds; fails after five minutes, which a busy machine may need. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, LIMIT, condition);
    }

    /** Returns once the condition holds; fails after the limit. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(
                        "Expected that " + what + ", but after " + limit.toSeconds() + " s it is not so.");
            }
            pause(Duration.ofMillis(50));
        }
    }

    /** Lets time go by: between two looks at a condition, or until a moment that was drawn at random. */
    public static void pause(Duration time) {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), end).toNanos());
        }
    }
}
