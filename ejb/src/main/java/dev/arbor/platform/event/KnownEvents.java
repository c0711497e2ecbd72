package dev.arbor.platform.event;

import dev.arbor.platform.api.EventKinds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells of {@link EventNames}. */
@ApplicationScoped
public class KnownEvents implements EventKinds {

    @Override
    public List<String> types(Scope scope) {
        return EventNames.types(scope == Scope.SPACE ? "Space" : "Kapp");
    }

    @Override
    public List<String> events(Scope scope, String type) {
        return types(scope).contains(type) ? EventNames.ofType(type) : List.of();
    }
}
