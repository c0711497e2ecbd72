package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.form.FormField;
import dev.arbor.platform.form.FormModel;
import java.util.Optional;

/** Values as clients send them, by the names of fields, and as they are stored, by their keys (integrator spec 4.5). */
final class SubmittedValues {

    private SubmittedValues() {}

    /**
     * Takes over the values of a body; null takes a value away.
     *
     * @throws PlatformRefusal when there is no such field, or the value is of another kind
     */
    static void merge(ObjectNode content, JsonNode values, FormModel form) {
        if (values.isMissingNode() || values.isNull()) {
            return;
        }
        if (!values.isObject()) {
            throw PlatformRefusal.invalid("invalid_values", "Expected the values to be an object.");
        }
        values.properties().forEach(each -> {
            FormField field = form.fields().get(each.getKey());
            if (field == null) {
                throw PlatformRefusal.invalid(
                        "undefined_field",
                        "The \"" + each.getKey() + "\" field is not defined on the \"" + form.path() + "\" form.");
            }
            Optional<JsonNode> value = stored(field, each.getValue());
            if (value.isPresent()) {
                content.set(field.key(), value.get());
            } else {
                content.remove(field.key());
            }
        });
    }

    private static Optional<JsonNode> stored(FormField field, JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        return switch (field.type()) {
            case STRING -> Optional.of(text(field, value));
            case JSON -> texts(field, value);
            case FILE -> files(field, value);
        };
    }

    private static JsonNode text(FormField field, JsonNode value) {
        if (value.isContainerNode()) {
            throw wrong(field, "a string");
        }
        return Documents.object().textNode(value.asText());
    }

    /** A list, or the text of one; another text is the only one in it. */
    private static Optional<JsonNode> texts(FormField field, JsonNode value) {
        JsonNode list = value.isTextual() ? parsed(value.asText()) : value;
        if (list.isObject()) {
            throw wrong(field, "a list");
        }
        ArrayNode texts = Documents.list();
        if (list.isArray()) {
            for (JsonNode each : list) {
                if (each.isContainerNode()) {
                    throw wrong(field, "a list of strings");
                }
                texts.add(each.asText());
            }
        } else if (!list.asText().isBlank()) {
            texts.add(list.asText());
        }
        return value.isTextual() && value.asText().isBlank() ? Optional.empty() : Optional.of(texts);
    }

    private static Optional<JsonNode> files(FormField field, JsonNode value) {
        JsonNode list = value.isTextual() ? parsed(value.asText()) : value;
        if (list.isTextual() && list.asText().isBlank()) {
            return Optional.empty();
        }
        if (!list.isArray()) {
            throw wrong(field, "a list of files");
        }
        ArrayNode files = Documents.list();
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode file)
                    || Documents.text(file, "name").isEmpty()) {
                throw wrong(field, "a list of files, each with its name");
            }
            ObjectNode kept = file.deepCopy();
            kept.remove("link");
            files.add(kept);
        }
        return Optional.of(files);
    }

    private static JsonNode parsed(String text) {
        return Documents.tryRead(text).filter(JsonNode::isArray).orElseGet(() -> Documents.object()
                .textNode(text));
    }

    private static PlatformRefusal wrong(FormField field, String expected) {
        return PlatformRefusal.invalid(
                "invalid_values", "Expected the value of the field '" + field.name() + "' to be " + expected + ".");
    }
}
