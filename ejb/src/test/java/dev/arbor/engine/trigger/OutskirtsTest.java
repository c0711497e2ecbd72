package dev.arbor.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that stops waits for the calls that are under way, and not for ever. */
class OutskirtsTest {

    private static final TriggerRow TRIGGER = TriggerRow.draft(
                    1, 1, TriggerRow.Action.ROOT, TriggerRow.Type.AUTOMATIC, "test", Instant.EPOCH)
            .row();
    private static final Departure DEPARTURE = new Departure(TRIGGER, null, null, null, List.of(), "");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Outskirts outskirts = new Outskirts(threads, 8);
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answer.countDown();
        threads.shutdownNow();
    }

    private Future<?> twoCalls() throws InterruptedException {
        Future<?> calls = threads.submit(() -> outskirts.perform(List.of(DEPARTURE, DEPARTURE), departure -> {
            begun.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return calls;
    }

    @Test
    void nothing_outside_needs_no_time() {
        assertThat(outskirts.awaitCalls(Duration.ofDays(1))).isZero();
    }

    @Test
    void calls_that_come_back_are_waited_for() throws Exception {
        Future<?> calls = twoCalls();
        AtomicInteger lost = new AtomicInteger(-1);
        Thread stopping = new Thread(() -> lost.set(outskirts.awaitCalls(Duration.ofSeconds(60))));
        stopping.start();
        while (stopping.isAlive() && stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(lost).as("it waits").hasValue(-1);
        answer.countDown();
        stopping.join(10_000);
        assertThat(lost).hasValue(0);
        calls.get(10, TimeUnit.SECONDS);
    }

    @Test
    void calls_that_do_not_come_back_are_counted() throws Exception {
        twoCalls();
        assertThat(outskirts.awaitCalls(Duration.ofMillis(50))).isEqualTo(2);
    }
}
