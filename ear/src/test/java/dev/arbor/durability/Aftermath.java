package dev.arbor.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.server.Await;
import dev.arbor.server.OutsideWorld;
import dev.arbor.server.TaskApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counts what is there after the server has died and come back. */
final class Aftermath {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaskApi api;
    private final OutsideWorld world;
    private final Load load;
    private final String ours;
    private final Set<Long> doubted = new HashSet<>();

    Aftermath(TaskApi api, OutsideWorld world, Load load) {
        this.api = api;
        this.world = world;
        this.load = load;
        this.ours = "/runs?source=Adhoc&group=" + load.name();
    }

    /** Everything that was acknowledged is done, once, and nothing else is. */
    void check() {
        assertThat(load.problems()).isEmpty();
        assertThat(load.acknowledged().keySet()).isEqualTo(load.orders().keySet());
        settle();

        Map<String, JsonNode> runs = new HashMap<>();
        for (JsonNode run : pages(ours + "&include=details,sourceData,tasks", "runs")) {
            assertThat(runs.put(key(run), run)).as("second run of " + key(run)).isNull();
        }
        load.acknowledged().forEach((key, id) -> check(load.orders().get(key), id, runs.get(key)));
        assertThat(runs.keySet()).isEqualTo(load.acknowledged().keySet());
        checkRoutine();

        assertThat(count("/errors?status=Active")).as("active errors").isZero();
        assertThat(count("/triggers/backlog?")).as("backlog").isZero();
        assertThat(count("/triggers/scheduled?")).as("scheduled triggers").isZero();
        assertThat(count("/systemErrors?status=Active")).as("system errors").isZero();
    }

    /** How many calls a person had to decide on. */
    int doubted() {
        return doubted.size();
    }

    /** Waits until all is done, and lets a person retry what is in doubt on the way. */
    private void settle() {
        try {
            Await.until("every run is complete, of " + load.acknowledged().size(), Duration.ofSeconds(240), () -> {
                resolveDoubts();
                return count(ours) == complete(ours);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " Open: " + open(), e);
        }
    }

    /** A few of the runs that stand still, and what they wait for. */
    private String open() {
        StringBuilder open = new StringBuilder();
        pages(ours + "&include=details,tasks", "runs").stream()
                .filter(run -> !run.get("state").asText().equals("Complete"))
                .limit(5)
                .forEach(run -> open.append('\n')
                        .append(run)
                        .append("\n  triggers ")
                        .append(api.get("/triggers?runId=" + run.get("id").asLong() + "&include=details")
                                .text()));
        return open.toString();
    }

    private int complete(String path) {
        int complete = 0;
        for (JsonNode run : pages(path, "runs")) {
            complete += run.get("state").asText().equals("Complete") ? 1 : 0;
        }
        return complete;
    }

    private void resolveDoubts() {
        List<Long> ids = new ArrayList<>();
        for (JsonNode error : pages("/errors?status=Active&include=details,text,run.details", "errors")) {
            assertThat(error.get("type").asText()).as(error.toString()).isEqualTo("Handler Error");
            assertThat(error.get("relatedItem2Id").asText())
                    .as(error.toString())
                    .isEqualTo("second");
            ids.add(error.get("id").asLong());
            doubted.add(error.at("/run/id").asLong());
        }
        if (!ids.isEmpty()) {
            api.post("/errors/resolve", "{\"ids\":" + ids + ",\"action\":\"Retry Task\",\"resolution\":\"Again\"}")
                    .ok();
        }
    }

    private void check(Load.Order order, long id, JsonNode run) {
        String what = order + " is run " + id + ": " + run;
        assertThat(run).as(what).isNotNull();
        assertThat(run.get("id").asLong()).as(what).isEqualTo(id);
        assertThat(run.get("state").asText()).as(what).isEqualTo("Complete");
        assertThat(run.get("errorCount").asInt()).as(what).isZero();
        Set<String> tasks = new TreeSet<>();
        for (JsonNode task : run.get("tasks")) {
            assertThat(task.get("status").asText()).as(what).isEqualTo("Closed");
            String place =
                    task.get("nodeId").asText() + " " + task.get("loopIndex").asText();
            assertThat(tasks.add(place)).as("twice " + place + " in " + what).isTrue();
        }
        assertThat(tasks).as(what).isEqualTo(order.kind().tasks());
        assertThat(TaskApi.task(run, "last").at("/results/output").asText())
                .as(what)
                .isEqualTo(order.kind().output(order.key()));
        if (order.kind() == Kind.OUTSIDE) {
            assertThat(world.calls("first-" + order.key())).as(what).isPositive();
            assertThat(world.calls("second-" + order.key())).as(what).isBetween(1, doubted.contains(id) ? 2 : 1);
        }
    }

    /** Each call has made one run of the routine. */
    private void checkRoutine() {
        long calls = load.orders().values().stream()
                .filter(order -> order.kind() == Kind.ROUTINE)
                .count();
        String path = "/runs?source=-&tree=" + TaskApi.encode(Kind.ROUTINE_NAME) + "&include=inputs";
        List<JsonNode> runs = pages(path, "runs").stream()
                .filter(run -> run.at("/inputs/In").asText().startsWith(load.name() + "-"))
                .toList();
        assertThat(runs).as("runs of the routine").hasSize((int) calls);
        assertThat(runs).allSatisfy(run -> assertThat(run.get("state").asText()).isEqualTo("Complete"));
    }

    private long count(String path) {
        return api.get(path + "&limit=1").ok().get("count").asLong();
    }

    private List<JsonNode> pages(String path, String plural) {
        List<JsonNode> all = new ArrayList<>();
        while (true) {
            JsonNode page = api.get(path + "&limit=300&offset=" + all.size()).ok();
            page.get(plural).forEach(all::add);
            if (page.get(plural).isEmpty() || all.size() >= page.get("count").asInt()) {
                return all;
            }
        }
    }

    private static String key(JsonNode run) {
        try {
            return JSON.readTree(run.get("sourceData").asText()).get("key").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
