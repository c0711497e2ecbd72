package dev.arbor.engine.trigger;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The threads of the engine: workers hear the bell, and as many calls to the outside may be under way beside them. */
@ApplicationScoped
public class EngineThreads {

    @Resource
    private ManagedExecutorService executor;

    @Inject
    @ConfigProperty(name = "arbor.engine.threads", defaultValue = "8")
    private int threads;

    /** Where calls to the outside are made. */
    @Produces
    @Singleton
    Outskirts outskirts() {
        return new Outskirts(executor, threads);
    }
}
