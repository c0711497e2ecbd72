package dev.arbor.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stored form of results, inputs and outputs: a flat JSON object of texts; null stands for an empty one. */
public final class Results {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writer();
    private static final ObjectReader READER = JSON.readerFor(new TypeReference<LinkedHashMap<String, String>>() {});

    private Results() {}

    /** The stored form; null for an empty map, as it is what most tasks have. */
    public static String write(Map<String, String> results) {
        if (results == null || results.isEmpty()) {
            return null;
        }
        try {
            return WRITER.writeValueAsString(results);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected to write results as JSON, but failed: " + e.getMessage(), e);
        }
    }

    /** The map of a stored form. */
    public static Map<String, String> read(String stored) {
        if (stored == null || stored.isEmpty()) {
            return Map.of();
        }
        try {
            return READER.readValue(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Expected stored results to be a JSON object of texts: " + e.getMessage(), e);
        }
    }

    /** A value of a JSON document as the text that results are made of: text as it is, null empty, else JSON. */
    public static String text(JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
