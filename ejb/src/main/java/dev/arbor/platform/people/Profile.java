package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A user or a team as it is stored.
 *
 * @param document all its properties, {@code id} and times among them
 */
record Profile(UUID id, ObjectNode document) {

    /** One of its properties; empty where it has no value. */
    String text(String name) {
        return document.path(name).asText("");
    }

    boolean flag(String name) {
        return document.path(name).asBoolean();
    }

    /** The same, as it is now: later changes of this one are not seen there. */
    Profile copy() {
        return new Profile(id, document.deepCopy());
    }
}
