package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Outcome;
import dev.arbor.engine.handler.OutsideHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Where calls to the outside are made, several at once, without transactions. Only as many are begun as there is room for:
 * a call that is marked as begun is really under way, so that a crash leaves few of them in doubt.
 */
public final class Outskirts {

    private static final Logger LOG = Logger.getLogger(Outskirts.class);
    private static final long LOOK_NANOS = 20_000_000;

    private final Executor executor;
    private volatile int most;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<Long, Integer> expected = new ConcurrentHashMap<>();

    /**
     * Over an executor.
     *
     * @param executor makes the calls while there is room
     * @param most how many calls the executor may have in hand at once; it needs as many threads
     */
    public Outskirts(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /** From now on so many calls may be in hand at once; no more than the executor has threads. */
    void most(int calls) {
        most = calls;
    }

    /** How many calls a walk may begin now; at least one, which its own thread makes where there is no room. */
    int room() {
        return Math.max(1, most - underWay.get());
    }

    /** Whether more calls than these may be begun at once. */
    boolean roomBeside(int departures) {
        return underWay.get() + departures < most;
    }

    /** A walk is about to go outside; from now on until it is back for good, this server knows of it. */
    void expect(Departure departure) {
        expected.merge(departure.trigger().id(), 1, Integer::sum);
    }

    /** These walks are back, or never went. */
    void forget(Collection<Departure> departures) {
        departures.forEach(departure ->
                expected.computeIfPresent(departure.trigger().id(), (id, times) -> times == 1 ? null : times - 1));
    }

    /** Whether the walk of a trigger is outside, or about to go there. */
    boolean expects(long triggerId) {
        return expected.containsKey(triggerId);
    }

    /** How many calls are under way. */
    public int underWay() {
        return underWay.get();
    }

    /**
     * Waits until nothing is outside any more; the server is about to stop, and nothing new is begun.
     *
     * @return how many calls have not come back within the limit
     */
    int awaitCalls(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return underWay.get();
    }

    /**
     * Makes the calls of several walks and lets each go on. The executor makes them, so that workers stay free for what is
     * pure; where it has no room left, the caller's own thread does, and takes up no other work meanwhile.
     */
    void perform(List<Departure> departures, Consumer<Departure> each) {
        List<Departure> own = new ArrayList<>();
        for (Departure departure : departures) {
            if (underWay.getAndIncrement() >= most) {
                own.add(departure);
                continue;
            }
            try {
                executor.execute(() -> alone(departure, each));
            } catch (RejectedExecutionException e) {
                own.add(departure); // The server has no thread to spare.
            }
        }
        own.forEach(departure -> alone(departure, each));
    }

    /** Where it is the engine that fails, the others go on; the trigger is found by {@link Heartbeat}. */
    private void alone(Departure departure, Consumer<Departure> each) {
        try {
            each.accept(departure);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.errorf(
                    e,
                    "What follows node '%s' of run %d could not be processed.",
                    departure.key().nodeId(),
                    departure.trigger().runId());
        } finally {
            forget(List.of(departure));
            underWay.decrementAndGet();
        }
    }

    /** Makes one call. Whatever the handler throws is a failure of its node, not of the engine. */
    static Outcome call(Departure departure) {
        long begun = System.nanoTime();
        try {
            Map<String, String> results = departure.handler().perform(departure.call());
            return new Outcome.Performed(departure.key(), results, (System.nanoTime() - begun) / 1_000_000);
        } catch (OutsideHandler.HandlerException e) {
            return failed(departure, e.kind(), e);
        } catch (Exception | LinkageError | StackOverflowError e) {
            return failed(departure, e.getClass().getSimpleName(), e);
        }
    }

    private static Outcome failed(Departure departure, String kind, Throwable e) {
        String summary = kind + " raised by the \"" + departure.handler().definitionId() + "\" handler.";
        String cause = e.getMessage() == null ? kind : e.getMessage();
        return new Outcome.Failed(
                departure.key(), new Failure(ErrorType.HANDLER, summary, cause, Thrown.trace(e), Optional.empty()));
    }
}
