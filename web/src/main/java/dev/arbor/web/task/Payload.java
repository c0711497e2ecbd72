package dev.arbor.web.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.web.Json;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;

/**
 * What a request starts a run with.
 *
 * @param text the body as it came; empty when there was none
 */
record Payload(String text) {

    /**
     * Reads a body. What is sent as JSON must be JSON; anything else is taken as it is.
     *
     * @param type content type; may be null
     */
    static Payload of(byte[] content, MediaType type) {
        Payload payload = new Payload(Body.storable("the body", new String(content, charset(type))));
        boolean json =
                type != null && type.getSubtype().toLowerCase(Locale.ROOT).endsWith("json");
        if (json && !payload.text.isBlank()) {
            payload.json();
        }
        return payload;
    }

    /** The inputs of a routine: the values of the object, as texts. */
    Map<String, String> inputs() {
        if (text.isBlank()) {
            return Map.of();
        }
        JsonNode json = json();
        if (!json.isObject()) {
            throw Refusal.invalid(
                    "invalid_value", "Expected the inputs of a routine as a JSON object, but the body is none.");
        }
        return Body.texts(json);
    }

    private JsonNode json() {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(
                    "malformed_json", "Expected JSON in the body, but it is broken: " + Json.complaint(e));
        }
    }

    private static Charset charset(MediaType type) {
        String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Refusal.invalid("invalid_value", "Expected a charset that is known, but got '" + name + "'.");
        }
    }
}
