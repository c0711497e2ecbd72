package dev.arbor.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.Await;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The server is killed while submissions are made: each event of one that is there has its run, and has it once. */
class PlatformKillIT {

    private static final int CLIENTS = 4;
    private static final int EACH = 60;
    private static final int KILLS = 1;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    @Test
    void everyEventHasItsRunOnce() {
        try (ServerProcess server = ServerProcess.start(Map.of("ARBOR_DEMO", "false"))) {
            TaskApi api = new TaskApi(server);
            CoreClient core = new CoreClient(api);
            core.kapp("killed");
            core.form("killed", "desk", "Summary");
            for (String event : List.of("Submission Created", "Submission Submitted")) {
                core.workflow(
                        "/kapps/killed/forms/desk",
                        event,
                        event,
                        "",
                        TreeDraft.tree("-", "-")
                                .echo("e", "<%= @event['Action'] %>")
                                .chain("start", "e"));
            }
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> submit(core));
                client.start();
                clients.add(client);
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int so = kill * CLIENTS * EACH / 3;
                Await.until(so + " submissions are acknowledged", () -> acknowledged.size() >= so);
                server.kill();
                server.restart();
            }
            Await.until("the clients are done", () -> clients.stream().noneMatch(Thread::isAlive));
            JsonNode all =
                    core.get("/kapps/killed/forms/desk/submissions?limit=1000").get("submissions");
            assertThat(all.size()).isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(lost).as("answers lost, or nothing was killed").isNotEmpty();
            for (JsonNode submission : all) {
                core.awaitRuns(submission.get("id").asText(), 2);
            }
            List<String> there = new ArrayList<>();
            all.forEach(submission -> there.add(submission.get("id").asText()));
            assertThat(there).containsAll(acknowledged);
            assertThat(api.get("/runs?limit=1&count=true").ok().get("count").asInt())
                    .isEqualTo(2 * all.size());
        }
    }

    private void submit(CoreClient core) {
        int mine = 0;
        while (mine < EACH) {
            try {
                acknowledged.add(core.submit("killed", "desk", "Submitted", "Summary", "s " + mine));
                mine++;
            } catch (UncheckedIOException | AssertionError e) {
                lost.add(e.getMessage());
                Await.pause(Duration.ofMillis(200));
            }
        }
    }
}
