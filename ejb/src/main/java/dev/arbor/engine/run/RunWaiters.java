package dev.arbor.engine.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Those on this server who wait for a run to get somewhere; told when a walk of that run has been settled. */
@ApplicationScoped
public class RunWaiters {

    private static final class Waiting {
        private final AtomicInteger count = new AtomicInteger();
        private volatile CountDownLatch next = new CountDownLatch(1);
    }

    private final Map<Long, Waiting> byRun = new ConcurrentHashMap<>();

    /** Something of a run was settled. */
    public void settled(long runId) {
        Waiting waiting = byRun.get(runId);
        if (waiting != null) {
            CountDownLatch reached = waiting.next;
            waiting.next = new CountDownLatch(1);
            reached.countDown();
        }
    }

    /** Somebody begins to wait; to be closed when they are done. */
    public Wait begin(long runId) {
        Waiting waiting = byRun.compute(runId, (id, present) -> {
            Waiting one = present == null ? new Waiting() : present;
            one.count.incrementAndGet();
            return one;
        });
        return new Wait(runId, waiting);
    }

    /** One who waits. */
    public final class Wait implements AutoCloseable {

        private final long runId;
        private final Waiting waiting;
        private CountDownLatch latch;

        private Wait(long runId, Waiting waiting) {
            this.runId = runId;
            this.waiting = waiting;
            this.latch = waiting.next;
        }

        /** Waits until something was settled since the last look, at most for a time. */
        public void await(long millis) throws InterruptedException {
            if (latch.await(millis, TimeUnit.MILLISECONDS)) {
                latch = waiting.next;
            }
        }

        @Override
        public void close() {
            byRun.computeIfPresent(runId, (id, one) -> one.count.decrementAndGet() == 0 ? null : one);
        }
    }
}
