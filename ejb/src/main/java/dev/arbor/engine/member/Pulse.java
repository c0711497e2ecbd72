package dev.arbor.engine.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When the engine's timer went off last. It goes off each second, whether the database answers or not; a pulse that stays
 * away means that threads of this process are stuck.
 */
@ApplicationScoped
public class Pulse {

    private final InstantSource time;
    private volatile Instant last = Instant.MIN;

    /** For the container's proxy. */
    protected Pulse() {
        this(null);
    }

    /** By a clock. */
    @Inject
    public Pulse(InstantSource time) {
        this.time = time;
    }

    /** The timer went off, or was armed for the first time. */
    public void beat() {
        last = time.instant();
    }

    /** How long ago that was; absent before the engine has started. */
    public Optional<Duration> age() {
        Instant beat = last;
        return beat.equals(Instant.MIN) ? Optional.empty() : Optional.of(Duration.between(beat, time.instant()));
    }
}
