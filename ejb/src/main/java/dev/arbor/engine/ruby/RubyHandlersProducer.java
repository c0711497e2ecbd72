package dev.arbor.engine.ruby;

import dev.arbor.engine.expression.ExpressionsWarm;
import dev.arbor.engine.handler.store.HandlerCatalog;
import dev.arbor.engine.handler.zip.ZipBounds;
import dev.arbor.engine.setting.Durations;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The handlers of the server. Settings: {@code arbor.handler.deadline} and {@code arbor.handler.idle}, ISO durations or
 * numbers of seconds; {@code arbor.handler.runtimes}; {@code arbor.handler.max-entries}, {@code arbor.handler.max-size} and
 * {@code arbor.handler.max-ratio}, which bound packages.
 */
@ApplicationScoped
public class RubyHandlersProducer {

    private static final Logger LOG = Logger.getLogger(RubyHandlersProducer.class);

    @Inject
    @ConfigProperty(name = "arbor.data", defaultValue = "data")
    String data;

    @Inject
    @ConfigProperty(name = "arbor.handler.deadline", defaultValue = "PT5M")
    String deadline;

    @Inject
    @ConfigProperty(name = "arbor.handler.idle", defaultValue = "PT10M")
    String idle;

    @Inject
    @ConfigProperty(name = "arbor.handler.runtimes", defaultValue = "8")
    int runtimes;

    @Inject
    @ConfigProperty(name = "arbor.handler.max-entries", defaultValue = "20000")
    int maxEntries;

    @Inject
    @ConfigProperty(name = "arbor.handler.max-size", defaultValue = "268435456")
    long maxSize;

    @Inject
    @ConfigProperty(name = "arbor.handler.max-ratio", defaultValue = "200")
    int maxRatio;

    @Inject
    HandlerCatalog catalog;

    @Resource
    ManagedThreadFactory threads;

    private RubyHandlers handlers;

    @PostConstruct
    void open() {
        handlers = new RubyHandlers(
                Path.of(data, "handlers"),
                bounds(),
                catalog::content,
                new RuntimeSettings(
                        Durations.of("arbor.handler.deadline", deadline),
                        Durations.of("arbor.handler.idle", idle),
                        runtimes),
                threads);
    }

    /** The first import shall not wait for Ruby; expressions go first, since a server is not ready without them. */
    void warmUp(@Observes ExpressionsWarm warm) {
        try {
            handlers.warmUp();
        } catch (RuntimeException failure) {
            // Into the log file alone: a server that stops meanwhile is no reason to wake anybody, and the first
            // handler tells.
            LOG.infof("Ruby for handlers did not start (%s); the first handler tries again.", failure.getMessage());
        }
    }

    /** How much a package may hold. */
    @Produces
    ZipBounds bounds() {
        return new ZipBounds(maxEntries, maxSize, maxRatio);
    }

    /** Executes handlers, and judges packages as the {@link dev.arbor.engine.handler.store.HandlerCheck}. */
    @Produces
    RubyHandlers handlers() {
        return handlers;
    }

    @PreDestroy
    void close() {
        handlers.close();
    }
}
