package dev.arbor.engine.canary;

import dev.arbor.integrator.canary.Hidden;

/** Breaks the rule that the engine sees the api of the integrator alone. */
public class SeesBehindTheApi {

    Hidden behind;
}
