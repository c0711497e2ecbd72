package dev.arbor.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words that a resource takes in one place of its path: {@code /kapps/{kapp}/{what}} is several paths to those who call
 * them.
 *
 * @param prefix up to that place
 * @param words for each of them what is put into the texts of its operations, in angle brackets
 */
record Alternatives(String prefix, Map<String, Map<String, String>> words) {

    /** From a list of words, or from a map of words to what is put into texts. */
    static Alternatives of(String prefix, JsonNode json) {
        Map<String, Map<String, String>> words = new LinkedHashMap<>();
        if (json.isArray()) {
            json.forEach(word -> words.put(word.asText(), Map.of()));
        }
        json.properties().forEach(word -> {
            Map<String, String> texts = new TreeMap<>();
            word.getValue()
                    .properties()
                    .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
            words.put(word.getKey(), texts);
        });
        return new Alternatives(prefix, words);
    }

    /** Whether a path has such a place. */
    boolean are(String path) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** A path with one of the words in its place. */
    String path(String path, String word) {
        int from = prefix.lastIndexOf('{');
        return path.substring(0, from) + word + path.substring(prefix.indexOf('}', from) + 1);
    }

    /** What is written of such a path, for each of the words. */
    Map<String, JsonNode> written(String path, JsonNode text) {
        Map<String, JsonNode> written = new TreeMap<>();
        words.forEach((word, texts) -> {
            String json = text.toString().replace("<kind>", word);
            for (Map.Entry<String, String> each : texts.entrySet()) {
                json = json.replace("<" + each.getKey() + ">", each.getValue());
            }
            written.put(path(path, word), parsed(json));
        });
        return written;
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected words without quotation marks, but made " + json, e);
        }
    }
}
