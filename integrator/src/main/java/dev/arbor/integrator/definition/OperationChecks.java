package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.ConnectionKind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an operation has to be (integrator spec 1.3 and 1.4). */
final class OperationChecks {

    private static final Set<String> KEYS = Set.of(
            "id",
            "name",
            "connectionId",
            "config",
            "outputs",
            "notes",
            "documentationLink",
            "lockVersion",
            "insertedAt",
            "updatedAt",
            "method",
            "path",
            "body",
            "parameters",
            "outputMappings",
            "description",
            "strictJson",
            "failOnHttpError",
            "onTransformError");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final List<String> BODIES = List.of("raw", "www_form_urlencoded", "multipart_form");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N} _-]*");

    private final Checks checks;
    private final String root;

    /**
     * Checks of one operation.
     *
     * @param root where its config is, as a JSON pointer
     */
    OperationChecks(Checks checks, String root) {
        this.checks = checks;
        this.root = root;
    }

    /** That a document has no other keys than operations of either dialect have. */
    OperationChecks keys(JsonNode document) {
        checks.object(document).only(document, KEYS).uuid(document, "id");
        return this;
    }

    /** The config of an operation of some kind of connection. */
    OperationChecks config(ObjectNode config, ConnectionKind kind) {
        if (config.hasNonNull("configType")
                && !config.get("configType").asText().equalsIgnoreCase(kind.name())) {
            checks.problem("Expected configType to be the type of the connection", root + "/configType");
        }
        if (kind.name().equals("http")) {
            http(config);
        } else {
            checks.text(config, "statement", root + "/statement");
        }
        kind.templates(config).forEach(template -> template.fault().ifPresent(fault -> checks.problem(fault, root)));
        return this;
    }

    /** The config of an operation over HTTP. */
    void http(ObjectNode config) {
        if (!METHODS.contains(config.path("method").asText())) {
            checks.problem(
                    config.has("method")
                            ? "Failed to cast value to one of: " + String.join(", ", METHODS)
                            : "Missing field: method",
                    root + "/method");
        }
        if (!config.path("path").isTextual()) {
            checks.problem(
                    config.has("path")
                            ? "Invalid string. Got: " + Checks.kind(config.get("path"))
                            : "Missing field: path",
                    root + "/path");
        }
        values(config, "params", root);
        checks.map(config, "headers", root + "/headers").headerNames(config.path("headers"), root + "/headers");
        config.path("headers").properties().forEach(each -> {
            for (JsonNode value : each.getValue().isArray() ? each.getValue() : List.of(each.getValue())) {
                value(value, root + "/headers/" + each.getKey());
            }
        });
        for (String flag :
                List.of("includeEmptyParams", "followRedirect", "streamResponse", "strictJson", "failOnHttpError")) {
            checks.truth(config, flag, root + "/" + flag);
        }
        if (config.hasNonNull("body")) {
            body(config.path("body"), root + "/body");
        }
    }

    private void body(JsonNode body, String path) {
        if (!body.isObject()) {
            checks.problem("Invalid object. Got: " + Checks.kind(body), path);
            return;
        }
        checks.word(body, "bodyType", BODIES, path + "/bodyType");
        values(body, "form", path);
        JsonNode parts = body.path("parts");
        if (!parts.isMissingNode() && !parts.isArray()) {
            checks.problem("Invalid array. Got: " + Checks.kind(parts), path + "/parts");
        }
        int number = 0;
        for (JsonNode part : parts.isArray() ? parts : List.<JsonNode>of()) {
            String each = path + "/parts/" + number++;
            checks.text(part, "name", each + "/name");
            if (!part.path("content").isTextual()) {
                checks.problem(
                        part.has("content")
                                ? "Invalid string. Got: " + Checks.kind(part.get("content"))
                                : "Missing field: content",
                        each + "/content");
            }
            checks.string(part, "contentType", each + "/contentType").string(part, "fileName", each + "/fileName");
        }
    }

    private void values(JsonNode owner, String name, String path) {
        checks.map(owner, name, path + "/" + name);
        owner.path(name).properties().forEach(each -> value(each.getValue(), path + "/" + name + "/" + each.getKey()));
    }

    /** A template; numbers, truths and null are taken for their texts. */
    private void value(JsonNode value, String path) {
        if (value.isContainerNode()) {
            checks.problem("Invalid string. Got: " + Checks.kind(value), path);
        }
    }

    /** Declared outputs, in the form in which they came. */
    OperationChecks outputs(JsonNode document) {
        JsonNode told = document.path("outputs");
        if (told.isValueNode() && !told.isNull()) {
            checks.problem("Invalid object. Got: " + Checks.kind(told), "/outputs");
        }
        if (told.isObject()) {
            told.properties().forEach(each -> expression(each.getValue(), "/outputs/" + each.getKey()));
        }
        ObjectNode outputs = OperationDialects.outputs(document);
        outputs.properties().forEach(each -> {
            name(each.getKey());
            each.getValue().path("children").properties().forEach(child -> name(child.getKey()));
        });
        checks.word(document, "onTransformError", List.of("fail", "null"), "/onTransformError");
        return this;
    }

    private void expression(JsonNode told, String path) {
        if (told.isTextual() || told.has("expression")) {
            return;
        }
        if (!told.isObject()) {
            checks.problem("Invalid object. Got: " + Checks.kind(told), path);
        } else if (!told.has("value")) {
            checks.problem("Missing field: value", path + "/value");
        } else {
            checks.string(told, "value", path + "/value");
        }
    }

    private void name(String name) {
        if (!NAME.matcher(name).matches()) {
            checks.problem(
                    "Expected a name of letters, digits, spaces, underscores and hyphens, but got: " + name,
                    "/outputs");
        }
    }
}
