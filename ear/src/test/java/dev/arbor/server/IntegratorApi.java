package dev.arbor.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.function.Consumer;

/** The Integrator API of a server, called over HTTP with a token as any client calls it. Safe for use by many threads. */
public final class IntegratorApi {

    /** Where it is served. */
    public static final String PREFIX = "/app/integrator/api";

    private final TaskApi api;
    private final String token;
    private final Consumer<Answer> witness;

    /** The API of a server, with a token of the administrator. */
    public IntegratorApi(ServerProcess server) {
        this(server, Tokens.of(server));
    }

    /** The API of a server, with any token. */
    public IntegratorApi(ServerProcess server, String token) {
        this(server, token, answer -> {});
    }

    /**
     * The API of a server, with any token and under observation.
     *
     * @param witness sees every answer
     */
    public IntegratorApi(ServerProcess server, String token, Consumer<Answer> witness) {
        this.api = new TaskApi(server);
        this.token = token;
        this.witness = witness;
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Posts nothing. */
    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Answer post(String path, JsonNode body) {
        return post(path, body.toString());
    }

    /** Posts JSON. */
    public Answer post(String path, String body) {
        return json("POST", path, body);
    }

    /** Puts JSON. */
    public Answer put(String path, String body) {
        return json("PUT", path, body);
    }

    /** Patches with JSON. */
    public Answer patch(String path, String body) {
        return json("PATCH", path, body);
    }

    /** Sends JSON by any method. */
    public Answer json(String method, String path, String body) {
        return send(method, path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    /**
     * Sends any request.
     *
     * @param path below {@link #PREFIX}, or from the root where it starts with {@code //}
     * @param headers names and values; one that is named Authorization takes the place of the token, and leaves it out
     *     where it is empty
     */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        String[] all = headers;
        if (!Arrays.asList(headers).contains("Authorization")) {
            all = Arrays.copyOf(headers, headers.length + 2);
            all[headers.length] = "Authorization";
            all[headers.length + 1] = Tokens.bearer(token);
        }
        Answer answer = api.send(method, path.startsWith("//") ? path : "/" + PREFIX + path, body, all);
        witness.accept(answer);
        return answer;
    }

    /** Creates a connection; its id. */
    public String connection(JsonNode document) {
        return post("/connections", document).ok().get("id").asText();
    }

    /** Creates an operation of a connection; its id. */
    public String operation(String connection, JsonNode document) {
        return post("/connections/" + connection + "/operations", document)
                .ok()
                .get("id")
                .asText();
    }
}
