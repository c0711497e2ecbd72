package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.output.MappedExpression;
import java.util.List;

/** Operations in both dialects (integrator spec 1.3, 1.4 and 1.13). */
final class OperationDialects {

    private static final List<String> HTTP = List.of("method", "path", "body");
    private static final List<String> FLAGS = List.of("strictJson", "failOnHttpError");
    private static final String ON_ERROR = "onTransformError";

    private OperationDialects() {}

    /** The one that a document is written in. */
    static Dialect of(JsonNode document) {
        return document.has("method") || document.has("path") || document.has("outputMappings") ? Dialect.S : Dialect.K;
    }

    /** The config of a document of either dialect, as far as it goes. */
    static ObjectNode config(JsonNode document) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        for (String name : HTTP) {
            if (document.has(name)) {
                config.set(
                        name,
                        name.equals("body")
                                ? body(document.get(name))
                                : document.get(name).deepCopy());
            }
        }
        for (String flag : FLAGS) {
            if (document.has(flag)) {
                config.set(flag, document.get(flag));
            }
        }
        if (document.get("config") instanceof ObjectNode told) {
            told.properties()
                    .forEach(each -> config.set(each.getKey(), each.getValue().deepCopy()));
        }
        if (config.path("body").isNull()) {
            config.set("body", body(TextNode.valueOf("")));
        }
        return config;
    }

    private static ObjectNode body(JsonNode raw) {
        if (raw.path("bodyType").isTextual()) {
            return raw.deepCopy(); // of the other dialect, in the place of this one
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("bodyType", "raw");
        body.set("raw", raw.isNull() ? TextNode.valueOf("") : raw.deepCopy());
        return body;
    }

    /** Completes a config with what is usual, so that it is shown whole. */
    static void complete(String type, ObjectNode config) {
        config.put("configType", type);
        if (!type.equals("http")) {
            return;
        }
        for (String name : List.of("params", "headers")) {
            if (!config.hasNonNull(name)) {
                config.putObject(name);
            }
        }
        if (!config.hasNonNull("body")) {
            config.set("body", body(TextNode.valueOf("")));
        }
        for (String name : List.of("includeEmptyParams", "followRedirect", "streamResponse")) {
            if (!config.hasNonNull(name)) {
                config.put(name, false);
            }
        }
    }

    /** Whether a document says anything about outputs. */
    static boolean hasOutputs(JsonNode document) {
        return document.has("outputs") || document.has("outputMappings");
    }

    /** Whether outputs that fail are null instead of failing the call (integrator spec 2.5). */
    public static boolean isLenient(ObjectNode declared) {
        return declared.path(ON_ERROR).asText("").equals("null");
    }

    /** Outputs in whichever form they come: a map, a list with expressions, output mappings. */
    static ObjectNode outputs(JsonNode document) {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        document.path("outputMappings").forEach(mapping -> {
            String value = mapping.path("value").asText("");
            outputs.putObject(mapping.path("name").asText())
                    .put(
                            "value",
                            MappedExpression.of(value)
                                    .map(MappedExpression::plain)
                                    .orElse(value));
        });
        JsonNode told = document.path("outputs");
        if (told.isArray()) {
            told.forEach(each -> outputs.set(each.path("name").asText(), output(each)));
        } else {
            told.properties().forEach(each -> outputs.set(each.getKey(), output(each.getValue())));
        }
        return outputs;
    }

    private static ObjectNode output(JsonNode told) {
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("value", expression(told));
        JsonNode children = told.path("children");
        if (!children.isEmpty()) {
            ObjectNode all = output.putObject("children");
            if (children.isArray()) {
                children.forEach(each -> all.put(each.path("name").asText(), expression(each)));
            } else {
                children.properties().forEach(each -> all.put(each.getKey(), expression(each.getValue())));
            }
        }
        return output;
    }

    private static String expression(JsonNode told) {
        return told.isTextual()
                ? told.textValue()
                : told.hasNonNull("value")
                        ? told.get("value").asText()
                        : told.path("expression").asText("");
    }

    /** What is said beside config and outputs, to be shown as it was written. */
    static ObjectNode declared(JsonNode document) {
        ObjectNode declared = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("parameters", "outputMappings", ON_ERROR)) {
            if (document.has(name)) {
                declared.set(name, document.get(name).deepCopy());
            }
        }
        return declared;
    }

    /** What is declared after a change: mappings that were replaced by outputs are not those of the operation any more. */
    static ObjectNode declared(ObjectNode old, JsonNode change) {
        ObjectNode declared = old.deepCopy();
        if (hasOutputs(change)) {
            declared.remove("outputMappings");
        }
        declared.setAll(declared(change));
        return declared;
    }

    /** An extension that is shown only where it was asked for. */
    static void showExtensions(ObjectNode view, OperationRecord operation) {
        if (operation.declared().has(ON_ERROR)) {
            view.set(ON_ERROR, operation.declared().get(ON_ERROR));
        }
    }

    /** What the dialect with output mappings shows beside the other's keys. */
    static void showS(ObjectNode view, OperationRecord operation) {
        view.set("method", operation.config().path("method"));
        view.set("path", operation.config().path("path"));
        JsonNode raw = operation.config().path("body").path("raw");
        if (!raw.isMissingNode() && !raw.equals(TextNode.valueOf(""))) {
            view.set("body", raw.deepCopy());
        }
        view.set("parameters", list(operation.declared().get("parameters")));
        view.set("outputMappings", mappings(operation));
    }

    /** As they were written, or as the outputs say it that came in the other dialect. */
    private static JsonNode mappings(OperationRecord operation) {
        if (operation.declared().has("outputMappings")) {
            return operation.declared().get("outputMappings").deepCopy();
        }
        ArrayNode mappings = JsonNodeFactory.instance.arrayNode();
        operation.outputs().properties().forEach(each -> mappings.addObject()
                .put("name", each.getKey())
                .put("value", each.getValue().path("value").asText()));
        return mappings;
    }

    private static JsonNode list(JsonNode told) {
        return told == null ? JsonNodeFactory.instance.arrayNode() : told.deepCopy();
    }
}
