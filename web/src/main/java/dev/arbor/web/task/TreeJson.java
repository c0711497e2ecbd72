package dev.arbor.web.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.Part;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A tree on the wire (engine spec 1.1). */
final class TreeJson {

    private TreeJson() {}

    /** What the engine must read for an include. */
    static Set<Part> parts(Include include) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        add(parts, include, "bindings", Part.BINDINGS);
        add(parts, include, "categories", Part.CATEGORIES);
        add(parts, include, "export", Part.EXPORT);
        add(parts, include, "inputs", Part.INPUTS);
        add(parts, include, "outputs", Part.OUTPUTS);
        add(parts, include, "treeJson", Part.TREE_JSON);
        add(parts, include, "treeXml", Part.TREE_XML);
        return parts;
    }

    static ObjectNode write(Trees.TreeView tree, Include include) {
        ObjectNode json = Json.object()
                .put("name", tree.name())
                .put("title", tree.title())
                .put("sourceName", tree.sourceName())
                .put("sourceGroup", tree.sourceGroup())
                .put("type", tree.type())
                .put("status", tree.status());
        Json.putOrNull(json, "notes", tree.notes());
        Json.putOrNull(json, "ownerEmail", tree.ownerEmail());
        json.put("versionId", Integer.toString(tree.version()));
        tree.definitionId().ifPresent(id -> json.put("definitionId", id));
        if (include.details()) {
            json.put("id", tree.id()).put("guid", tree.guid());
            Json.putOrNull(json, "event", tree.event());
            Json.putOrNull(json, "platformItemType", tree.platformItemType());
            Json.putOrNull(json, "platformItemId", tree.platformItemId());
            json.put("createdAt", Json.moment(tree.createdAt()))
                    .put("createdBy", tree.createdBy())
                    .put("updatedAt", Json.moment(tree.updatedAt()))
                    .put("updatedBy", tree.updatedBy());
        }
        parts(tree.parts(), json);
        return json;
    }

    /** What a request supplies. {@code null} clears a note or an owner and otherwise counts as absent. */
    static TreeFields read(JsonNode body) {
        return TreeFields.builder()
                .sourceName(text(body, "sourceName"))
                .sourceGroup(text(body, "sourceGroup"))
                .name(text(body, "name"))
                .type(text(body, "type"))
                .status(text(body, "status"))
                .notes(clearable(body, "notes"))
                .ownerEmail(clearable(body, "ownerEmail"))
                .definitionId(text(body, "definitionId"))
                .versionId(version(body.path("versionId")))
                .inputs(list(body, "inputs", TreeJson::input))
                .outputs(list(
                        body,
                        "outputs",
                        output -> new Trees.Output(required(output, "name"), text(output, "description", ""))))
                .categories(list(body, "categories", TreeJson::category))
                .treeXml(text(body, "treeXml"))
                .treeJson(treeJson(body.path("treeJson")))
                .build();
    }

    /** A text field; numbers and booleans are taken as their text, null and absence are null. */
    static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isContainerNode()) {
            throw Refusal.invalid(
                    "invalid_value", "Expected a text in " + field + ", but got " + value.getNodeType() + ".");
        }
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    private static void add(Set<Part> parts, Include include, String name, Part part) {
        if (include.has(name)) {
            parts.add(part);
        }
    }

    private static void parts(Trees.Parts parts, ObjectNode json) {
        parts.bindings().ifPresent(bindings -> json.set("bindings", Json.value(bindings)));
        parts.categories()
                .ifPresent(names -> json.set("categories", Json.array(names, name -> Json.object()
                        .put("name", name)
                        .putNull("description")
                        .put("type", "Stored"))));
        parts.inputs()
                .ifPresent(inputs -> json.set("inputs", Json.array(inputs, input -> Json.object()
                        .put("name", input.name())
                        .put("defaultValue", input.defaultValue())
                        .put("description", input.description())
                        .put("required", input.required()))));
        parts.outputs()
                .ifPresent(outputs -> json.set("outputs", Json.array(outputs, output -> Json.object()
                        .put("name", output.name())
                        .put("description", output.description()))));
        parts.export().ifPresent(export -> json.put("export", export));
        parts.treeJson().ifPresent(text -> json.set("treeJson", parse(text)));
        parts.treeXml().ifPresent(xml -> json.put("treeXml", xml));
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the engine to give JSON, but it did not.", e);
        }
    }

    private static String text(JsonNode body, String field, String otherwise) {
        String text = text(body, field);
        return text == null ? otherwise : text;
    }

    private static String required(JsonNode body, String field) {
        String text = text(body, field);
        if (text == null || text.isBlank()) {
            throw Refusal.invalid("invalid_value", "Expected a " + field + " in each item, but one has none.");
        }
        return text;
    }

    private static String clearable(JsonNode body, String field) {
        return body.path(field).isNull() ? "" : text(body, field);
    }

    /** A number or its text; null means that nobody checks. */
    private static Integer version(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.asText().isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(value.asText().strip());
        } catch (NumberFormatException e) {
            throw Refusal.invalid(
                    "invalid_value", "Expected a whole number in versionId, but got '" + value.asText() + "'.");
        }
    }

    /** An object, or its text. */
    private static String treeJson(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static Trees.Input input(JsonNode input) {
        return new Trees.Input(
                required(input, "name"),
                text(input, "defaultValue", ""),
                text(input, "description", ""),
                input.path("required").asBoolean(false));
    }

    private static String category(JsonNode category) {
        return category.isObject() ? required(category, "name") : category.asText();
    }

    private static <T> List<T> list(JsonNode body, String field, Function<JsonNode, T> each) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            throw Refusal.invalid(
                    "invalid_value", "Expected a list in " + field + ", but got " + value.getNodeType() + ".");
        }
        List<T> items = new ArrayList<>();
        value.forEach(item -> items.add(each.apply(item)));
        return items;
    }
}
