package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field, as far as values are judged by it.
 *
 * @param page the index of its page
 * @param required an expression; empty for never
 * @param requiredMessage what to say when it is missing
 * @param pattern what texts must match
 * @param patternMessage what to say when they do not
 * @param defaultValue a text, maybe an expression
 */
public record FormField(
        String name,
        String key,
        int page,
        String renderType,
        Type type,
        Optional<String> required,
        String requiredMessage,
        Optional<Pattern> pattern,
        String patternMessage,
        List<Constraint> constraints,
        Optional<JsonNode> defaultValue) {

    /** What its values are. */
    public enum Type {
        /** A text. */
        STRING,
        /** A list of texts. */
        JSON,
        /** A list of files. */
        FILE
    }

    /** An expression that must hold of a value. */
    public record Constraint(String expression, String message) {}

    static FormField of(ObjectNode field, int page) {
        String name = field.path("name").asText();
        List<Constraint> constraints = new ArrayList<>();
        field.path("constraints")
                .forEach(each -> constraints.add(new Constraint(
                        each.path("content").asText(),
                        Documents.text(each, "message").orElse(name + " is not valid"))));
        JsonNode pattern = field.path("pattern");
        JsonNode defaultValue = field.path("defaultValue");
        return new FormField(
                name,
                field.path("key").asText(),
                page,
                field.path("renderType").asText(),
                type(field.path("dataType").asText()),
                required(field.path("required")),
                Documents.text(field, "requiredMessage")
                        .filter(text -> !text.isBlank())
                        .orElse(name + " is required"),
                pattern.isObject()
                        ? Optional.of(Pattern.compile(pattern.path("regex").asText()))
                        : Optional.empty(),
                Documents.text(pattern, "message")
                        .filter(text -> !text.isBlank())
                        .orElse(name + " does not have the expected form"),
                List.copyOf(constraints),
                defaultValue.isNull() || defaultValue.isMissingNode() ? Optional.empty() : Optional.of(defaultValue));
    }

    private static Type type(String dataType) {
        return switch (dataType) {
            case "json" -> Type.JSON;
            case "file" -> Type.FILE;
            default -> Type.STRING;
        };
    }

    private static Optional<String> required(JsonNode required) {
        if (required.isBoolean()) {
            return required.asBoolean() ? Optional.of("true") : Optional.empty();
        }
        return Optional.of(required.asText(""))
                .filter(text -> required.isTextual() && !text.isBlank() && !text.equals("false"));
    }
}
