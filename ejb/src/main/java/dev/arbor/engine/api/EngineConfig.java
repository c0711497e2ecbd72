package dev.arbor.engine.api;

import java.util.Optional;

/** How the engine is set up, for all servers (engine spec 1.11, 5.9). */
public interface EngineConfig {

    /**
     * How it is set up.
     *
     * @param sleepDelay seconds; kept for those who ask, because the engine is told and does not sleep
     * @param maxThreads how many runs each server shall work on at the same time
     * @param threads how many of them this server really does: no more than it was started with
     * @param triggerQuery kept for those who ask
     */
    record EngineSetup(long sleepDelay, long maxThreads, int threads, String triggerQuery) {}

    /** How it is set up now. */
    EngineSetup setup();

    /**
     * Changes what is given; in force on this server when it returns, and on others a second later.
     *
     * @throws Refusal INVALID for a number that cannot be
     */
    EngineSetup change(Optional<Long> sleepDelay, Optional<Long> maxThreads, Optional<String> query, Caller caller);
}
