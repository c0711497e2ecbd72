package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The space (integrator spec 4.2). There is one. Everything may throw {@link PlatformRefusal}. */
public interface Spaces {

    /**
     * The space: all its own properties, and the collections that are asked for by their names.
     *
     * @param parts for example {@code attributes}, {@code userAttributeDefinitions}
     */
    ObjectNode find(Identity who, Set<String> parts);

    /** Changes what the document names, and keeps the rest. */
    void update(Identity who, ObjectNode change);
}
