package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are told of events (integrator spec 4.11). A kapp is named by its slug; without one the space is meant.
 * A {@code secret} that deliveries are signed with is taken and never given. Everything may throw {@link PlatformRefusal}.
 */
public interface Webhooks {

    /**
     * A webhook that was made or changed.
     *
     * @param messages what its author should know
     */
    record Saved(ObjectNode webhook, List<String> messages) {}

    /** All of a scope, by name. */
    List<ObjectNode> list(Identity who, Optional<String> kapp);

    /** One, with what its author should know of its filter. */
    ObjectNode find(Identity who, Optional<String> kapp, String name);

    /** Makes one. */
    Saved create(Identity who, Optional<String> kapp, ObjectNode body);

    /** Changes what the body names; what waits to be delivered goes where the webhook leads from now on. */
    Saved update(Identity who, Optional<String> kapp, String name, ObjectNode body);

    /** Takes one away; what waits to be delivered is cancelled. Gives what it was. */
    ObjectNode delete(Identity who, Optional<String> kapp, String name);
}
