package dev.arbor.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.Await;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that is stopped as it should be goes on where it was; an engine that is stopped does nothing. */
class RestartIT {

    private static final String GROUP = "Restart";

    @Test
    void waitsOutliveAStopOfTheServerAndOfTheEngine() {
        try (ServerProcess server = ServerProcess.start(Map.of("ARBOR_DEMO", "false"))) {
            TaskApi api = new TaskApi(server);
            createWait(api, "Short", "1");
            createWait(api, "Long", "600");
            api.post(
                            "/trees",
                            TreeDraft.tree(GROUP, "Chain")
                                    .echo("e_1", "x")
                                    .chain("start", "e_1")
                                    .json())
                    .ok();

            // Stopped over the API: what comes is taken, and nothing is done.
            assertThat(api.post("/engine", "{\"action\":\"stop\"}")
                            .ok()
                            .get("status")
                            .asText())
                    .isEqualTo("Stopped");
            long chain = api.start("Adhoc", GROUP, "Chain", "{}");
            long wait = api.start("Adhoc", GROUP, "Short", "{}");
            assertThat(api.get("/triggers/backlog?runId=" + chain)
                            .ok()
                            .get("count")
                            .asInt())
                    .isEqualTo(1);

            assertThat(server.interrupt()).isEqualTo(130);
            server.restart();
            assertThat(api.get("/engine").ok().get("status").asText())
                    .as("a stop outlives a restart")
                    .isEqualTo("Stopped");
            assertThat(api.run(chain, "tasks").get("tasks")).isEmpty();
            api.post("/engine", "{\"action\":\"start\"}").ok();
            api.await(chain, "Complete");
            api.await(wait, "Complete");

            // Due while the server is away: fires when it is back; not due: is still there.
            long due = api.start("Adhoc", GROUP, "Short", "{}");
            long later = api.start("Adhoc", GROUP, "Long", "{}");
            JsonNode waiting = api.await(later, "Waiting");
            assertThat(server.interrupt()).isEqualTo(130);
            Await.pause(Duration.ofSeconds(1));
            server.restart();
            api.await(due, "Complete");
            JsonNode scheduled = api.get("/triggers/scheduled?runId=" + later).ok();
            assertThat(scheduled.get("count").asInt()).isEqualTo(1);
            assertThat(Instant.parse(scheduled.at("/triggers/0/scheduledAt").asText()))
                    .isBetween(Instant.now().plusSeconds(300), Instant.now().plusSeconds(600));
            assertThat(api.run(later, "tasks").get("tasks")).hasSameSizeAs(waiting.get("tasks"));
            assertThat(server.log()).doesNotContain("\tat ");
        }
    }

    private static void createWait(TaskApi api, String name, String seconds) {
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, name)
                                .deferring("w_1", "system_wait_v1", "Time to wait", seconds, "Time unit", "Second")
                                .echo("e_2", "x")
                                .chain("start", "w_1", "e_2")
                                .json())
                .ok();
    }
}
