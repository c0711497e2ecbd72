package dev.arbor.engine.tree.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.core.tree.MalformedTreeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value within a JSON document, and the way to it, so that a complaint can say where it is.
 *
 * @param value never absent; may be JSON null
 * @param path for example {@code $.nodes[2].position}
 */
record JsonPlace(JsonNode value, String path) {

    private static final int SHOWN = 100;

    /** A field of an object; empty when it is missing, null or an empty text, which clients use alike. */
    Optional<JsonPlace> field(String name) {
        JsonNode found = value.get(name);
        boolean absent = found == null
                || found.isNull()
                || found.isTextual() && found.textValue().isEmpty();
        return absent ? Optional.empty() : Optional.of(new JsonPlace(found, path + "." + name));
    }

    /** The elements of a field that holds an array; none when it is missing. */
    List<JsonPlace> elements(String name) {
        return field(name).map(JsonPlace::elements).orElse(List.of());
    }

    /** The elements of this array, each of which has to be an object. */
    List<JsonPlace> elements() {
        if (!value.isArray()) {
            throw malformed("an array");
        }
        List<JsonPlace> elements = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            elements.add(new JsonPlace(element, path + "[" + elements.size() + "]").object());
        }
        return elements;
    }

    /** This value, which has to be an object. */
    JsonPlace object() {
        if (!value.isObject()) {
            throw malformed("an object");
        }
        return this;
    }

    /** A field that holds a text; empty when it is missing. */
    String text(String name) {
        return field(name).map(JsonPlace::text).orElse("");
    }

    /** This value as a text; numbers and flags are taken as they are written. */
    String text() {
        if (!value.isValueNode() || value.isNull()) {
            throw malformed("a text");
        }
        return value.asText();
    }

    /** A field that holds true or false, as such or as a text. */
    boolean flag(String name, boolean ifMissing) {
        return field(name).map(JsonPlace::flag).orElse(ifMissing);
    }

    /** A field that holds a whole number, as such or as a text. */
    int wholeNumber(String name, int ifMissing) {
        return field(name).map(JsonPlace::wholeNumber).orElse(ifMissing);
    }

    /** A complaint about this value. */
    MalformedTreeException malformed(String expected) {
        String json = value.toString();
        String found = json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "…";
        return new MalformedTreeException("Expected " + expected + " at " + path + ", but found " + found + ".");
    }

    private boolean flag() {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String text = value.asText();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw malformed("true or false");
    }

    private int wholeNumber() {
        if (value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()) {
            return value.intValue();
        }
        if (value.isTextual()) {
            try {
                return Integer.parseInt(value.textValue().strip());
            } catch (NumberFormatException notANumber) {
                throw malformed("a whole number");
            }
        }
        throw malformed("a whole number");
    }
}
