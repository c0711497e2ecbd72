package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keys the published schemas know, with our extensions (integrator spec 1.2.1, 1.2.2, 1.3 and 1.10). Requests that
 * create are held to them; of requests that update or import, what is unknown is left out.
 */
final class Shape {

    private static final Set<String> HTTP = Set.of(
            "configType", "baseUrl", "testPath", "caCert", "auth", "headers", "defaultHeaders", "callsPerSecond");
    private static final Map<String, Set<String>> AUTH = Map.of(
            "basic", Set.of("username", "password"),
            "raw_bearer_token", Set.of("header", "prefix", "token"),
            "api_key", Set.of("header", "value", "in"),
            "client_credentials", Set.of("tokenUrl", "clientId", "clientSecret", "clientAuth", "scope", "caCert"),
            "oauth2_password",
                    Set.of(
                            "tokenUrl",
                            "clientId",
                            "clientSecret",
                            "clientAuth",
                            "username",
                            "password",
                            "scope",
                            "caCert"),
            "oauth2_refresh_token",
                    Set.of("tokenUrl", "clientId", "clientSecret", "clientAuth", "refreshToken", "scope", "caCert"),
            "http_bearer_token", Set.of("header", "prefix", "token"));
    private static final Set<String> TOKEN = Set.of("connection", "operation", "tokenOutput", "expirationOutput");
    private static final Set<String> TOKEN_CONNECTION = Set.of("baseUrl", "caCert");
    private static final Set<String> OPERATION = Set.of(
            "configType",
            "method",
            "path",
            "params",
            "headers",
            "body",
            "includeEmptyParams",
            "followRedirect",
            "streamResponse",
            "strictJson",
            "failOnHttpError");
    private static final Set<String> STATEMENT = Set.of("configType", "statement", "parameters");
    private static final Map<String, Set<String>> BODY = Map.of(
            "raw", Set.of("bodyType", "raw"),
            "www_form_urlencoded", Set.of("bodyType", "form"),
            "multipart_form", Set.of("bodyType", "parts"));

    private final List<Unknown> unknown = new ArrayList<>();

    private record Unknown(ObjectNode owner, String name, String path) {}

    private Shape() {}

    /** What is unknown in the config of a connection, written under {@code root}. Kinds of databases judge their own. */
    static Shape ofConnection(String type, JsonNode config, String root) {
        Shape shape = new Shape();
        if (type.equals("http")) {
            shape.look(config, HTTP, root);
            shape.auth(config.path("auth"), root + "/auth");
        }
        return shape;
    }

    /** What is unknown in the config of an operation. */
    static Shape ofOperation(String type, JsonNode config, String root) {
        Shape shape = new Shape();
        shape.operation(type, config, root);
        return shape;
    }

    private void auth(JsonNode auth, String path) {
        Set<String> known = AUTH.get(auth.path("authType").asText());
        if (known == null) {
            return;
        }
        look(auth, known, path, "authType");
        if (auth.path("authType").asText().equals("http_bearer_token")) {
            JsonNode token = auth.path("token");
            look(token, TOKEN, path + "/token");
            look(token.path("connection"), TOKEN_CONNECTION, path + "/token/connection");
            operation("http", token.path("operation"), path + "/token/operation");
        }
    }

    private void operation(String type, JsonNode config, String path) {
        if (!type.equals("http")) {
            look(config, STATEMENT, path);
            return;
        }
        look(config, OPERATION, path);
        JsonNode body = config.path("body");
        Set<String> known = BODY.get(body.path("bodyType").asText("raw"));
        if (known != null) {
            look(body, known, path + "/body");
        }
    }

    private void look(JsonNode owner, Set<String> known, String path, String... more) {
        if (!(owner instanceof ObjectNode object)) {
            return;
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name) && !List.of(more).contains(name)) {
                unknown.add(new Unknown(object, name, path + "/" + name));
            }
        }
    }

    /** Says so. */
    void refuse(Checks checks) {
        unknown.forEach(each -> checks.problem("Unexpected field: " + each.name(), each.path()));
    }

    /** Takes it out. */
    void drop() {
        unknown.forEach(each -> each.owner().remove(each.name()));
    }
}
