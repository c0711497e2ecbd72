package dev.arbor.engine.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON objects that columns hold. */
final class StoredMap {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private StoredMap() {}

    /** The object in the order it was written; nothing stored is an empty one. */
    static Map<String, Object> read(Optional<String> stored) {
        if (stored.isEmpty()) {
            return Map.of();
        }
        try {
            return JSON.readValue(stored.get(), OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a stored JSON object, but it cannot be read.", e);
        }
    }
}
