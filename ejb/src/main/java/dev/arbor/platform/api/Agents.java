package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The agents that installers register with a space (integrator spec 4.12, outside the published document): where they are
 * and, never shown, their secrets. Space administrators alone see them. Everything may throw {@link PlatformRefusal}.
 */
public interface Agents {

    /** All of them by their slugs. */
    List<ObjectNode> list(Identity who);

    /** One. */
    ObjectNode find(Identity who, String slug);

    /** Adds one; gives it. */
    ObjectNode create(Identity who, ObjectNode body);

    /** Changes one; a secret that is not told stays. Gives it. */
    ObjectNode update(Identity who, String slug, ObjectNode change);

    /** Takes one away with its secret; gives it as it was. */
    ObjectNode delete(Identity who, String slug);
}
