package dev.arbor.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.RunStarter.Awaited;
import dev.arbor.engine.api.RunStarter.Standing;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.Slice.Counting;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The keys and types that clients rely on (engine spec 1.5 to 1.10 and 5). */
class RunShapesTest {

    /** What the document that the product was asked for from sends to find out why a run stands still. */
    private static final String EVERYTHING = "details,triggers,triggers.details,tasks,tasks.details,exceptions,"
            + "exceptions.details,exceptions.text,exceptions.messages,sourceData,inputs,outputs,tree.inputs,audits.details";

    @Test
    void showsARunWithoutIdsUnlessDetailsAreIncluded() {
        JsonNode run = RunJson.of(Views.run(), include(""));
        assertThat(keys(run))
                .containsExactly(
                        "status", "state", "errorCount", "sourceId", "source", "tree", "originatingId", "token");
        assertThat(run.get("sourceId").isNull()).isTrue();
        assertThat(run.get("tree").isObject()).isTrue();
        assertThat(run.get("tree").get("title").textValue()).isEqualTo("Adhoc :: Tests :: Échos");
        assertThat(run.get("tree").has("id")).isFalse();
    }

    @Test
    void showsEverythingThatSomebodyAsksForWhoLooksForACause() {
        JsonNode run = RunJson.of(Views.run(), include(EVERYTHING));
        assertThat(run.get("id").isIntegralNumber()).isTrue();
        assertThat(run.get("createdAt").textValue()).isEqualTo("2026-03-01T12:00:00.000Z");
        assertThat(run.get("sourceData").textValue()).isEqualTo("{\"a\":1}");
        assertThat(run.get("inputs").isObject()).isTrue();
        assertThat(run.get("outputs").get("content").textValue()).isEqualTo("ok");
        assertThat(run.get("tasks").get(0).get("id").intValue()).isEqualTo(11);
        assertThat(run.get("tasks").get(0).has("messages")).isFalse();
        assertThat(run.get("triggers").get(0).get("id").intValue()).isEqualTo(21);
        assertThat(run.get("exceptions").get(0).get("text").textValue()).isEqualTo("PROBLEM");
        assertThat(run.get("exceptions")
                        .get(0)
                        .get("messages")
                        .get(0)
                        .get("text")
                        .textValue())
                .isEqualTo("Fixed");
        assertThat(run.get("audits").get(0).get("createdBy").textValue()).isEqualTo("admin");
    }

    @Test
    void fetchesNothingThatNobodyAsksFor() {
        assertThat(RunJson.parts(include(""))).isEmpty();
        assertThat(RunJson.parts(include("details, tasks.messages ,nonsense")))
                .containsExactlyInAnyOrder(RunPart.TASKS, RunPart.TASK_MESSAGES);
        assertThat(RunJson.parts(include(EVERYTHING)))
                .isEqualTo(EnumSet.of(
                        RunPart.PAYLOAD,
                        RunPart.TASKS,
                        RunPart.TRIGGERS,
                        RunPart.EXCEPTIONS,
                        RunPart.EXCEPTION_TEXT,
                        RunPart.EXCEPTION_MESSAGES,
                        RunPart.AUDITS,
                        RunPart.TREE_INPUTS));
    }

    @Test
    void showsATaskWithTheKeysOfTheSpec() {
        JsonNode task = TaskJson.of(Views.task(), include(""));
        assertThat(keys(task))
                .containsExactly(
                        "branchId",
                        "deferredResults",
                        "definitionId",
                        "duration",
                        "loopIndex",
                        "nodeId",
                        "nodeName",
                        "results",
                        "status",
                        "token",
                        "visible");
        JsonNode more = TaskJson.of(Views.task(), include("messages,attempts"));
        assertThat(more.get("messages").get(0).get("text").textValue()).isEqualTo("Done — 🌳");
        assertThat(more.get("attempts").get(0).get("endedAt").isNull()).isTrue();
    }

    @Test
    void showsATriggerWithResultsAsAnObject() {
        JsonNode trigger = TriggerJson.of(Views.trigger(), include(""));
        assertThat(keys(trigger)).contains("action", "branchId", "mode", "runId", "results", "scheduledAt");
        assertThat(trigger.has("id")).isFalse();
        assertThat(trigger.get("results").isObject()).isTrue();
        assertThat(trigger.get("branchId").isIntegralNumber()).isTrue();
        assertThat(trigger.get("managementAction").isNull()).isTrue();
    }

    @Test
    void showsWhatAnErrorPointsTo() {
        JsonNode error = ErrorJson.of(Views.error(Optional.of("start")), include(""));
        assertThat(error.get("relatedItem1Id").textValue()).isEqualTo("21");
        assertThat(error.get("relatedItem2Id").textValue()).isEqualTo("start");
        assertThat(error.get("id").intValue()).isEqualTo(31);
        assertThat(keys(error)).doesNotContain("createdAt", "text", "messages", "engineIdentification", "run");
        assertThat(keys(ErrorJson.of(Views.error(Optional.empty()), include("details,engineIdentification"))))
                .contains("createdAt", "engineIdentification")
                .doesNotContain("relatedItem2Id", "relatedItem2Type");
    }

    @Test
    void answersASearchByWhatIsCounted() {
        assertThat(keys(answer(Counting.ROWS_AND_COUNT, OptionalLong.of(1))))
                .containsExactly("count", "limit", "offset", "runs");
        assertThat(keys(answer(Counting.COUNT_ONLY, OptionalLong.of(1)))).containsExactly("count");
        assertThat(keys(answer(Counting.ROWS_AND_MORE, OptionalLong.empty())))
                .containsExactly("limit", "more", "offset", "runs");
    }

    @Test
    void tellsTheIdOfANewRunAsText() {
        assertThat(RunAnswers.initiated(1430).toString())
                .isEqualTo("{\"messageType\":\"success\",\"message\":\"Initiated run #1430.\",\"runId\":\"1430\","
                        + "\"run\":{\"id\":1430}}");
    }

    @Test
    void tellsWhoWaitedHowItEnded() {
        JsonNode returned = waited(Standing.RETURNED, 200);
        assertThat(returned.get("run").get("outputs").get("content").textValue())
                .isEqualTo("waited for");
        JsonNode failed = waited(Standing.FAILED, 400);
        assertThat(failed.get("errorKey").textValue()).isEqualTo("run_results_error");
        assertThat(failed.get("runId").textValue()).isEqualTo("5");
        assertThat(failed.get("error").textValue()).contains("It broke.");
        JsonNode running = waited(Standing.RUNNING, 200);
        assertThat(running.get("state").textValue()).isEqualTo("Running");
        assertThat(running.get("poll").textValue()).isEqualTo("/app/runs/5?include=details,outputs");
    }

    private static JsonNode waited(Standing standing, int status) {
        RunAnswers.Answer answer =
                RunAnswers.waited(new Awaited(standing, Map.of("content", "waited for")), Views.run(), "/app/runs");
        assertThat(answer.status()).isEqualTo(status);
        return answer.body();
    }

    private static JsonNode answer(Counting counting, OptionalLong count) {
        return Query.answer(
                "runs",
                new Slice(100, 0, counting),
                new Found<>(count, false, List.of(Views.run())),
                run -> Json.object());
    }

    private static Include include(String text) {
        return Include.of(List.of(text));
    }

    private static List<String> keys(JsonNode json) {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
