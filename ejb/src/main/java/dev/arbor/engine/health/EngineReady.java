package dev.arbor.engine.health;

import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.expression.ExpressionsProducer;
import dev.arbor.engine.member.Member;
import dev.arbor.engine.member.Pulse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Up when a request can be served: the schema is there and the engine has begun (which the timer's first pulse says), and
 * expressions need not wait for Ruby. An engine that somebody has paused is ready: it takes requests and queues them.
 */
@ApplicationScoped
public class EngineReady implements HealthCheck {

    private final Pulse pulse;
    private final ExpressionsProducer expressions;
    private final EngineControl control;
    private final Member member;

    /** For the container's proxy. */
    protected EngineReady() {
        this(null, null, null, null);
    }

    /** Of this server. */
    @Inject
    public EngineReady(Pulse pulse, ExpressionsProducer expressions, EngineControl control, Member member) {
        this.pulse = pulse;
        this.expressions = expressions;
        this.control = control;
        this.member = member;
    }

    @Override
    public HealthCheckResponse call() {
        boolean started = pulse.age().isPresent();
        boolean warm = expressions.warm();
        return HealthCheckResponse.named("arbor-engine-ready")
                .status(started && warm)
                .withData("started", started)
                .withData("expressionsWarm", warm)
                .withData("engine", control.state().label())
                .withData("member", member.name())
                .build();
    }
}
