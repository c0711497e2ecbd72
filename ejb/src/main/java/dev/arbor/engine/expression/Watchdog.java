package dev.arbor.engine.expression;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jruby.RubyThread;

/**
 * Ends evaluations at their deadline. Each thread that evaluates has a {@link Watch}; one thread looks at them all every
 * few milliseconds. An evaluation pays two writes and no clock for it.
 *
 * <p>The end comes as the kill signal of Ruby threads, which no {@code rescue} stops and which ends a sleep, a regular
 * expression or a wait. As an {@code ensure} of the expression may run on, it is sent again until the evaluation is over.
 */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);

    private static final long IDLE = 0;
    private static final int RUNNING = 1;
    private static final int SIGNALLING = 2;
    private static final int SIGNALLED = 3;
    private static final int MASK = 3;

    private final long deadlineNanos;
    private final long periodMillis;
    private final Queue<Watch> watches = new ConcurrentLinkedQueue<>();
    private final LongAdder ended = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;

    Watchdog(Duration deadline) {
        deadlineNanos = deadline.toNanos();
        periodMillis = Math.max(2, Math.min(100, deadline.toMillis() / 20));
        thread = new Thread(this::look, "arbor-expression-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** A watch for the calling thread; it is forgotten once that thread has ended. */
    Watch newWatch() {
        Watch watch = new Watch(Thread.currentThread());
        watches.add(watch);
        return watch;
    }

    long ended() {
        return ended.sum();
    }

    private void look() {
        while (!closed) {
            long now = System.nanoTime();
            for (Iterator<Watch> all = watches.iterator(); all.hasNext(); ) {
                if (!all.next().look(now)) {
                    all.remove();
                }
            }
            try {
                Thread.sleep(periodMillis);
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** The evaluation that a thread is in, if any. The state is its number and what is being done to it. */
    final class Watch {

        private final WeakReference<Thread> owner;
        private final AtomicLong state = new AtomicLong(IDLE);
        private RubyThread ruby;
        private long number;

        // Of the watchdog alone.
        private long seen;
        private long seenSince;
        private boolean reported;

        Watch(Thread owner) {
            this.owner = new WeakReference<>(owner);
        }

        /** Whether this thread is in an evaluation already, so that one within it is under the same deadline. */
        boolean busy() {
            return state.getPlain() != IDLE;
        }

        void begin(RubyThread thread) {
            ruby = thread;
            number += MASK + 1;
            state.setRelease(number | RUNNING);
        }

        /** Ends the watch; afterwards no signal is sent any more. Tells whether one was. */
        boolean end() {
            long running = number | RUNNING;
            if (state.compareAndSet(running, IDLE)) {
                return false;
            }
            while (!state.compareAndSet(number | SIGNALLED, IDLE)) {
                Thread.onSpinWait();
            }
            ended.increment();
            return true;
        }

        private boolean look(long now) {
            long current = state.getAcquire();
            if (current == IDLE) {
                seen = IDLE;
                Thread thread = owner.get();
                return thread != null && thread.isAlive();
            }
            if ((current & ~MASK) != seen) {
                seen = current & ~MASK;
                seenSince = now;
                reported = false;
            } else if (now - seenSince >= deadlineNanos) {
                signal(current);
                report(now);
            }
            return true;
        }

        private void signal(long current) {
            long signalling = seen | SIGNALLING;
            if (state.compareAndSet(current, signalling)) {
                try {
                    // Unlike kill, this needs no Ruby context in our thread.
                    ruby.dieFromFinalizer();
                } finally {
                    state.set(seen | SIGNALLED);
                }
            }
        }

        /** Some native loops of Ruby never ask; then a worker is stuck, and somebody must know. */
        private void report(long now) {
            Thread thread = owner.get();
            if (!reported && thread != null && now - seenSince >= 2 * deadlineNanos + 1_000_000_000L) {
                reported = true;
                Exception where = new Exception("Stack of thread '" + thread.getName() + "'");
                StackTraceElement[] stack = thread.getStackTrace();
                where.setStackTrace(Arrays.copyOf(stack, Math.min(stack.length, 40)));
                LOG.error("Expected an expression to end at its deadline, but it cannot be stopped.", where);
            }
        }
    }
}
