package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.time.Instant;

/** The four properties that say who made something and who changed it last; with {@code include=details} alone. */
final class Stamped {

    private Stamped() {}

    static ObjectNode write(
            ObjectNode json, Include include, Instant createdAt, String createdBy, Instant updatedAt, String by) {
        return include.details()
                ? json.put("createdAt", Json.moment(createdAt))
                        .put("createdBy", createdBy)
                        .put("updatedAt", Json.moment(updatedAt))
                        .put("updatedBy", by)
                : json;
    }
}
