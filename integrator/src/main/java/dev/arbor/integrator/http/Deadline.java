package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import java.time.Duration;

/** When a call has to be over, with everything that belongs to it: tokens, redirects, the last byte of the answer. */
final class Deadline {

    private final Duration total;
    private final long end;

    /** From now on. */
    Deadline(Duration total) {
        this.total = total;
        this.end = System.nanoTime() + total.toNanos();
    }

    /** From now on: as long as somebody allows it, and not longer than a call may take. */
    static Deadline within(Duration limit, Limits limits) {
        return new Deadline(limit.compareTo(limits.total()) < 0 ? limit : limits.total());
    }

    /**
     * What is left, in nanoseconds.
     *
     * @throws CallException when nothing is
     */
    long left() throws CallException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw late("a call");
        }
        return left;
    }

    /** That something took too long. */
    CallException late(String who) {
        return new CallException(
                Reason.TIMEOUT, "Expected " + who + " to be done within " + total.toMillis() + " ms, but it was not.");
    }
}
