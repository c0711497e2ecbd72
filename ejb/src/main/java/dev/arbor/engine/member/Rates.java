package dev.arbor.engine.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;

/** How fast this server works: what its counters grew by in the last minute. The engine's timer takes the samples. */
@ApplicationScoped
public class Rates {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration APART = Duration.ofSeconds(1);

    /** The counters at a time. */
    private record Sample(Instant at, long triggers, long nodes, long errors, long runs) {}

    private final EngineStatistics statistics;
    private final InstantSource time;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** For the container's proxy. */
    protected Rates() {
        this(null, null);
    }

    /** Of counters. */
    @Inject
    public Rates(EngineStatistics statistics, InstantSource time) {
        this.statistics = statistics;
        this.time = time;
    }

    /** Takes a sample when the last one is a second old, and forgets those that the window has left behind. */
    public synchronized void sample() {
        Instant now = time.instant();
        if (!samples.isEmpty() && now.isBefore(samples.getLast().at().plus(APART))) {
            return;
        }
        samples.add(take(now));
        while (samples.size() > 1 && samples.getFirst().at().isBefore(now.minus(WINDOW))) {
            samples.removeFirst();
        }
    }

    /** Triggers processed per second. */
    public double triggers() {
        return perSecond(Sample::triggers);
    }

    /** Nodes performed per second. */
    public double nodes() {
        return perSecond(Sample::nodes);
    }

    /** Errors raised per second. */
    public double errors() {
        return perSecond(Sample::errors);
    }

    /** Runs started per second. */
    public double runs() {
        return perSecond(Sample::runs);
    }

    private synchronized double perSecond(ToLongFunction<Sample> counter) {
        if (samples.isEmpty()) {
            return 0;
        }
        Sample now = take(time.instant());
        Sample first = samples.getFirst();
        long millis = Duration.between(first.at(), now.at()).toMillis();
        return millis <= 0 ? 0 : 1000.0 * (counter.applyAsLong(now) - counter.applyAsLong(first)) / millis;
    }

    private Sample take(Instant now) {
        return new Sample(now, statistics.triggers(), statistics.nodes(), statistics.errors(), statistics.runs());
    }
}
