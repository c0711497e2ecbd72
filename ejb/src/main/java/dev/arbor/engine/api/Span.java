package dev.arbor.engine.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time.
 *
 * @param start included; absent means from the beginning
 * @param end not included; absent means without end
 */
public record Span(Optional<Instant> start, Optional<Instant> end) {

    /** All of time. */
    public static final Span ALL = new Span(Optional.empty(), Optional.empty());
}
