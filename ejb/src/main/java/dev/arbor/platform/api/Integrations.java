package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Integrations of kapps (integrator spec 4.10). Those of forms are part of their forms. A kapp is named by its slug;
 * everything may throw {@link PlatformRefusal}.
 */
public interface Integrations {

    /** All of them, by name. */
    List<ObjectNode> list(Identity who, String kapp);

    /** One. */
    ObjectNode find(Identity who, String kapp, String name);

    /** Makes one. Its connection and its operation need not be there yet. */
    ObjectNode create(Identity who, String kapp, ObjectNode body);

    /** Changes what the body names. */
    ObjectNode update(Identity who, String kapp, String name, ObjectNode body);

    /** Takes one away; gives what it was. */
    ObjectNode delete(Identity who, String kapp, String name);
}
