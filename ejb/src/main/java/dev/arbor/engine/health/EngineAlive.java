package dev.arbor.engine.health;

import dev.arbor.engine.member.EngineStatistics;
import dev.arbor.engine.member.Pulse;
import dev.arbor.engine.trigger.WorkerGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down when only a new process would help: the engine's timer has stopped going off, or every worker is stuck. A database
 * that is away is no reason; that is {@link EngineReady}'s matter.
 */
@ApplicationScoped
public class EngineAlive implements HealthCheck {

    /** Twice what a look at an unreachable database may wait for a connection. */
    private static final Duration PULSE_LOST = Duration.ofSeconds(60);
    /** A turn is ended by its transaction's time limit after ten minutes; one that outlives it is stuck. */
    private static final Duration TURN_STUCK = Duration.ofMinutes(11);

    private final Pulse pulse;
    private final EngineStatistics statistics;
    private final WorkerGate gate;

    /** For the container's proxy. */
    protected EngineAlive() {
        this(null, null, null);
    }

    /** Of an engine with as many threads as it may have. */
    @Inject
    public EngineAlive(Pulse pulse, EngineStatistics statistics, WorkerGate gate) {
        this.pulse = pulse;
        this.statistics = statistics;
        this.gate = gate;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Duration> age = pulse.age();
        int threads = gate.limit();
        int stuck = statistics.turns().longerThan(TURN_STUCK);
        boolean beats = age.isEmpty() || age.get().compareTo(PULSE_LOST) < 0;
        return HealthCheckResponse.named("arbor-engine-alive")
                .status(beats && stuck < threads)
                .withData("secondsSincePulse", age.map(Duration::toSeconds).orElse(-1L))
                .withData("stuckWorkers", stuck)
                .withData("threads", threads)
                .build();
    }
}
