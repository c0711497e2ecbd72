package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;

/** A node's behaviour that belongs to the engine (engine spec 3.7). */
@FunctionalInterface
public interface SystemHandler {

    /** What performing the node gives. Expected failures are {@link Outcome.Failed}, never exceptions. */
    Outcome perform(Visit visit);
}
