package dev.arbor.engine.expression;

import dev.arbor.engine.setting.Durations;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The {@link Expressions} of the server. Settings: {@code arbor.expression.deadline} (environment
 * ARBOR_EXPRESSION_DEADLINE), an ISO duration such as {@code PT10S} or {@code PT0.5S}, or a number of seconds; {@code
 * arbor.expression.cache-size} (ARBOR_EXPRESSION_CACHE_SIZE), how many compiled templates are kept, and how many
 * conditions besides.
 */
@ApplicationScoped
public class ExpressionsProducer {

    private static final Logger LOG = Logger.getLogger(ExpressionsProducer.class);

    @Inject
    @ConfigProperty(name = "arbor.expression.deadline", defaultValue = "PT10S")
    String deadline;

    @Inject
    @ConfigProperty(name = "arbor.expression.cache-size", defaultValue = "20000")
    int cacheSize;

    @Resource
    ManagedExecutorService executor;

    @Inject
    Event<ExpressionsWarm> warmed;

    private RubyExpressions expressions;
    private volatile boolean closed;
    private volatile boolean warm;

    @PostConstruct
    void open() {
        expressions = new RubyExpressions(Durations.of("arbor.expression.deadline", deadline), cacheSize);
    }

    /** Starting Ruby takes seconds: it happens beside the start of the server and not in the first run. */
    void warmUp(@Observes Startup startup) {
        executor.submit(() -> {
            try {
                expressions.warmUp();
                warm = true;
                warmed.fire(new ExpressionsWarm());
            } catch (ExpressionException | RuntimeException failure) {
                if (closed) {
                    LOG.debug("Expressions were closed before they were warm.", failure);
                    return;
                }
                LOG.error("Expected expressions to warm up, but that failed.", failure);
            }
        });
    }

    /** Whether Ruby has started and the common paths are compiled. */
    public boolean warm() {
        return warm;
    }

    @Produces
    Expressions expressions() {
        return expressions;
    }

    @PreDestroy
    void close() {
        closed = true;
        expressions.close();
    }
}
