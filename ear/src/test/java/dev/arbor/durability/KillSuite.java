package dev.arbor.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.Await;
import dev.arbor.server.OutsideWorld;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The server is killed as {@code kill -9} does. Nothing that it had acknowledged is lost or done twice; a call that was
 * under way is made again where its handler allows that, and otherwise a person is asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillSuite {

    static final int BATCH = 400;

    private static final int KILLS = 3;

    final OutsideWorld world = new OutsideWorld();
    ServerProcess server;
    TaskApi api;

    /** The settings that choose a database. */
    abstract Map<String, String> database();

    @BeforeAll
    void start() {
        server = ServerProcess.start(OutsideWorld.application(), database());
        api = new TaskApi(server);
        Kind.createRoutine(api);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        world.close();
    }

    @Test
    void nothingIsLostOrDoneTwice() {
        long seed = Long.getLong("arbor.seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + " kills with -Darbor.seed=" + seed);
        Random random = new Random(seed);
        try (Load load = load("kill" + seed)) {
            for (int i = 0; i < KILLS; i++) {
                load.order(BATCH);
                load.awaitAcknowledged(i * BATCH + 50 + random.nextInt(BATCH - 100));
                server.kill();
                server.restart();
            }
            load.finish();
            Aftermath aftermath = new Aftermath(api, world, load);
            aftermath.check();
            System.out.printf(
                    "%s: %d runs, %d answers lost, %d calls in doubt%n",
                    getClass().getSimpleName(), load.acknowledged().size(), load.retries(), aftermath.doubted());
            assertThat(load.retries()).as("answers lost, or nothing was killed").isPositive();
        }
    }

    Load load(String name) {
        Kind.createTrees(api, world, name);
        return new Load(api, name);
    }

    @Test
    void aCallUnderWayIsRepeatedOrAskedAbout() {
        Kind.createTrees(api, world, "Doubt");
        world.hold("first-repeat");
        world.hold("second-ask");
        long repeated = api.start("Adhoc", "Doubt", "OUTSIDE", "{\"key\":\"repeat\"}");
        long asked = api.start("Adhoc", "Doubt", "OUTSIDE", "{\"key\":\"ask\"}");
        Await.until(
                "both calls are under way", () -> world.calls("first-repeat") == 1 && world.calls("second-ask") == 1);
        server.kill();
        world.release("first-repeat");
        world.release("second-ask");
        server.restart();

        assertThat(TaskApi.task(api.await(repeated, "Complete"), "last")
                        .at("/results/output")
                        .asText())
                .isEqualTo("Welcome second-repeat");
        assertThat(world.calls("first-repeat")).isEqualTo(2);
        assertThat(world.calls("second-repeat")).isEqualTo(1);

        JsonNode run = api.await(asked, "Error");
        assertThat(run.get("exceptions")).hasSize(1);
        JsonNode error = run.get("exceptions").get(0);
        assertThat(error.get("type").asText()).isEqualTo("Handler Error");
        assertThat(error.get("status").asText()).isEqualTo("Active");
        assertThat(error.get("relatedItem2Id").asText()).isEqualTo("second");
        assertThat(error.get("text").asText()).contains("PROBLEM", "ROOT CAUSE", "second");
        assertThat(TaskApi.task(run, "first").get("status").asText()).isEqualTo("Closed");
        assertThat(world.calls("second-ask")).as("not repeated unasked").isEqualTo(1);

        long errorId = api.get("/errors?runId=" + asked + "&include=details")
                .ok()
                .at("/errors/0/id")
                .asLong();
        api.post("/errors/resolve", "{\"ids\":[" + errorId + "],\"action\":\"Retry Task\",\"resolution\":\"Looked\"}")
                .ok();
        api.await(asked, "Complete");
        assertThat(world.calls("first-ask")).as("finished, so not repeated").isEqualTo(1);
        assertThat(world.calls("second-ask")).isEqualTo(2);
    }
}
