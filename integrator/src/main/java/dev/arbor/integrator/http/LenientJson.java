package dev.arbor.integrator.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** JSON as templates with optional parts make it: with commas that separate nothing (integrator spec 2.2). */
final class LenientJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private LenientJson() {}

    /** Whether a text is an object or a list, but for its commas. */
    static boolean isDocument(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return false;
        }
        try (JsonParser parser = JSON.getFactory().createParser(withoutIdleCommas(text))) {
            parser.nextToken();
            parser.skipChildren();
            return !parser.isClosed() && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The same document as JSON has it; empty when it is broken in another way. */
    static Optional<String> strict(String text) {
        try {
            JsonNode document = JSON.readTree(withoutIdleCommas(text));
            return document.isMissingNode() ? Optional.empty() : Optional.of(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Without commas that follow a comma or an opening bracket, or stand before a closing one. */
    private static String withoutIdleCommas(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int comma = -1; // where the last comma is that nothing has followed yet
        boolean opened = true; // whether nothing has come since the last opening bracket
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                if (comma >= 0 || opened) {
                    continue;
                }
                comma = kept.length();
            } else if (!Character.isWhitespace(c)) {
                if ((c == '}' || c == ']') && comma >= 0) {
                    kept.deleteCharAt(comma);
                }
                comma = -1;
                opened = c == '{' || c == '[';
            }
            if (c == '"') {
                int end = endOfText(text, i);
                kept.append(text, i, end);
                i = end - 1;
            } else {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static int endOfText(String text, int quote) {
        int i = quote + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }
}
