package dev.arbor.engine.handler.store;

import dev.arbor.core.handler.SystemHandlers;
import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.InsideHandlers;
import dev.arbor.engine.handler.OutsideHandlers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Which definition ids belong to the engine and what is deployed with it. */
@ApplicationScoped
public class BuiltInHandlers {

    private final InsideHandlers inside;
    private final OutsideHandlers outside;

    /** For the container's proxy. */
    protected BuiltInHandlers() {
        this(null, null);
    }

    @Inject
    public BuiltInHandlers(InsideHandlers inside, OutsideHandlers outside) {
        this.inside = inside;
        this.outside = outside;
    }

    /** Whether a node of this definition is performed without any import. */
    boolean has(String definitionId) {
        return SystemHandlers.of(definitionId).isPresent()
                || inside.find(definitionId).isPresent()
                || outside.builtIn(definitionId);
    }

    /** Whether a package may not take this definition. */
    boolean reserves(String definitionId) {
        return definitionId.startsWith("system_")
                || definitionId.startsWith("routine_")
                || has(definitionId) && behind(definitionId).isEmpty();
    }

    /** The handler whose place a package of this definition takes. */
    Optional<BuiltInHandler> behind(String definitionId) {
        return outside.replaceable(definitionId);
    }

    /** All handlers whose places packages may take. */
    List<BuiltInHandler> replaceable() {
        return outside.replaceable();
    }
}
