package dev.arbor.platform.event;

/** Events were committed. Fired once for each change, after its commit; a nudge and nothing more. */
public record EventsRecorded() {}
