package dev.arbor.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Schemas from how chapters write them. A line is {@code TYPE | description | example}; a type is a plain one, the name of
 * a document, a list of either ({@code Tree[]}), a map from names ({@code map(text)}), or some words ({@code text(New,
 * Closed)}); a question mark behind it says that it may be null. An answer may be one of the envelopes of the API.
 */
final class Shapes {

    private static final Pattern WORDS = Pattern.compile("(\\w+)\\((.*)\\)");

    private static final Map<String, String> PLAIN = Map.of(
            "text", "{\"type\":\"string\"}",
            "number", "{\"type\":\"integer\",\"format\":\"int64\"}",
            "decimal", "{\"type\":\"number\"}",
            "flag", "{\"type\":\"boolean\"}",
            "moment", "{\"type\":\"string\",\"format\":\"date-time\"}",
            "file", "{\"type\":\"string\",\"format\":\"binary\"}",
            "object", "{\"type\":\"object\"}",
            "any", "{}");

    /** Documents, and envelopes that carry the fields of one beside it, made where they are first needed. */
    private final Map<String, ObjectNode> made = new TreeMap<>();

    private final ObjectNode written;

    Shapes(ObjectNode written) {
        this.written = written;
    }

    /** All documents that there are, by their names. */
    Map<String, ObjectNode> components() {
        written.fieldNames().forEachRemaining(this::component);
        return made;
    }

    private ObjectNode component(String name) {
        if (!made.containsKey(name)) {
            made.put(name, document(written.path(name)));
        }
        return made.get(name);
    }

    /** One that a schema allows. */
    JsonNode example(ObjectNode schema) {
        return new Examples(this::component).of(schema);
    }

    /** What a request or an answer is: a line, an envelope, or an object whose fields are lines. */
    ObjectNode shape(JsonNode text) {
        return text.isObject() ? document(Json.object().set("fields", text)) : envelope(text.asText());
    }

    /** A line: type, description and example. */
    ObjectNode line(String line) {
        String[] parts = line.split("\\s+\\|\\s+", 3);
        ObjectNode schema = type(parts[0].strip());
        if (parts.length > 1) {
            schema.put("description", parts[1].strip());
        }
        if (parts.length > 2) {
            schema.set("example", example(schema, parts[2].strip()));
        }
        return schema;
    }

    private ObjectNode document(JsonNode text) {
        if (text.has("schema")) {
            return text.get("schema").deepCopy();
        }
        ObjectNode schema = Json.object().put("type", "object");
        if (text.has("about")) {
            schema.put("description", text.get("about").asText());
        }
        ObjectNode properties = Json.object();
        text.path("fields").properties().forEach(field -> properties.set(field.getKey(), field(field.getValue())));
        schema.set("properties", properties);
        if (text.has("required")) {
            schema.set("required", text.get("required"));
        }
        return schema;
    }

    private ObjectNode field(JsonNode text) {
        return text.isObject() ? shape(text) : line(text.asText());
    }

    private ObjectNode envelope(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "page" -> page(words).schema();
            case "search" ->
                page(words)
                        .with("more", "flag | Whether there are more, where they were not counted")
                        .schema();
            case "list" -> list(words).schema();
            case "counted" ->
                list(words)
                        .with("count", "number | How many there are in all; the only field if it was asked")
                        .schema();
            case "one" -> object(words[1], words[2]).schema();
            case "done" ->
                object().with("messageType", "text | How it went | success")
                        .with("message", "text | What was done, in one sentence")
                        .schema();
            case "changed" -> changed("Changed" + words[2], words[2], Map.of(words[1], words[2]));
            case "warned" ->
                changed(
                        "Warned" + words[2],
                        words[2],
                        Map.of(words[1], words[2], "warnings", "text[] | What may be wrong with it"));
            case "beside" -> changed("Removed" + words[1], words[1], Map.of());
            default -> line(text);
        };
    }

    private Fields page(String... words) {
        return object("count", "number | How many there are in all", "limit", "number | How many are on a page")
                .with("offset", "number | How many were passed over")
                .with(words[1], words[2] + "[]");
    }

    private Fields list(String... words) {
        return object("messages", "text[] | What the client should know")
                .with(words[1], words[2] + "[]")
                .with("nextPageToken", "text? | Asks for the next page; null on the last one");
    }

    /** Clients read the document under its name or its fields beside that, so both are there. */
    private ObjectNode changed(String title, String document, Map<String, String> beside) {
        if (!made.containsKey(title)) {
            ObjectNode schema = document(written.path(document));
            ObjectNode properties = (ObjectNode) schema.get("properties");
            schema.put("description", "What was done, and " + document + " with its fields beside it.");
            envelope("done")
                    .get("properties")
                    .properties()
                    .forEach(each -> properties.set(each.getKey(), each.getValue()));
            beside.forEach((name, line) -> properties.set(name, line(line)));
            made.put(title, schema);
        }
        return reference(title);
    }

    private ObjectNode type(String type) {
        if (type.endsWith("?")) {
            return orNull(type(type.substring(0, type.length() - 1)));
        }
        if (type.endsWith("[]")) {
            ObjectNode list = Json.object().put("type", "array");
            list.set("items", type(type.substring(0, type.length() - 2)));
            return list;
        }
        Matcher words = WORDS.matcher(type);
        if (words.matches() && words.group(1).equals("map")) {
            ObjectNode map = Json.object().put("type", "object");
            map.set("additionalProperties", type(words.group(2)));
            return map;
        }
        if (words.matches()) {
            ObjectNode schema = type(words.group(1));
            for (String word : words.group(2).split(",\\s*")) {
                schema.withArray("enum").add(word);
            }
            return schema;
        }
        if (PLAIN.containsKey(type)) {
            return (ObjectNode) parsed(PLAIN.get(type));
        }
        if (!written.has(type) && !made.containsKey(type)) {
            throw new IllegalArgumentException("Expected a type or the name of a document, but got '" + type + "'.");
        }
        return reference(type);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = Json.object();
            either.withArray("anyOf").add(schema).add(Json.object().put("type", "null"));
            return either;
        }
        if (schema.has("type")) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        if (schema.has("enum")) {
            schema.withArray("enum").addNull();
        }
        return schema;
    }

    private static ObjectNode reference(String name) {
        return Json.object().put("$ref", "#/components/schemas/" + name);
    }

    /** A text stays one, whatever it looks like; it may be in quotation marks. */
    private static JsonNode example(ObjectNode schema, String text) {
        boolean isText = schema.path("type").toString().contains("\"string\"");
        return isText && !text.startsWith("\"") ? Json.value(text) : parsed(text);
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected JSON as an example, but got '" + json + "'.", e);
        }
    }

    private Fields object(String... namesAndLines) {
        Fields fields = new Fields();
        for (int i = 0; i < namesAndLines.length; i += 2) {
            fields.with(namesAndLines[i], namesAndLines[i + 1]);
        }
        return fields;
    }

    /** An object that grows by its fields. */
    private final class Fields {

        private final ObjectNode properties = Json.object();

        Fields with(String name, String line) {
            properties.set(name, line(line));
            return this;
        }

        ObjectNode schema() {
            ObjectNode schema = Json.object().put("type", "object");
            schema.set("properties", properties);
            return schema;
        }
    }
}
