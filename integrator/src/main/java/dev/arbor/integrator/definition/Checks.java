package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.integrator.kind.ConnectionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a definition has to be (integrator spec 1.2, 1.3, 1.9 and 1.10). Collects everything that is wrong, then refuses. */
public final class Checks {

    private static final Set<String> CONNECTION = Set.of(
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
    private static final Set<String> OPERATION = Set.of(
            "id",
            "name",
            "connectionId",
            "config",
            "outputs",
            "notes",
            "documentationLink",
            "lockVersion",
            "insertedAt",
            "updatedAt",
            "method",
            "path",
            "body",
            "parameters",
            "outputMappings",
            "description");
    private static final Map<String, List<String>> AUTH = Map.of(
            "basic", List.of("username", "password"),
            "raw_bearer_token", List.of("token"),
            "api_key", List.of("header", "value"),
            "client_credentials", List.of("tokenUrl", "clientId", "clientSecret"),
            "oauth2_password", List.of("tokenUrl", "clientId", "username", "password"),
            "oauth2_refresh_token", List.of("tokenUrl", "clientId", "refreshToken"),
            "http_bearer_token", List.of("token"));
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final Set<String> BODIES = Set.of("raw", "www_form_urlencoded", "multipart_form");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N} _-]*");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final List<Problem> problems = new ArrayList<>();

    /** Says what is wrong, if anything is. */
    public void refuse() {
        if (!problems.isEmpty()) {
            throw IntegratorRefusal.schema(problems);
        }
    }

    /** What is wrong so far. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void problem(String error, String path) {
        problems.add(new Problem(error, path));
    }

    /** That it has no other keys. */
    public Checks only(JsonNode document, Set<String> keys) {
        document.properties().forEach(each -> {
            if (!keys.contains(each.getKey())) {
                problem("Unexpected field: " + each.getKey(), "/" + each.getKey());
            }
        });
        return this;
    }

    Checks connectionKeys(JsonNode document) {
        return only(document, CONNECTION);
    }

    Checks operationKeys(JsonNode document) {
        return only(document, OPERATION);
    }

    /** Inputs are detected and never declared; these two are refused wherever they stand. */
    Checks neverDeclared(JsonNode document) {
        for (String name : List.of("inputs", "outputChildren")) {
            if (document.has(name)) {
                problem("Unexpected field: " + name, "/" + name);
            }
        }
        return this;
    }

    /** That an id, if there is one, is a UUID. */
    public Checks uuid(JsonNode document, String name) {
        if (document.hasNonNull(name)
                && !UUID.matcher(document.get(name).asText()).matches()) {
            problem("Invalid format. Expected :uuid", "/" + name);
        }
        return this;
    }

    /** That there is a text which is not blank. */
    public Checks text(JsonNode document, String name, String path) {
        JsonNode value = document.path(name);
        if (value.isMissingNode()) {
            problem("Missing field: " + name, path);
        } else if (value.isNull()) {
            problem("null value where string expected", path);
        } else if (!value.isTextual()) {
            problem("Invalid string. Got: " + kind(value), path);
        } else if (value.textValue().isBlank()) {
            problem("String length is smaller than minLength: 1", path);
        }
        return this;
    }

    private static String kind(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** A whole connection. */
    Checks connection(String type, String name, ObjectNode config, Set<String> kinds) {
        text(config.objectNode().put("name", name), "name", "/name");
        if (!kinds.contains(type)) {
            problem(
                    "Failed to cast value to one of: "
                            + String.join(", ", kinds.stream().sorted().toList()),
                    "/type");
            return this;
        }
        if (config.hasNonNull("configType")
                && !config.get("configType").asText().equalsIgnoreCase(type)) {
            problem("Expected configType to be the type of the connection", "/config/configType");
        }
        if (type.equals("http")) {
            text(config, "baseUrl", "/config/baseUrl");
            auth(config.path("auth"));
        } else {
            for (String field : List.of("host", "username", "database")) {
                text(config, field, "/config/" + field);
            }
            if (!config.path("port").canConvertToInt()) {
                problem(
                        config.has("port")
                                ? "Invalid integer. Got: " + kind(config.get("port"))
                                : "Missing field: port",
                        "/config/port");
            }
        }
        return this;
    }

    private void auth(JsonNode auth) {
        if (auth.isMissingNode() || auth.isNull()) {
            return;
        }
        List<String> required = AUTH.get(auth.path("authType").asText());
        if (required == null) {
            problem(
                    "Failed to cast value to one of: "
                            + String.join(", ", AUTH.keySet().stream().sorted().toList()),
                    "/config/auth/authType");
            return;
        }
        required.forEach(name -> {
            if (!auth.has(name)) {
                problem("Missing field: " + name, "/config/auth/" + name);
            }
        });
    }

    /** A whole operation. */
    Checks operation(String name, ObjectNode config, ObjectNode outputs, ConnectionKind kind) {
        text(config.objectNode().put("name", name), "name", "/name");
        config(config, kind);
        outputs(outputs);
        return this;
    }

    /** The config of an operation of some kind of connection. */
    public Checks config(ObjectNode config, ConnectionKind kind) {
        if (config.hasNonNull("configType")
                && !config.get("configType").asText().equalsIgnoreCase(kind.name())) {
            problem("Expected configType to be the type of the connection", "/config/configType");
        }
        if (kind.name().equals("http")) {
            if (!METHODS.contains(config.path("method").asText())) {
                problem(
                        config.has("method")
                                ? "Failed to cast value to one of: GET, POST, PUT, DELETE, PATCH"
                                : "Missing field: method",
                        "/config/method");
            }
            if (!config.path("path").isTextual()) {
                problem(
                        config.has("path") ? "Invalid string. Got: " + kind(config.get("path")) : "Missing field: path",
                        "/config/path");
            }
            if (config.has("body")
                    && !BODIES.contains(config.path("body").path("bodyType").asText("raw"))) {
                problem(
                        "Failed to cast value to one of: raw, www_form_urlencoded, multipart_form",
                        "/config/body/bodyType");
            }
        } else {
            text(config, "statement", "/config/statement");
        }
        kind.templates(config).forEach(template -> template.fault().ifPresent(fault -> problem(fault, "/config")));
        return this;
    }

    /** Declared outputs. */
    public Checks outputs(ObjectNode outputs) {
        outputs.properties().forEach(each -> {
            name(each.getKey());
            each.getValue().path("children").properties().forEach(child -> name(child.getKey()));
        });
        return this;
    }

    private void name(String name) {
        if (!NAME.matcher(name).matches()) {
            problem(
                    "Expected a name of letters, digits, spaces, underscores and hyphens, but got: " + name,
                    "/outputs");
        }
    }
}
