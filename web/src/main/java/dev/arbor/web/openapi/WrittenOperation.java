package dev.arbor.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.web.Json;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operation as a chapter has it, as OpenAPI has it. */
final class WrittenOperation {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static final String JSON = "application/json";

    private final Chapters.Entry entry;
    private final JsonNode book;
    private final Shapes shapes;

    WrittenOperation(Chapters.Entry entry, JsonNode book, Shapes shapes) {
        this.entry = entry;
        this.book = book;
        this.shapes = shapes;
    }

    /**
     * The operation object.
     *
     * @param operation method and path, such as {@code GET /app/api/v1/kapps/{slug}}
     */
    ObjectNode json(String operation) {
        String path = operation.split(" ")[1];
        ObjectNode json = Json.object().put("summary", text("summary").asText(null));
        json.putArray("tags").add(entry.tag());
        json.put("operationId", id(operation));
        if (!text("description").isMissingNode()) {
            json.put("description", text("description").asText());
        }
        if (text("open").asBoolean()) {
            json.putArray("security");
        }
        json.set("parameters", parameters(path));
        JsonNode content = content(text("body"), text("bodies"));
        if (!content.isEmpty()) {
            json.putObject("requestBody").set("content", content);
        }
        json.set("responses", responses(path));
        return json;
    }

    private JsonNode text(String name) {
        return entry.text().path(name);
    }

    /** Its method and the words of its path, which nothing else has. */
    private static String id(String operation) {
        StringBuilder id = new StringBuilder();
        for (String word : operation
                .replaceAll("/app/components/task/app/api/v2", "/task")
                .replaceAll("/app/api/v1", "/core")
                .replaceAll("/app/components/task/app/api/v1", "/task/v1")
                .split("[^A-Za-z0-9_]+")) {
            boolean first = id.isEmpty();
            id.append(
                    first
                            ? word.toLowerCase(Locale.ROOT)
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return id.toString();
    }

    private ArrayNode parameters(String path) {
        ArrayNode parameters = Json.mapper().createArrayNode();
        Matcher names = PARAMETER.matcher(path);
        while (names.find()) {
            parameters.add(parameter("path", names.group(1), line("path", names.group(1)))
                    .put("required", true));
        }
        text("query").forEach(name -> parameters.add(parameter("query", name.asText(), line("query", name.asText()))));
        text("headers")
                .forEach(name -> parameters.add(parameter("header", name.asText(), line("headers", name.asText()))));
        if (text("include").isArray()) {
            Set<String> parts = new TreeSet<>();
            text("include").forEach(part -> parts.add(part.asText()));
            parameters.add(parameter(
                    "query",
                    "include",
                    "text | What is shown beside the rest, with commas between: " + String.join(", ", parts) + " | "
                            + text("include").get(0).asText()));
        }
        return parameters;
    }

    /** What the operation, its chapter or the book say of a parameter. */
    private String line(String kind, String name) {
        for (JsonNode from : new JsonNode[] {entry.chapter(), book}) {
            if (from.path(kind).has(name)) {
                return from.path(kind).get(name).asText();
            }
        }
        throw new IllegalStateException("Expected a line for the parameter '" + name + "' under " + kind
                + " of the chapter " + entry.tag() + " or of book.yaml, but there is none.");
    }

    private ObjectNode parameter(String in, String name, String line) {
        ObjectNode schema = shapes.line(line);
        ObjectNode parameter = Json.object().put("name", name).put("in", in);
        for (String outside : new String[] {"description", "example"}) {
            if (schema.has(outside)) {
                parameter.set(outside, schema.remove(outside));
            }
        }
        parameter.set("schema", schema);
        return parameter;
    }

    /** One shape of JSON, or one for each type of content. */
    private ObjectNode content(JsonNode one, JsonNode each) {
        ObjectNode content = Json.object();
        if (!one.isMissingNode()) {
            content.set(JSON, media(JSON, one));
        }
        each.properties().forEach(type -> content.set(type.getKey(), media(type.getKey(), type.getValue())));
        return content;
    }

    private ObjectNode media(String type, JsonNode shape) {
        ObjectNode media = Json.object();
        ObjectNode schema = shapes.shape(shape);
        media.set("schema", schema);
        if (type.equals(JSON)) {
            media.set("example", shapes.example(schema));
        }
        return media;
    }

    private ObjectNode responses(String path) {
        ObjectNode responses = Json.object();
        String status = text("status").asText("200");
        ObjectNode success = Json.object().put("description", text("says").asText("It was done."));
        JsonNode content = content(text("answer"), text("answers"));
        if (!content.isEmpty()) {
            success.set("content", content);
        }
        responses.set(status, success);
        refuse(responses, "400");
        if (!text("open").asBoolean()) {
            refuse(responses, "401");
            refuse(responses, "403");
        }
        if (path.contains("{")) {
            refuse(responses, "404");
        }
        refuse(responses, "default");
        return responses;
    }

    private void refuse(ObjectNode responses, String status) {
        responses
                .putObject(status)
                .put(
                        "$ref",
                        "#/components/responses/"
                                + book.at("/refusals/" + status + "/name").asText());
    }
}
