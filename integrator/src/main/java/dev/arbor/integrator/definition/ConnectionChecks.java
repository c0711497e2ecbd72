package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a connection has to be (integrator spec 1.2). */
final class ConnectionChecks {

    private static final Set<String> KEYS = Set.of(
            "id",
            "type",
            "name",
            "config",
            "description",
            "documentationLink",
            "secrets",
            "status",
            "lockVersion",
            "insertedAt",
            "updatedAt",
            "url",
            "credentials",
            "defaultHeaders",
            "operations",
            "health");
    private static final Map<String, List<String>> AUTH = Map.of(
            "basic", List.of("username", "password"),
            "raw_bearer_token", List.of("token"),
            "api_key", List.of("header", "value"),
            "client_credentials", List.of("tokenUrl", "clientId", "clientSecret"),
            "oauth2_password", List.of("tokenUrl", "clientId", "username", "password"),
            "oauth2_refresh_token", List.of("tokenUrl", "clientId", "refreshToken"),
            "http_bearer_token", List.of("token"));
    private static final List<String> TEXTS = List.of(
            "username",
            "password",
            "header",
            "prefix",
            "value",
            "tokenUrl",
            "clientId",
            "clientSecret",
            "scope",
            "caCert",
            "refreshToken");

    /** What a row for secrets holds, with what stands before a name. */
    private static final int LONGEST_SECRET = 400;

    private final Checks checks;

    ConnectionChecks(Checks checks) {
        this.checks = checks;
    }

    /** That a document has no other keys than connections of either dialect have. */
    ConnectionChecks keys(JsonNode document) {
        checks.object(document).only(document, KEYS).uuid(document, "id");
        return this;
    }

    /** A whole connection, with its secrets in place. */
    ConnectionChecks whole(String type, String name, ObjectNode config, Set<String> kinds) {
        checks.name(name);
        if (!kinds.contains(type)) {
            checks.problem(
                    "Failed to cast value to one of: "
                            + String.join(", ", kinds.stream().sorted().toList()),
                    "/type");
            return this;
        }
        if (config.hasNonNull("configType")
                && !config.get("configType").asText().equalsIgnoreCase(type)) {
            checks.problem("Expected configType to be the type of the connection", "/config/configType");
        }
        if (type.equals("http")) {
            http(config);
        } else {
            database(config);
        }
        return this;
    }

    private void http(ObjectNode config) {
        checks.text(config, "baseUrl", "/config/baseUrl")
                .url(config, "baseUrl", "/config/baseUrl")
                .headerNames(config.path("defaultHeaders"), "/config/headers")
                .string(config, "testPath", "/config/testPath")
                .string(config, "caCert", "/config/caCert")
                .map(config, "defaultHeaders", "/config/headers");
        config.path("defaultHeaders")
                .properties()
                .forEach(each -> checks.string(
                        config.path("defaultHeaders"), each.getKey(), "/config/headers/" + each.getKey()));
        JsonNode pace = config.path("callsPerSecond");
        if (!pace.isMissingNode() && !pace.isNull() && !(pace.isInt() && pace.intValue() > 0)) {
            checks.problem("Invalid integer. Expected a number from 1 on", "/config/callsPerSecond");
        }
        auth(config.path("auth"));
    }

    private void database(ObjectNode config) {
        for (String field : List.of("host", "username", "database")) {
            checks.text(config, field, "/config/" + field);
        }
        JsonNode pool = config.path("poolSize");
        if (!pool.isMissingNode() && !pool.isNull() && !(pool.isInt() && pool.intValue() > 0)) {
            checks.problem("Invalid integer. Expected a number from 1 on", "/config/poolSize");
        }
        checks.string(config, "password", "/config/password").string(config, "caCert", "/config/caCert");
        if (!config.path("port").canConvertToInt()) {
            checks.problem(
                    config.has("port")
                            ? "Invalid integer. Got: " + Checks.kind(config.get("port"))
                            : "Missing field: port",
                    "/config/port");
        }
    }

    private void auth(JsonNode auth) {
        if (auth.isMissingNode() || auth.isNull()) {
            return;
        }
        String type = auth.path("authType").asText();
        List<String> required = AUTH.get(type);
        if (required == null) {
            checks.problem(
                    "Failed to cast value to one of: "
                            + String.join(", ", AUTH.keySet().stream().sorted().toList()),
                    "/config/auth/authType");
            return;
        }
        required.stream().filter(name -> !auth.has(name)).forEach(this::missing);
        TEXTS.forEach(name -> checks.string(auth, name, "/config/auth/" + name));
        for (String name : List.of("header", "prefix", "clientId", "tokenUrl", "caCert")) {
            if (auth.path(name).isTextual() && auth.path(name).textValue().isEmpty()) {
                checks.problem("String length is smaller than minLength: 1", "/config/auth/" + name);
            }
        }
        checks.word(auth, "clientAuth", List.of("www_form_urlencoded", "basic_auth"), "/config/auth/clientAuth")
                .word(auth, "in", List.of("header", "query"), "/config/auth/in");
        checks.url(auth, "tokenUrl", "/config/auth/tokenUrl");
        if (type.equals("http_bearer_token")) {
            token(auth.path("token"));
        } else {
            checks.string(auth, "token", "/config/auth/token");
        }
    }

    private void missing(String name) {
        checks.problem("Missing field: " + name, "/config/auth/" + name);
    }

    /** The operation that fetches a token, and where the token is in its answer. */
    private void token(JsonNode token) {
        String path = "/config/auth/token";
        if (!token.isObject()) {
            if (!token.isMissingNode()) {
                checks.problem("Invalid object. Got: " + Checks.kind(token), path);
            }
            return;
        }
        checks.text(token, "tokenOutput", path + "/tokenOutput")
                .text(token, "expirationOutput", path + "/expirationOutput")
                .map(token, "connection", path + "/connection");
        if (token.path("connection").isObject()) {
            checks.text(token.path("connection"), "baseUrl", path + "/connection/baseUrl")
                    .url(token.path("connection"), "baseUrl", path + "/connection/baseUrl");
        }
        if (token.path("operation") instanceof ObjectNode operation) {
            new OperationChecks(checks, path + "/operation").http(operation);
        } else {
            checks.problem("Missing field: operation", path + "/operation");
        }
    }

    /**
     * That credentials which replace those of another kind are whole: what belonged to the others is not theirs.
     *
     * @param told as the change has it
     */
    ConnectionChecks wholeSecrets(JsonNode told) {
        AUTH.getOrDefault(told.path("authType").asText(), List.of()).stream()
                .filter(name -> told.has(name) && told.get(name).isNull())
                .forEach(this::missing);
        return this;
    }

    /** Named secrets: texts, null, or what says that they are deleted. */
    ConnectionChecks secrets(JsonNode document) {
        checks.map(document, "secrets", "/secrets");
        document.path("secrets").properties().forEach(each -> {
            String path = "/secrets/" + each.getKey();
            JsonNode value = each.getValue();
            if (!value.isTextual() && !value.isNull() && !value.path("$delete").isBoolean()) {
                checks.problem("Invalid string. Got: " + Checks.kind(value), path);
            }
            if (each.getKey().isBlank()
                    || each.getKey().length() > LONGEST_SECRET
                    || each.getKey().indexOf('\0') >= 0) {
                checks.problem("Expected the name of a secret of 1 to " + LONGEST_SECRET + " characters", "/secrets");
            }
        });
        return this;
    }
}
