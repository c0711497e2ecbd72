package dev.arbor.engine.member;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The turns that workers of this server take at runs: one turn is one transaction, a fraction of a second as a rule. A
 * call to the outside is no part of a turn, however long it takes.
 */
public final class Turns {

    private final LongSupplier nanos;
    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();

    /** By a clock that only goes forward, in nanoseconds. */
    public Turns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The calling thread begins a turn. */
    public void begin() {
        begun.put(Thread.currentThread(), nanos.getAsLong());
    }

    /** The calling thread has ended its turn. */
    public void end() {
        begun.remove(Thread.currentThread());
    }

    /** How many workers have been at one turn for longer than this. */
    public int longerThan(Duration limit) {
        long now = nanos.getAsLong();
        return (int) begun.values().stream()
                .filter(begin -> now - begin > limit.toNanos())
                .count();
    }
}
