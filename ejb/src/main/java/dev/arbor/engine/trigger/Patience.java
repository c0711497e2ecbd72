package dev.arbor.engine.trigger;

import dev.arbor.engine.database.DatabaseException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What came of a call must not be lost: the database is asked again for as long as this server lives. */
final class Patience {

    private static final int AT_ONCE = 5;
    private static final long STEP_NANOS = 10_000_000;
    private static final int LONGEST_STEPS = 100;

    private Patience() {}

    /** Does some work, again and again while the database has a fault that passes. */
    static <T> T with(EngineSwitch engine, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!DatabaseException.transientFault(e) || engine.shuttingDown()) {
                    throw e;
                }
                LockSupport.parkNanos(attempt < AT_ONCE ? 0 : Math.min(attempt, LONGEST_STEPS) * STEP_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }
}
