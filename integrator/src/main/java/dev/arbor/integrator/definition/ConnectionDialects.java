package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Dialect;
import java.util.Locale;
import java.util.Map;

/** Connections in both dialects (integrator spec 1.13). The internal form is that of {@link Dialect#K}, completed. */
final class ConnectionDialects {

    private static final Map<String, String> KINDS = Map.of(
            "none", "",
            "basic", "basic",
            "bearer", "raw_bearer_token",
            "api_key", "api_key",
            "oauth2_client_credentials", "client_credentials",
            "oauth2_password", "oauth2_password",
            "oauth2_refresh_token", "oauth2_refresh_token");

    private ConnectionDialects() {}

    /** The one that a document is written in. */
    static Dialect of(JsonNode document) {
        return document.has("url") || document.has("credentials") || document.has("defaultHeaders")
                ? Dialect.S
                : Dialect.K;
    }

    /** The type that a document names, in lower case; http when it names none. */
    static String type(JsonNode document) {
        String told = document.path("type").asText("");
        String type = told.isEmpty() && !isInvalid(document)
                ? document.path("config").path("configType").asText("http")
                : told;
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("mariadb") ? "mysql" : lower;
    }

    /** The config of a document of either dialect, as far as it goes: what it does not say is absent. */
    static ObjectNode config(JsonNode document) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        if (document.has("url")) {
            config.set("baseUrl", document.get("url"));
        }
        if (document.has("defaultHeaders")) {
            config.set("defaultHeaders", document.get("defaultHeaders"));
        }
        if (document.has("credentials")) {
            config.set("auth", auth(document.get("credentials")));
        }
        if (document.get("config") instanceof ObjectNode told && !isInvalid(document)) {
            told.properties()
                    .forEach(each -> config.set(
                            each.getKey().equals("headers") ? "defaultHeaders" : each.getKey(),
                            each.getValue().deepCopy()));
        }
        return config;
    }

    /** What is shown in the place of a config that cannot be opened says nothing about it when it is sent back. */
    private static boolean isInvalid(JsonNode document) {
        return document.path("config").path("configType").asText("").equals("invalid");
    }

    private static JsonNode auth(JsonNode credentials) {
        if (!(credentials instanceof ObjectNode told)) {
            return NullNode.instance;
        }
        ObjectNode auth = told.deepCopy();
        String type = auth.path("type").asText("");
        auth.remove("type");
        if (type.isEmpty()) {
            return auth; // a part of what is there
        }
        String kind = KINDS.getOrDefault(type, type);
        return kind.isEmpty() ? NullNode.instance : auth.put("authType", kind);
    }

    /** Completes a config with what is usual, so that it is shown whole. */
    static void complete(String type, ObjectNode config) {
        config.put("configType", type);
        if (!type.equals("http")) {
            if (!config.has("poolSize")) {
                config.put("poolSize", 5);
            }
            return;
        }
        for (String name : new String[] {"testPath", "caCert", "auth"}) {
            if (!config.has(name)) {
                config.set(name, NullNode.instance);
            }
        }
        if (config.get("defaultHeaders") instanceof ObjectNode headers) {
            headers.properties().removeIf(header -> header.getValue().isNull());
        }
        if (config.get("auth") instanceof ObjectNode auth) {
            switch (auth.path("authType").asText()) {
                case "raw_bearer_token", "http_bearer_token" -> {
                    usual(auth, "header", "Authorization");
                    usual(auth, "prefix", "Bearer");
                }
                case "client_credentials", "oauth2_password", "oauth2_refresh_token" ->
                    usual(auth, "clientAuth", "www_form_urlencoded");
                default -> {
                    // The others have nothing that is usual.
                }
            }
        }
    }

    private static void usual(ObjectNode object, String name, String value) {
        if (!object.hasNonNull(name)) {
            object.put(name, value);
        }
    }

    /** What the dialect with {@code url} shows beside the other's keys. */
    static void showS(ObjectNode view, ObjectNode config) {
        view.put("type", view.path("type").asText().toUpperCase(Locale.ROOT));
        view.set("url", config.path("baseUrl"));
        ObjectNode credentials = view.putObject("credentials");
        if (config.get("auth") instanceof ObjectNode auth) {
            String kind = auth.path("authType").asText();
            String type = KINDS.entrySet().stream()
                    .filter(each -> each.getValue().equals(kind))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(kind);
            credentials.put("type", type);
            auth.properties().forEach(each -> {
                if (!each.getKey().equals("authType")) {
                    credentials.set(each.getKey(), each.getValue().deepCopy());
                }
            });
        } else {
            credentials.put("type", "none");
        }
        view.set(
                "defaultHeaders",
                config.has("defaultHeaders") ? config.get("defaultHeaders").deepCopy() : view.objectNode());
    }
}
