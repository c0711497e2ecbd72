package dev.arbor.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Task API of a server, called over HTTP as any client calls it. Safe for use by many threads. */
public final class TaskApi {

    /** Where it is served; the other prefix is for clients that come directly. */
    public static final String PREFIX = "/app/components/task/app/api/v2";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ServerProcess server;

    /** What a server said to a request. */
    public record Answer(String request, int status, Map<String, List<String>> headers, String text) {

        /** The document in the body. */
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Expected JSON from " + request + ", but got: " + text, e);
            }
        }

        /** The document of a request that was carried out. */
        public JsonNode ok() {
            if (status != 200) {
                throw new AssertionError("Expected " + request + " to succeed, but it got " + status + ": " + text);
            }
            return json();
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().get(0))
                    .findFirst();
        }
    }

    /** The API of a server, with the administrator's credentials. */
    public TaskApi(ServerProcess server) {
        this.server = server;
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
        return send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    public Answer put(String path, JsonNode body) {
        return put(path, body.toString());
    }

    /** Puts JSON. */
    public Answer put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    /** Uploads the file of a tree, as an installer does. */
    public Answer upload(String path, byte[] content) {
        String boundary = "arbor-boundary";
        String head =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"content\"; filename=\"tree.xml\"\r\n"
                        + "Content-Type: application/xml\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send("POST", path, body, "Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    /** Uploads the zip of a handler. */
    public Answer uploadPackage(String path, byte[] zip) {
        String boundary = "arbor-boundary";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"package\"; filename=\"handler.zip\"\r\n"
                        + "Content-Type: application/zip\r\n\r\n"),
                BodyPublishers.ofByteArray(zip),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send("POST", path, body, "Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    /**
     * Sends any request.
     *
     * @param path below {@link #PREFIX}, or from the root where it starts with {@code //}
     * @param headers names and values; one that is named Authorization takes the place of the administrator's, and
     *     leaves it out where it is empty
     */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        try {
            return trySend(method, path, body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected an answer to " + method + " " + path + ", but got none.", e);
        }
    }

    /** The same for a server that may go away meanwhile. */
    public Answer trySend(String method, String path, BodyPublisher body, String... headers) throws IOException {
        URI uri = server.uri(path.startsWith("//") ? path.substring(1) : PREFIX + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).method(method, body);
        boolean own = false;
        for (int i = 0; i < headers.length; i += 2) {
            boolean authorization = headers[i].equals("Authorization");
            own |= authorization;
            if (!authorization || !headers[i + 1].isEmpty()) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        if (!own) {
            request.header("Authorization", basic(ServerProcess.ADMIN, ServerProcess.PASSWORD));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    method + " " + path, answer.statusCode(), answer.headers().map(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }

    /** The value of an Authorization header. */
    public static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A segment of a path or a value of a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The query that names a tree whose run is to start. */
    public static String startOf(String source, String group, String name) {
        return "/runs?sourceName=" + encode(source) + "&sourceGroup=" + encode(group) + "&name=" + encode(name);
    }

    /** Starts a run with a JSON payload; its id. */
    public long start(String source, String group, String name, String payload) {
        return post(startOf(source, group, name), payload).ok().get("runId").asLong();
    }

    /** A run with whatever is asked for. */
    public JsonNode run(long id, String include) {
        return get("/runs/" + id + "?include=" + include).ok();
    }

    /** Waits until the run is in the state, and gives it with its tasks. */
    public JsonNode await(long id, String state) {
        Await.until(
                "run " + id + " is " + state,
                () -> run(id, "").get("state").asText().equals(state));
        return run(id, "details,tasks,tasks.details,exceptions,exceptions.text,inputs,outputs,sourceData");
    }

    /** The only task of a node, of a run with tasks. */
    public static JsonNode task(JsonNode run, String nodeId) {
        JsonNode found = null;
        for (JsonNode task : run.get("tasks")) {
            if (task.get("nodeId").asText().equals(nodeId)) {
                if (found != null) {
                    throw new AssertionError("Expected one task of " + nodeId + ", but there are more in " + run);
                }
                found = task;
            }
        }
        if (found == null) {
            throw new AssertionError("Expected a task of " + nodeId + ", but there is none in " + run);
        }
        return found;
    }
}
