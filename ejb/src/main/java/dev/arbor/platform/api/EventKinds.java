package dev.arbor.platform.api;

import java.util.List;

/** The events that there are (integrator spec 5.1). */
public interface EventKinds {

    /** Where something is registered for events. */
    enum Scope {
        SPACE,
        KAPP
    }

    /** The types of those that a scope hears of. */
    List<String> types(Scope scope);

    /** The whole names of those of a type; none where the scope does not hear of it. */
    List<String> events(Scope scope, String type);
}
