package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.store.InstalledHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The handlers that are loaded on this server, by version. One that is replaced, or idle for long, goes once nobody uses it
 * any more: neither an execution nor a thread that an execution has left behind, which gets as long as an execution does.
 */
final class HandlerSeats implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(HandlerSeats.class);

    private final HandlerLoader loader;
    private final RuntimeSettings settings;
    private final LongSupplier nanos;
    private final Map<Seat.Key, Seat> seats = new HashMap<>();
    private final List<Seat> leaving = new ArrayList<>();
    private boolean closed;

    /**
     * With nobody on them.
     *
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    HandlerSeats(HandlerLoader loader, RuntimeSettings settings, LongSupplier nanos) {
        this.loader = loader;
        this.settings = settings;
        this.nanos = nanos;
    }

    /**
     * Takes a seat, loading the handler in the calling thread where it is not; other versions of it leave.
     *
     * @param entering is told which runtime the calling thread runs code of the handler in
     * @return empty when the package is not there any more, because another one has taken its place
     */
    Optional<Seat> take(InstalledHandler handler, Entering entering) throws HandlerException, InterruptedException {
        Seat seat = reserve(new Seat.Key(handler.definition().definitionId(), handler.checksum()));
        boolean ready = false;
        try {
            seat.loading.lockInterruptibly();
            try {
                if (seat.loaded == null) {
                    seat.loaded = loader.load(handler, this::makeRoom, entering).orElse(null);
                }
                ready = seat.loaded != null;
            } finally {
                seat.loading.unlock();
            }
        } finally {
            if (!ready) {
                release(seat);
            }
        }
        return ready ? Optional.of(seat) : Optional.empty();
    }

    private synchronized Seat reserve(Seat.Key key) {
        if (closed) {
            throw new IllegalStateException("Expected handlers to be open, but they were closed.");
        }
        for (Iterator<Seat> each = seats.values().iterator(); each.hasNext(); ) {
            Seat other = each.next();
            if (other.key.definitionId().equals(key.definitionId()) && !other.key.equals(key)) {
                each.remove();
                leaving.add(other);
            }
        }
        Seat seat = seats.computeIfAbsent(key, Seat::new);
        seat.users++;
        return seat;
    }

    /** Leaves a seat. Whatever can go now is ended by {@link #sweep}. */
    void release(Seat seat) {
        synchronized (this) {
            seat.users--;
            seat.lastUsed = nanos.getAsLong();
            if (seat.users == 0 && seat.loaded == null) {
                seats.remove(seat.key, seat);
                leaving.remove(seat);
            }
        }
    }

    /** Ends what is replaced or idle and used by nobody. */
    void sweep() {
        List<Seat> ending = new ArrayList<>();
        synchronized (this) {
            long now = nanos.getAsLong();
            for (Iterator<Seat> each = seats.values().iterator(); each.hasNext(); ) {
                Seat seat = each.next();
                if (seat.users == 0 && now - seat.lastUsed >= settings.idle().toNanos()) {
                    each.remove();
                    leaving.add(seat);
                }
            }
            for (Iterator<Seat> each = leaving.iterator(); each.hasNext(); ) {
                Seat seat = each.next();
                if (seat.users == 0 && (!lively(seat) || overdue(seat, now))) {
                    each.remove();
                    ending.add(seat);
                }
            }
        }
        ending.forEach(this::end);
    }

    /** Makes the runtime free that was idle for longest, if any is. */
    private void makeRoom() {
        Seat oldest;
        synchronized (this) {
            oldest = seats.values().stream()
                    .filter(seat -> seat.users == 0 && seat.alone() && !lively(seat))
                    .min(Comparator.comparingLong(seat -> seat.lastUsed))
                    .orElse(null);
            if (oldest != null) {
                seats.remove(oldest.key);
            }
        }
        if (oldest != null) {
            end(oldest);
        } else {
            sweep();
        }
    }

    private static boolean lively(Seat seat) {
        return seat.alone() && seat.loaded.runtime().hasThreads();
    }

    private boolean overdue(Seat seat, long now) {
        Duration limit = settings.deadline();
        boolean overdue = now - seat.lastUsed >= limit.toNanos();
        if (overdue) {
            LOG.warnf(
                    "Threads of the handler %s outlived it by more than %s and are ended with its runtime.",
                    seat.key.definitionId(), limit);
        }
        return overdue;
    }

    private void end(Seat seat) {
        try {
            loader.unload(seat.loaded);
        } catch (RuntimeException | LinkageError e) {
            LOG.errorf(e, "Expected to end the handler %s, but it failed.", seat.key.definitionId());
        }
    }

    /** How many versions are loaded, the leaving ones included. */
    synchronized int count() {
        return seats.size() + leaving.size();
    }

    @Override
    public void close() {
        List<Seat> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(seats.values());
            all.addAll(leaving);
            seats.clear();
            leaving.clear();
        }
        all.stream().filter(seat -> seat.loaded != null).forEach(this::end);
        loader.close();
    }
}
