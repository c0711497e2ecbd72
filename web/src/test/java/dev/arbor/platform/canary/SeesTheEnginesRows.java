package dev.arbor.platform.canary;

import dev.arbor.engine.trigger.TriggerProcessor;

/** Breaks the rule that the platform calls the engine as a client would. */
public class SeesTheEnginesRows {

    TriggerProcessor engine;
}
