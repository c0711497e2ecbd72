package dev.arbor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a newcomer sees: where the server listens, and a run of the demo that has ended. */
class FirstStartIT {

    private static final Pattern DEMO = Pattern.compile("A demo has run; see (\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theDemoRunsOnceAndItsRunIsTold() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start()) {
            JsonNode run = get(URI.create(await(server, DEMO).group(1)));

            assertThat(run.at("/tree/name").asText()).isEqualTo("Welcome");
            JsonNode tasks = run.get("tasks");
            assertThat(tasks)
                    .allSatisfy(task -> assertThat(task.get("status").asText()).isEqualTo("Closed"));
            assertThat(tasks.findValuesAsText("nodeName"))
                    .contains("Many Cities", "Take a Breath")
                    .doesNotContain("Few Cities");
            assertThat(result(tasks, "Say It"))
                    .isEqualTo("Hello Zoë 👋 — greetings from Kraków!\n"
                            + "Hello Zoë 👋 — greetings from São Paulo!\n"
                            + "Hello Zoë 👋 — greetings from 東京!");
            assertThat(server.said()).contains("Arbor listens at " + server.uri("") + ".");

            server.interrupt();
            server.restart();
            await(server, Pattern.compile("(?s)Arbor listens.*Arbor listens"));
            assertThat(server.said().split("A demo", -1)).hasSize(2);
            assertThat(Files.readString(server.data().resolve("log/server.log")))
                    .containsPattern("Arbor .* has started as .*: database H2 .* 8 threads")
                    .contains("Arbor stops as")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void noDemoForWhomDoesNotWantIt() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(Map.of("ARBOR_DEMO", "false"))) {
            await(server, Pattern.compile("Arbor listens"));
            assertThat(get(server.uri("/app/components/task/app/api/v2/runs"))
                            .get("count")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void healthNamesWhatIsReadyAndAlive() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(Map.of("ARBOR_DEMO", "false"))) {
            assertThat(get(server.managementUri("/health/live")).get("checks").findValuesAsText("name"))
                    .contains("arbor-engine-alive");
            JsonNode ready = get(server.managementUri("/health/ready"));
            assertThat(ready.get("checks").findValuesAsText("name"))
                    .contains("arbor-engine-ready", "arbor-database-ready");
            assertThat(ready.get("status").asText()).isEqualTo("UP");
        }
    }

    private static String result(JsonNode tasks, String node) {
        for (JsonNode task : tasks) {
            if (task.get("nodeName").asText().equals(node)) {
                return task.at("/results/output").asText();
            }
        }
        throw new AssertionError("Expected a task of the node '" + node + "', but there is none.");
    }

    private static Matcher await(ServerProcess server, Pattern pattern) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(120));
        while (Instant.now().isBefore(deadline)) {
            Matcher matcher = pattern.matcher(server.said());
            if (matcher.find()) {
                return matcher;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("Expected the server to say '" + pattern + "', but it said: " + server.said());
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        String credentials = ServerProcess.ADMIN + ":" + ServerProcess.PASSWORD;
        var answer = client.send(
                HttpRequest.newBuilder(uri)
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
