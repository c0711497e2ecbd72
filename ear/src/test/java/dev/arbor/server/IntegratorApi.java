package dev.arbor.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** The Integrator API of a server, called over HTTP with a token as any client calls it. Safe for use by many threads. */
public final class IntegratorApi {

    /** Where it is served. */
    public static final String PREFIX = "/app/integrator/api";

    private final TaskApi api;
    private final String token;

    /** The API of a server, with a token of the administrator. */
    public IntegratorApi(ServerProcess server) {
        this(server, Tokens.of(server));
    }

    /** The API of a server, with any token. */
    public IntegratorApi(ServerProcess server, String token) {
        this.api = new TaskApi(server);
        this.token = token;
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
        return send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    /** Puts JSON. */
    public Answer put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    /** Patches with JSON. */
    public Answer patch(String path, String body) {
        return send("PATCH", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    /**
     * Sends any request.
     *
     * @param path below {@link #PREFIX}
     * @param headers names and values
     */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = Tokens.bearer(token);
        return api.send(method, "/" + PREFIX + path, body, all);
    }
}
