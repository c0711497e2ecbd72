package dev.arbor.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Consumer;

/** The Integrator API of a server, called over HTTP as any client calls it. Safe for use by many threads. */
public final class IntegratorApi {

    /** Where it is served. */
    public static final String ROOT = "/app/integrator";

    private final TaskApi http;
    private final Consumer<Answer> witness;

    /** The API of a server, called by the administrator. */
    public IntegratorApi(ServerProcess server) {
        this(server, answer -> {});
    }

    /**
     * The same under observation.
     *
     * @param witness sees every answer
     */
    public IntegratorApi(ServerProcess server, Consumer<Answer> witness) {
        this.http = new TaskApi(server);
        this.witness = witness;
    }

    /** What the administrator says of himself. The only place that knows how this API is signed in to. */
    private String authorization() {
        return TaskApi.basic(ServerProcess.ADMIN, ServerProcess.PASSWORD);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
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
    public Answer json(String method, String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return send(method, path, BodyPublishers.ofString(body), all);
    }

    /**
     * Sends any request.
     *
     * @param path below {@link #ROOT}, such as {@code /api/connections}
     * @param headers names and values; one that is named Authorization takes the place of the administrator's, and
     *     leaves it out where it is empty
     */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        boolean own = false;
        for (int i = 0; i < headers.length; i += 2) {
            own |= headers[i].equals("Authorization");
        }
        String[] all = headers;
        if (!own) {
            all = new String[headers.length + 2];
            System.arraycopy(headers, 0, all, 2, headers.length);
            all[0] = "Authorization";
            all[1] = authorization();
        }
        Answer answer = http.send(method, "/" + ROOT + path, body, all);
        witness.accept(answer);
        return answer;
    }

    /** Creates a connection; its id. */
    public String connection(JsonNode document) {
        return post("/api/connections", document).ok().get("id").asText();
    }

    /** Creates an operation of a connection; its id. */
    public String operation(String connection, JsonNode document) {
        return post("/api/connections/" + connection + "/operations", document)
                .ok()
                .get("id")
                .asText();
    }
}
