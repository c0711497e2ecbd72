package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.function.Function;

/** Examples of documents, put together from the examples of their fields. */
final class Examples {

    /** A document in a document in a document is enough to see how it goes on. */
    private static final int DEEPEST = 2;

    private final Function<String, ObjectNode> components;

    Examples(Function<String, ObjectNode> components) {
        this.components = components;
    }

    /** One that the schema allows. */
    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (schema.has("example")) {
            return schema.get("example");
        }
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText().replaceFirst(".*/", "");
            return of(components.apply(name), depth);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        for (String choice : new String[] {"oneOf", "anyOf", "allOf"}) {
            if (schema.has(choice)) {
                return of(schema.get(choice).get(0), depth);
            }
        }
        return ofType(schema, depth);
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        JsonNode type = schema.path("type");
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "object" -> object(schema, depth);
            case "array" -> json.arrayNode().add(of(schema.get("items"), depth));
            case "integer" -> json.numberNode(1);
            case "number" -> json.numberNode(1.5);
            case "boolean" -> json.booleanNode(true);
            case "string" ->
                json.textNode(schema.path("format").asText().equals("date-time") ? "2026-03-01T09:30:00.000Z" : "…");
            default -> json.objectNode();
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = Json.object();
        if (depth < DEEPEST) {
            schema.path("properties")
                    .properties()
                    .forEach(each -> object.set(each.getKey(), of(each.getValue(), depth + 1)));
        }
        if (schema.path("additionalProperties").isObject()) {
            object.set("Name", of(schema.get("additionalProperties"), depth + 1));
        }
        return object;
    }
}
