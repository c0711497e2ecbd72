package dev.arbor.integrator.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps calls from a connection that fails again and again: after some failures in a row it lets nothing through for a
 * while, then a single call, whose outcome decides.
 */
final class Breaker {

    static final int FAILURES = 5;
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final InstantSource time;
    private int failures;
    private Instant closedUntil = Instant.MIN;
    private boolean trying;

    Breaker(InstantSource time) {
        this.time = time;
    }

    /** Whether a call may go; whoever is told yes says how it went. */
    synchronized boolean admits() {
        if (failures < FAILURES) {
            return true;
        }
        if (trying || time.instant().isBefore(closedUntil)) {
            return false;
        }
        trying = true;
        return true;
    }

    /** It answered. */
    synchronized void succeeded() {
        failures = 0;
        trying = false;
    }

    /** It did not; whether calls are kept from it now that were not before. */
    synchronized boolean failed() {
        failures++;
        trying = false;
        closedUntil = time.instant().plus(PAUSE);
        return failures == FAILURES;
    }
}
