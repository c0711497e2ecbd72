package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.arbor.engine.api.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON object of a request, read key by key; a null is as good as an absent key. */
final class Body {

    private static final String KEY = "invalid_value";

    private final JsonNode json;

    private Body(JsonNode json) {
        this.json = json;
    }

    /** Refuses whatever is no object; no body at all is an empty one. */
    static Body of(JsonNode json) {
        if (json != null && !json.isMissingNode() && !json.isObject()) {
            throw Refusal.invalid(KEY, "Expected a JSON object in the body, but got " + kind(json) + ".");
        }
        return new Body(json == null ? MissingNode.getInstance() : json);
    }

    /** A text; numbers and booleans are taken as texts. */
    Optional<String> text(String key) {
        JsonNode value = json.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainerNode()) {
            throw wrong(key, "a text", value);
        }
        return Optional.of(storable(key, value.asText()));
    }

    /** A text that must be there. */
    String requiredText(String key) {
        return text(key)
                .orElseThrow(() -> Refusal.invalid(KEY, "Expected '" + key + "' in the body, but it is not there."));
    }

    /** A whole number. */
    Optional<Long> number(String key) {
        return text(key).filter(text -> !text.isBlank()).map(text -> {
            try {
                return Long.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw wrong(key, "a whole number", json.path(key));
            }
        });
    }

    /** Ids, at least one; numbers, or texts that are numbers. */
    List<Long> ids(String key) {
        JsonNode value = json.path(key);
        if (!value.isArray() || value.isEmpty()) {
            throw wrong(key, "a list of ids", value);
        }
        List<Long> ids = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isIntegralNumber() && !(each.isTextual() && each.asText().matches("\\d{1,18}"))) {
                throw wrong(key, "a list of ids", value);
            }
            ids.add(each.asLong());
        }
        return ids;
    }

    /** An object of texts; other values become JSON texts, null becomes empty. */
    Optional<Map<String, String>> texts(String key) {
        JsonNode value = json.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(key, "an object", value);
        }
        return Optional.of(texts(value));
    }

    /** The values of an object as texts, in their order. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(field -> texts.put(field.getKey(), text(field.getValue())));
        return texts;
    }

    /** A moment, or a day for its start in UTC. */
    Optional<Instant> moment(String key) {
        return text(key).filter(text -> !text.isBlank()).map(String::strip).map(text -> {
            try {
                return text.length() == "yyyy-MM-dd".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw wrong(key, "a time such as 2026-03-01T10:00:00Z", json.path(key));
            }
        });
    }

    /** A value as it came. */
    JsonNode value(String key) {
        return json.path(key);
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** No database takes the NUL character in a text. */
    static String storable(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw Refusal.invalid(KEY, "Expected text in " + what + ", but found a NUL character.");
        }
        return text;
    }

    static Refusal wrong(String key, String expected, JsonNode got) {
        return Refusal.invalid(KEY, "Expected " + expected + " in '" + key + "', but got " + kind(got) + ".");
    }

    private static String kind(JsonNode json) {
        String text = json.isMissingNode() ? "nothing" : json.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
