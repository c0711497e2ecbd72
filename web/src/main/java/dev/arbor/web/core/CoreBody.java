package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.web.Json;

/**
 * The body of a request: an object. No body is an empty one, whatever its content type.
 *
 * @param json what it holds; read-only properties of documents are among it and mean nothing
 */
public record CoreBody(ObjectNode json) {

    /**
     * The object of a document.
     *
     * @throws PlatformRefusal when it is something else
     */
    static CoreBody of(JsonNode document) {
        if (document.isMissingNode() || document.isNull()) {
            return new CoreBody(Json.object());
        }
        if (!document.isObject()) {
            throw PlatformRefusal.invalid("malformed_json", "Unable to parse JSON content. Expected an object.");
        }
        return new CoreBody((ObjectNode) document);
    }

    /** No body. */
    static CoreBody none() {
        return new CoreBody(Json.object());
    }

    /** The object itself, or the one that it holds under a name: clients send both. */
    CoreBody unwrapped(String name) {
        return json.size() == 1 && json.path(name).isObject() ? new CoreBody((ObjectNode) json.get(name)) : this;
    }
}
