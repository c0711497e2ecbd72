package dev.arbor.integrator.canary;

import dev.arbor.engine.api.Caller;

/** Breaks the rule that the integrator never sees the engine. */
public class SeesTheEngine {

    Caller engine;
}
