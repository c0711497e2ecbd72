package dev.arbor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.server.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/** A client of the Task API, over connections that are kept. */
final class TaskClient {

    private static final String BASE = "/app/components/task/app/api/v2";
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String authorization;

    TaskClient(ServerProcess server) {
        this.server = server;
        String credentials = ServerProcess.ADMIN + ":" + ServerProcess.PASSWORD;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    void create(String tree) throws IOException, InterruptedException {
        post("/trees", tree);
    }

    long start(String tree, String body) throws IOException, InterruptedException {
        return post("/runs?sourceName=Adhoc&sourceGroup=Bench&name=" + tree, body)
                .get("runId")
                .asLong();
    }

    void runToEnd(String tree) throws IOException, InterruptedException {
        post("/runs?timeout=20&sourceName=Adhoc&sourceGroup=Bench&name=" + tree, "{}");
    }

    long completed(String tree) throws IOException, InterruptedException {
        return get("/runs?source=Adhoc&group=Bench&status=Complete&limit=1&tree=" + tree)
                .get("count")
                .asLong();
    }

    void awaitCompleted(String tree, long count) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(DEADLINE);
        while (completed(tree) < count) {
            pause(deadline, "runs of " + tree + " to complete");
        }
    }

    /** How many runs of the platform's workflows have completed. */
    long completedOfPlatform() throws IOException, InterruptedException {
        return get("/runs?source=Kinetic%20Request%20CE&status=Complete&limit=1")
                .get("count")
                .asLong();
    }

    void awaitCompletedOfPlatform(long count) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(DEADLINE);
        while (completedOfPlatform() < count) {
            pause(deadline, "runs of the platform to complete");
        }
    }

    void awaitComplete(long run) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(DEADLINE);
        while (!get("/runs/" + run).get("state").asText().equals("Complete")) {
            pause(deadline, "run " + run + " to complete");
        }
    }

    private static void pause(Instant deadline, String what) {
        if (Instant.now().isAfter(deadline)) {
            throw new IllegalStateException("Expected " + what + " within " + DEADLINE + ".");
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri(BASE + path))
                .header("Authorization", authorization)
                .timeout(Duration.ofSeconds(60));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    request.method() + " " + request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
