package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.web.Json;
import dev.arbor.web.integrator.IntegratorApi;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Integrator API has a description of its own, which its clients ask for. What it says of operations and documents is
 * taken over here; the names of its documents get the prefix {@code Integrator}.
 */
final class IntegratorPages {

    static final String TAG = "Integrator: ";

    private static final String PREFIX = "Integrator";

    private final ObjectNode document;
    private final Map<String, ObjectNode> operations = new TreeMap<>();

    IntegratorPages(JsonNode published) {
        this.document = (ObjectNode) renamed(published);
        document.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.put(
                        key(method.getKey().toUpperCase(Locale.ROOT) + " "
                                + IntegratorApi.ROOT.replaceFirst("/api$", "") + path.getKey()),
                        operation((ObjectNode) method.getValue()))));
    }

    /** What it says of an operation; its parameters of the path have other names there. */
    Optional<ObjectNode> of(String operation) {
        return Optional.ofNullable(operations.get(key(operation))).map(json -> named(json.deepCopy(), operation));
    }

    private static ObjectNode named(ObjectNode json, String operation) {
        Matcher names = Pattern.compile("\\{([^}]+)}").matcher(operation);
        for (JsonNode parameter : json.get("parameters")) {
            if (parameter.path("in").asText().equals("path") && names.find()) {
                ((ObjectNode) parameter).put("name", names.group(1));
            }
        }
        return json;
    }

    /** Its documents. */
    Map<String, ObjectNode> schemas() {
        Map<String, ObjectNode> schemas = new TreeMap<>();
        document.at("/components/schemas")
                .properties()
                .forEach(each -> schemas.put(PREFIX + each.getKey(), (ObjectNode) each.getValue()));
        return schemas;
    }

    /** Its headings. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        document.get("tags")
                .forEach(tag -> tags.put(
                        TAG + tag.get("name").asText(), tag.path("description").asText()));
        return tags;
    }

    private static String key(String operation) {
        return operation.replaceAll("\\{[^}]*}", "{}");
    }

    private ObjectNode operation(ObjectNode operation) {
        ArrayNode tags = Json.mapper().createArrayNode();
        operation.path("tags").forEach(tag -> tags.add(TAG + tag.asText()));
        operation.set("tags", tags);
        operation.put(
                "operationId", "integrator" + operation.path("operationId").asText());
        ArrayNode parameters = Json.mapper().createArrayNode();
        operation.path("parameters").forEach(each -> parameters.add(resolved(each)));
        operation.set("parameters", parameters);
        ObjectNode responses = (ObjectNode) operation.get("responses");
        responses.properties().forEach(each -> each.setValue(resolved(each.getValue())));
        showExamples(operation.path("requestBody"));
        responses.forEach(this::showExamples);
        return operation;
    }

    private void showExamples(JsonNode holder) {
        Examples examples = new Examples(schemas()::get);
        holder.path("content")
                .forEach(media -> ((ObjectNode) media).putIfAbsent("example", examples.of(media.path("schema"))));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** References lead to the new names, and null is a type, as since OpenAPI 3.1. */
    private static JsonNode renamed(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = Json.mapper().createArrayNode();
            node.forEach(each -> list.add(renamed(each)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Json.object();
        node.properties()
                .forEach(each -> copy.set(
                        each.getKey(),
                        each.getKey().equals("$ref") ? reference(each.getValue()) : renamed(each.getValue())));
        copy.remove("discriminator");
        if (copy.path("nullable").isBoolean()) {
            boolean nullable = copy.remove("nullable").asBoolean();
            if (nullable && copy.path("type").isTextual()) {
                copy.set(
                        "type",
                        Json.mapper().createArrayNode().add(copy.get("type")).add("null"));
            }
        }
        return copy;
    }

    private static JsonNode reference(JsonNode reference) {
        return TextNode.valueOf(reference.asText().replace("/schemas/", "/schemas/" + PREFIX));
    }
}
