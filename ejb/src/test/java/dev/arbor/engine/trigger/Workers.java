package dev.arbor.engine.trigger;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Threads that know whether any of them has something to do. */
final class Workers implements AutoCloseable {

    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ExecutorService bell;
    private final ExecutorService outside = Executors.newCachedThreadPool();
    private final AtomicInteger busy = new AtomicInteger();
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;

    Workers(int threads) {
        bell = Executors.newFixedThreadPool(threads);
    }

    /** Work of a worker at some runs; when all of them wait already it is not done again. */
    void ring(Collection<Long> runIds, Runnable work) {
        if (waiting.addAll(runIds)) {
            submit(bell, () -> {
                waiting.removeAll(runIds);
                work.run();
            });
        }
    }

    Executor outside() {
        return work -> submit(outside, work);
    }

    private void submit(ExecutorService threads, Runnable work) {
        if (gone) {
            return;
        }
        busy.incrementAndGet();
        threads.execute(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                if (!gone) {
                    thrown.add(e);
                }
            } finally {
                busy.decrementAndGet();
            }
        });
    }

    /** What work has thrown since it was asked for last. */
    List<Throwable> thrown() {
        List<Throwable> all = List.copyOf(thrown);
        thrown.clear();
        return all;
    }

    /** Waits until nobody has anything to do. */
    void rest() {
        await("the workers to be at rest", () -> busy.get() == 0);
    }

    /** Waits for something. */
    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Expected " + what + ", but it did not happen in time.");
            }
            LockSupport.parkNanos(200_000);
        }
    }

    /** The server is gone: what its threads still do is nobody's business. */
    void vanish() {
        gone = true;
        bell.shutdownNow();
        outside.shutdownNow();
    }

    @Override
    public void close() {
        vanish();
    }
}
