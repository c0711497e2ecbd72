package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forms (integrator spec 4.4). Documents have all properties of a form, {@code pages} and {@code fields} among them, and
 * the collections that are asked for by their names. Everything may throw {@link PlatformRefusal}.
 */
public interface Forms {

    /** Those of a kapp that somebody may see and that the listing means. */
    List<ObjectNode> list(Identity who, String kapp, Listing listing, Set<String> parts);

    /** Those of several kapps, by the slugs of the kapps. */
    Map<String, List<ObjectNode>> ofKapps(Identity who, List<String> kapps, Set<String> parts);

    /** One. */
    ObjectNode find(Identity who, String kapp, String slug, Set<String> parts);

    /** Makes one; gives its slug. */
    String create(Identity who, String kapp, ObjectNode body);

    /**
     * Changes what the document names: properties are replaced, and collections as wholes. A {@code versionId} that is no
     * longer the form's is refused.
     *
     * @return its slug, which may have changed
     */
    String update(Identity who, String kapp, String slug, ObjectNode change);

    /**
     * Deletes one with its submissions.
     *
     * @return the token by which the form, without them, can be brought back
     */
    String delete(Identity who, String kapp, String slug);

    /**
     * Brings back a form that was deleted, changed by what the document names; for space administrators. Its submissions and
     * workflows do not come back.
     *
     * @return its slug
     */
    String restore(Identity who, String kapp, String restorationToken, ObjectNode change);
}
