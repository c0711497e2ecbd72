package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.platform.document.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each element of a form has (integrator spec 4.4, Elements): exactly these properties, the missing ones with their
 * defaults, the others left out. Pages and sections have elements in them.
 */
final class Elements {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, JsonNode> PAGE = properties(
            "name",
            NullNode.instance,
            "renderType",
            TextNode.valueOf("submittable"),
            "advanceCondition",
            NullNode.instance,
            "displayCondition",
            NullNode.instance,
            "displayPage",
            NullNode.instance,
            "events",
            JSON.arrayNode());

    private static final Map<String, JsonNode> SECTION = properties(
            "renderType",
            NullNode.instance,
            "name",
            NullNode.instance,
            "title",
            NullNode.instance,
            "visible",
            BooleanNode.TRUE,
            "omitWhenHidden",
            NullNode.instance,
            "renderAttributes",
            JSON.objectNode());

    private static final Map<String, JsonNode> CONTENT = properties(
            "renderType",
            TextNode.valueOf("html"),
            "name",
            NullNode.instance,
            "text",
            TextNode.valueOf(""),
            "visible",
            BooleanNode.TRUE,
            "renderAttributes",
            JSON.objectNode());

    private static final Map<String, JsonNode> BUTTON = properties(
            "renderType",
            TextNode.valueOf("submit-page"),
            "name",
            NullNode.instance,
            "label",
            NullNode.instance,
            "visible",
            BooleanNode.TRUE,
            "enabled",
            BooleanNode.TRUE,
            "renderAttributes",
            JSON.objectNode());

    private static final Map<String, JsonNode> FIELD = properties(
            "renderType",
            TextNode.valueOf("text"),
            "dataType",
            NullNode.instance,
            "name",
            NullNode.instance,
            "key",
            NullNode.instance,
            "label",
            NullNode.instance,
            "enabled",
            BooleanNode.TRUE,
            "visible",
            BooleanNode.TRUE,
            "required",
            BooleanNode.FALSE,
            "requiredMessage",
            NullNode.instance,
            "defaultValue",
            NullNode.instance,
            "defaultDataSource",
            TextNode.valueOf("none"),
            "defaultResourceName",
            NullNode.instance,
            "pattern",
            NullNode.instance,
            "constraints",
            JSON.arrayNode(),
            "events",
            JSON.arrayNode(),
            "omitWhenHidden",
            NullNode.instance,
            "renderAttributes",
            JSON.objectNode());

    private static final Map<String, JsonNode> CHOICES = properties(
            "choicesDataSource",
            TextNode.valueOf("custom"),
            "choicesRunIf",
            NullNode.instance,
            "choicesResourceName",
            NullNode.instance,
            "choices",
            JSON.arrayNode());

    private final List<String> findings;

    /** With where to tell what is wrong. */
    Elements(List<String> findings) {
        this.findings = findings;
    }

    private static Map<String, JsonNode> properties(Object... namesAndDefaults) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndDefaults.length; i += 2) {
            properties.put((String) namesAndDefaults[i], (JsonNode) namesAndDefaults[i + 1]);
        }
        return properties;
    }

    /** The pages of a form. */
    ArrayNode pages(JsonNode pages) {
        ArrayNode all = Documents.list();
        if (!pages.isArray()) {
            findings.add("Pages must be a list");
            return all;
        }
        for (JsonNode page : pages) {
            if (!page.isObject()) {
                findings.add("Pages must be a list of objects");
                continue;
            }
            ObjectNode clean = take(page, "page", PAGE);
            if (clean.path("name").asText("").isBlank()) {
                findings.add("Page names must not be blank");
            }
            clean.set("elements", elements(page));
            all.add(clean);
        }
        return all;
    }

    private ArrayNode elements(JsonNode parent) {
        ArrayNode all = Documents.list();
        JsonNode elements = parent.path("elements");
        if (elements.isMissingNode() || elements.isNull()) {
            return all;
        }
        if (!elements.isArray()) {
            findings.add("Elements must be a list");
            return all;
        }
        for (JsonNode element : elements) {
            ObjectNode clean = element(element);
            if (clean != null) {
                all.add(clean);
            }
        }
        return all;
    }

    private ObjectNode element(JsonNode element) {
        String type = element.path("type").asText();
        switch (type) {
            case "section": {
                ObjectNode clean = take(element, type, SECTION);
                clean.set("elements", elements(element));
                return clean;
            }
            case "content":
                return take(element, type, CONTENT);
            case "button": {
                ObjectNode clean = take(element, type, BUTTON);
                if (clean.path("renderType").asText().equals("custom")) {
                    clean.set("events", list(element, "events"));
                }
                return clean;
            }
            case "field":
                return field(element);
            default:
                findings.add("Element types must be one of section, content, button, field, but one is '" + type + "'");
                return null;
        }
    }

    private ObjectNode field(JsonNode field) {
        ObjectNode clean = take(field, "field", FIELD);
        String renderType = clean.path("renderType").asText();
        if (clean.path("dataType").isNull()) {
            clean.put(
                    "dataType",
                    switch (renderType) {
                        case "checkbox" -> "json";
                        case "attachment" -> "file";
                        default -> "string";
                    });
        }
        switch (renderType) {
            case "text" ->
                clean.set("rows", field.path("rows").isMissingNode() ? JSON.numberNode(1) : field.get("rows"));
            case "dropdown", "radio", "checkbox" -> {
                CHOICES.forEach(
                        (name, otherwise) -> clean.set(name, field.has(name) ? field.get(name) : otherwise.deepCopy()));
                if (field.has("choicesResourceProperty")) {
                    clean.set("choicesResourceProperty", field.get("choicesResourceProperty"));
                }
            }
            case "attachment" ->
                clean.put("allowMultiple", field.path("allowMultiple").asBoolean(false));
            default -> {
                // Dates and times have nothing of their own; what is unknown is kept as it is.
            }
        }
        new FieldRules(findings).check(clean);
        return clean;
    }

    private ArrayNode list(JsonNode from, String name) {
        return from.path(name).isArray() ? (ArrayNode) from.get(name) : Documents.list();
    }

    private ObjectNode take(JsonNode from, String type, Map<String, JsonNode> properties) {
        ObjectNode clean = Documents.object().put("type", type);
        properties.forEach((name, otherwise) -> {
            JsonNode value = from.path(name);
            boolean list = otherwise.isArray();
            if (value.isMissingNode() || value.isNull() && (list || otherwise.isObject())) {
                clean.set(name, otherwise.deepCopy());
            } else if (list && !value.isArray()) {
                findings.add(Character.toUpperCase(name.charAt(0)) + name.substring(1) + " must be a list");
            } else {
                clean.set(name, value);
            }
        });
        return clean;
    }

    /** Every field of pages, in their order, with the index of its page. */
    static List<FieldAt> fields(JsonNode pages) {
        List<FieldAt> all = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            collect(pages.get(i).path("elements"), i, all);
        }
        return all;
    }

    /** A field of a page. */
    record FieldAt(ObjectNode field, int page) {}

    private static void collect(JsonNode elements, int page, List<FieldAt> all) {
        for (JsonNode element : elements) {
            if (element.path("type").asText().equals("field")) {
                all.add(new FieldAt((ObjectNode) element, page));
            } else {
                collect(element.path("elements"), page, all);
            }
        }
    }
}
