package dev.arbor.engine.canary;

import dev.arbor.platform.api.SignIn;

/** Breaks the rule that the engine knows no platform. */
public class KnowsThePlatform {

    SignIn platform;
}
