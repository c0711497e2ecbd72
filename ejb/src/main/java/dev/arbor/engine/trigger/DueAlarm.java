package dev.arbor.engine.trigger;

import java.time.Instant;

/** Wakes the engine when a row falls due. */
@FunctionalInterface
public interface DueAlarm {

    /** A row will be due at a time; the alarm goes off then, or before. */
    void set(Instant at);
}
