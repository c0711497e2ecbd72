package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which parts of a connection are secret (integrator spec 1.7), and how they are taken out and put back. */
final class SecretPlaces {

    /** Where named secrets are. */
    static final String NAMED = "/secrets/";

    private static final String AUTH = "/config/auth/";
    private static final String TOKEN_HEADERS = "/config/auth/token/operation/headers/";
    private static final List<String> IN_AUTH = List.of("password", "token", "clientSecret", "value", "refreshToken");
    private static final List<String> IN_HEADERS = List.of("authorization", "x-api-key");

    private SecretPlaces() {}

    /** Takes the secrets out of a config, leaving null in their places; what is null already is not among them. */
    static Map<String, String> takeFrom(ObjectNode config) {
        Map<String, String> secrets = new LinkedHashMap<>();
        take(config, "password", "/config/password", secrets);
        if (config.get("auth") instanceof ObjectNode auth) {
            IN_AUTH.forEach(name -> take(auth, name, AUTH + name, secrets));
            if (auth.path("token").path("operation").path("headers") instanceof ObjectNode headers) {
                List<String> names = headers.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> IN_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                        .toList();
                names.forEach(name -> take(headers, name, TOKEN_HEADERS + name, secrets));
            }
        }
        return secrets;
    }

    private static void take(ObjectNode object, String name, String place, Map<String, String> secrets) {
        JsonNode value = object.get(name);
        if (value != null && value.isTextual()) {
            secrets.put(place, value.textValue());
            object.set(name, NullNode.instance);
        }
    }

    /** Puts secrets back into a config. */
    static void putInto(ObjectNode config, Map<String, String> secrets) {
        secrets.forEach((place, secret) -> {
            if (place.startsWith(TOKEN_HEADERS)) {
                put(
                        config.path("auth").path("token").path("operation").path("headers"),
                        place.substring(TOKEN_HEADERS.length()),
                        secret);
            } else if (place.startsWith(AUTH)) {
                put(config.path("auth"), place.substring(AUTH.length()), secret);
            } else if (place.equals("/config/password")) {
                put(config, "password", secret);
            }
        });
    }

    /** Every form in which secrets may come back from the other side, for whoever takes them out of what is shown. */
    static Set<String> forms(ObjectNode config, Map<String, String> secrets) {
        Set<String> forms = new LinkedHashSet<>(secrets.values());
        String user = config.path("auth").path("username").asText("");
        secrets.values()
                .forEach(secret -> forms.add(
                        Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8))));
        return forms;
    }

    private static void put(JsonNode object, String name, String secret) {
        if (object instanceof ObjectNode target) {
            target.set(name, TextNode.valueOf(secret));
        }
    }

    /** Whether a place is one of the credentials and not a named secret. */
    static boolean isOfAuth(String place) {
        return place.startsWith(AUTH);
    }
}
