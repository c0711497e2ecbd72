package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Kapps (integrator spec 4.3). Documents have all properties of a kapp and the collections that are asked for by their
 * names, for example {@code attributes}, {@code fields}, {@code indexDefinitions}. Everything may throw
 * {@link PlatformRefusal}.
 */
public interface Kapps {

    /** Those that somebody may see and that the listing means. */
    List<ObjectNode> list(Identity who, Listing listing, Set<String> parts);

    /** One. */
    ObjectNode find(Identity who, String slug, Set<String> parts);

    /** Makes one; gives its slug. */
    String create(Identity who, ObjectNode body);

    /** Changes what the document names: properties are replaced, and collections as wholes. */
    void update(Identity who, String slug, ObjectNode change);

    /** Deletes one with everything in it. */
    void delete(Identity who, String slug);
}
