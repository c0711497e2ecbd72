package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.integrator.vault.SecretForms;
import java.util.ArrayList;
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
                names.forEach(name -> {
                    oneLine(headers, name);
                    take(headers, name, TOKEN_HEADERS + name, secrets);
                });
            }
        }
        return secrets;
    }

    /** Several values of one header are one value with commas. */
    private static void oneLine(ObjectNode headers, String name) {
        if (headers.get(name) instanceof ArrayNode several) {
            List<String> values = new ArrayList<>();
            several.forEach(each -> values.add(each.asText("")));
            headers.put(name, String.join(", ", values));
        }
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
        Set<String> forms = new LinkedHashSet<>();
        JsonNode auth = config.path("auth");
        for (String secret : secrets.values()) {
            forms.addAll(SecretForms.of(secret));
            for (String user : List.of(
                    auth.path("username").asText(""), auth.path("clientId").asText(""))) {
                forms.add(SecretForms.basic(user, secret));
            }
        }
        return forms;
    }

    private static void put(JsonNode object, String name, String secret) {
        if (object instanceof ObjectNode target) {
            target.set(name, TextNode.valueOf(secret));
        }
    }

    /** The named secrets among others, by their names. */
    static Map<String, String> named(Map<String, String> secrets) {
        Map<String, String> named = new LinkedHashMap<>();
        secrets.forEach((place, secret) -> {
            if (place.startsWith(NAMED)) {
                named.put(place.substring(NAMED.length()), secret);
            }
        });
        return named;
    }

    /** Whether a place is one of the credentials and not a named secret. */
    static boolean isOfAuth(String place) {
        return place.startsWith(AUTH);
    }
}
