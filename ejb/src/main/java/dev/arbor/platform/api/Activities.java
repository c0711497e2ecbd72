package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What has been going on around a submission (integrator spec 4.6). Everything may throw {@link PlatformRefusal}. */
public interface Activities {

    /** All of a submission, oldest first. */
    List<ObjectNode> list(Identity who, String submission);

    /** One. */
    ObjectNode find(Identity who, String submission, String id);

    /** Adds one; gives it. */
    ObjectNode create(Identity who, String submission, ObjectNode body);

    /** Changes what the body names; gives it. */
    ObjectNode update(Identity who, String submission, String id, ObjectNode body);

    /** Takes one away; gives what it was. */
    ObjectNode delete(Identity who, String submission, String id);
}
