package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.ResultReader;
import java.util.Map;

/**
 * What somebody sends to complete or update a deferred task.
 *
 * @param results by name; sent as XML text, as JSON text or as a JSON object
 * @param message may be empty
 */
record Deferral(Map<String, String> results, String message) {

    static Deferral of(Body body, ResultReader reader) {
        JsonNode results = body.value("results");
        Map<String, String> read = results.isContainerNode()
                ? body.texts("results").orElseThrow()
                : reader.read(body.text("results").orElse(""));
        return new Deferral(read, body.text("message").orElse(""));
    }
}
