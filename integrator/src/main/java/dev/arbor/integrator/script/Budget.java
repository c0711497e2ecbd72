package dev.arbor.integrator.script;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What is left for the expressions of one call. It belongs to the thread that makes it. */
final class Budget {

    private static final long INSTRUCTIONS = 10_000_000;

    /** What an evaluation may allocate, whether it keeps it or not. */
    private static final long BYTES = 256L * 1024 * 1024;

    /** To look at the time is a call of the operating system. */
    private static final int EVERY = 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long end;
    private final Duration time;
    private final long allocated = THREADS.getCurrentThreadAllocatedBytes();
    private long instructions = INSTRUCTIONS;
    private int looks;

    /**
     * With how long they may take together: time of the processor, for what others do on the machine must not decide
     * whether an expression has a value.
     */
    Budget(Duration time) {
        this.time = time;
        this.end = THREADS.getCurrentThreadCpuTime() + time.toNanos();
    }

    /** Ends an evaluation; an error, because no script can catch it. */
    public static final class ExhaustedError extends Error {

        private static final long serialVersionUID = 1L;

        ExhaustedError(String message) {
            super(message, null, false, false);
        }
    }

    void spend(int count) {
        instructions -= count;
        if (instructions < 0) {
            throw new ExhaustedError("it took more than " + INSTRUCTIONS + " instructions");
        }
        if (THREADS.getCurrentThreadAllocatedBytes() - allocated > BYTES) {
            throw new ExhaustedError("it took more than " + BYTES + " bytes of memory");
        }
        if (++looks % EVERY == 0 && THREADS.getCurrentThreadCpuTime() - end > 0) {
            throw new ExhaustedError("it took longer than " + time.toMillis() + " ms");
        }
    }
}
