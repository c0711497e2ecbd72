package dev.arbor.engine.handler.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When rows are changed: by the clock, and always later than before, since that is how a change is noticed. */
final class Moments {

    private Moments() {}

    static Instant after(InstantSource time, Optional<Instant> before) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS); // What every database keeps.
        return before.filter(last -> !now.isAfter(last))
                .map(last -> last.plus(1, ChronoUnit.MILLIS))
                .orElse(now);
    }
}
