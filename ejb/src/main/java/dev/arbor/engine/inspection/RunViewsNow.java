package dev.arbor.engine.inspection;

import dev.arbor.engine.tree.TreeCatalog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the views of runs for a request: how a run stands depends on the time. */
@Dependent
class RunViewsNow {

    private final EntityManager entities;
    private final InstantSource clock;
    private final Definitions definitions;
    private final boolean showsComplete;

    @Inject
    RunViewsNow(
            EntityManager entities,
            InstantSource clock,
            TreeCatalog trees,
            @ConfigProperty(name = "arbor.run.status.complete", defaultValue = "false") boolean showsComplete) {
        this(entities, clock, (Definitions) trees::definition, showsComplete);
    }

    RunViewsNow(EntityManager entities, InstantSource clock, Definitions definitions, boolean showsComplete) {
        this.entities = entities;
        this.clock = clock;
        this.definitions = definitions;
        this.showsComplete = showsComplete;
    }

    RunViews views() {
        return new RunViews(entities, standing(), definitions);
    }

    RunStanding standing() {
        return new RunStanding(showsComplete, clock.instant());
    }
}
