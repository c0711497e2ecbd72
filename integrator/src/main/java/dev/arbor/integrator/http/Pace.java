package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Keeps the calls of one connection apart, so that there are never more in a second than its other side wants. */
final class Pace {

    private final Duration apart;
    private final Duration patience;
    private final InstantSource time;
    private Instant next = Instant.MIN;

    /**
     * A pace.
     *
     * @param perSecond how many calls there may be in a second, at least one
     * @param patience how long a call waits for its turn
     */
    Pace(int perSecond, Duration patience, InstantSource time) {
        this.apart = Duration.ofSeconds(1).dividedBy(perSecond);
        this.patience = patience;
        this.time = time;
    }

    /**
     * Waits for its turn.
     *
     * @throws CallException when that would take too long; then nothing waits for it
     */
    void take() throws CallException {
        Duration turn = turn();
        try {
            TimeUnit.NANOSECONDS.sleep(turn.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(Reason.RATE_LIMITED, "Expected to wait for its turn, but was told to stop.", e);
        }
    }

    /** How long it is until the turn of who asks. */
    synchronized Duration turn() throws CallException {
        Instant now = time.instant();
        Instant turn = next.isBefore(now) ? now : next;
        Duration wait = Duration.between(now, turn);
        if (wait.compareTo(patience) > 0) {
            throw new CallException(
                    Reason.RATE_LIMITED,
                    "Expected fewer calls: the connection allows one in " + apart.toMillis()
                            + " ms (callsPerSecond), and this one would have to wait longer than "
                            + patience.toMillis() + " ms.");
        }
        next = turn.plus(apart);
        return wait;
    }
}
