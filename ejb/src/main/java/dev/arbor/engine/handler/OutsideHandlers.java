package dev.arbor.engine.handler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outside handlers that are deployed, by definition id, and those that were imported. An import takes the place of a
 * {@link BuiltInHandler} and of no other one that is deployed.
 */
@ApplicationScoped
public class OutsideHandlers {

    private final Map<String, OutsideHandler> byDefinition = new HashMap<>();
    private final ImportedHandlers imported;

    /** For the container's proxy. */
    protected OutsideHandlers() {
        this.imported = ImportedHandlers.NONE;
    }

    /** Every bean of the type. */
    @Inject
    public OutsideHandlers(@Any Instance<OutsideHandler> handlers, ImportedHandlers imported) {
        this.imported = imported;
        handlers.forEach(this::add);
    }

    /** A given list, outside of a container. */
    public OutsideHandlers(List<OutsideHandler> handlers, ImportedHandlers imported) {
        this.imported = imported;
        handlers.forEach(this::add);
    }

    private void add(OutsideHandler handler) {
        byDefinition.put(handler.definitionId(), handler);
    }

    /** The handler of a definition. */
    public Optional<OutsideHandler> find(String definitionId) {
        OutsideHandler deployed = byDefinition.get(definitionId);
        if (deployed != null && !(deployed instanceof BuiltInHandler)) {
            return Optional.of(deployed);
        }
        return imported.find(definitionId).or(() -> Optional.ofNullable(deployed));
    }

    /** Whether a definition belongs to what is deployed. */
    public boolean builtIn(String definitionId) {
        return byDefinition.containsKey(definitionId);
    }

    /** The deployed handler of a definition that an import may take the place of. */
    public Optional<BuiltInHandler> replaceable(String definitionId) {
        return byDefinition.get(definitionId) instanceof BuiltInHandler handler
                ? Optional.of(handler)
                : Optional.empty();
    }

    /** All of those, in no order. */
    public List<BuiltInHandler> replaceable() {
        return byDefinition.values().stream()
                .filter(BuiltInHandler.class::isInstance)
                .map(BuiltInHandler.class::cast)
                .toList();
    }
}
