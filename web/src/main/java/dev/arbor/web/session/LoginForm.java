package dev.arbor.web.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.web.Json;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What somebody has typed to sign in, as a form or as JSON. Messages never quote it: it may be a password. */
record LoginForm(String username, String password, Optional<String> redirect) {

    private static final int LONGEST = 1000;
    private static final String EXPECTED =
            "Expected j_username and j_password, each of 1 to " + LONGEST + " characters.";

    /**
     * Reads a body.
     *
     * @throws Refusal when it is neither, or a part is missing or too long
     */
    static LoginForm read(MediaType type, byte[] body) {
        Map<String, String> texts = new HashMap<>();
        if (type == null || type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            form(body, texts);
        } else if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            json(body, texts);
        } else {
            throw new NotSupportedException();
        }
        return new LoginForm(text(texts, "j_username"), text(texts, "j_password"), LocalPath.of(texts.get("redirect")));
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.getOrDefault(name, "");
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Refusal.invalid("invalid_value", EXPECTED);
        }
        return text;
    }

    private static void form(byte[] body, Map<String, String> texts) {
        try {
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    texts.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("invalid_request", "Expected a form in the body, but it cannot be decoded.");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void json(byte[] body, Map<String, String> texts) {
        try {
            JsonNode json = Json.mapper().readTree(body);
            json.properties().forEach(each -> {
                if (each.getValue().isTextual()) {
                    texts.put(each.getKey(), each.getValue().textValue());
                }
            });
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("malformed_json", "Expected JSON in the body, but it is broken.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not the password. */
    @Override
    public String toString() {
        return "LoginForm[" + username + "]";
    }
}
