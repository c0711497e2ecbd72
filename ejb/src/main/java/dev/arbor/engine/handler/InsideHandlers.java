package dev.arbor.engine.handler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inside handlers that are deployed, by definition id. */
@ApplicationScoped
public class InsideHandlers {

    private final Map<String, InsideHandler> byDefinition = new HashMap<>();

    /** For the container's proxy. */
    protected InsideHandlers() {}

    /** Every bean of the type. */
    @Inject
    public InsideHandlers(@Any Instance<InsideHandler> handlers) {
        handlers.forEach(this::add);
    }

    /** A given list, outside of a container. */
    public InsideHandlers(List<InsideHandler> handlers) {
        handlers.forEach(this::add);
    }

    private void add(InsideHandler handler) {
        byDefinition.put(handler.definitionId(), handler);
    }

    /** The handler of a definition. */
    public Optional<InsideHandler> find(String definitionId) {
        return Optional.ofNullable(byDefinition.get(definitionId));
    }
}
