package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Models of bridges: what clients of bridges may ask for, as it is kept for them. Nothing of ours performs them. Everything
 * may throw {@link PlatformRefusal}.
 */
public interface Models {

    /** All of them, by name. */
    List<ObjectNode> list(Identity who);

    /** One. */
    ObjectNode find(Identity who, String name);

    /** Makes one. */
    ObjectNode create(Identity who, ObjectNode body);

    /** Changes what the body names; lists are replaced as wholes. */
    ObjectNode update(Identity who, String name, ObjectNode body);

    /** Takes one away; gives what it was. */
    ObjectNode delete(Identity who, String name);
}
