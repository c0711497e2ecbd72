package dev.arbor.web.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.List;

/** What the resources of the Integrator API have in common. */
final class IntegratorApi {

    /** Where it lives. */
    static final String ROOT = "/app/integrator/api";

    private IntegratorApi() {}

    /** A body that may be left out. */
    static JsonNode optional(JsonNode body) {
        return body == null ? MissingNode.getInstance() : body;
    }

    /** A list, bare as this API has them. */
    static ArrayNode list(List<ObjectNode> items) {
        return Json.array(items, item -> item);
    }
}
