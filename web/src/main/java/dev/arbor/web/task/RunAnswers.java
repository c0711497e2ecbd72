package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.RunStarter.Awaited;
import dev.arbor.engine.api.RunView;
import dev.arbor.web.Errors;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Replies;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What those who start a run are told (engine spec 3.1 and 6.4). */
final class RunAnswers {

    /** The part of a run that whoever waited for it wants to see. */
    static final Include WAITED_FOR = Include.of(List.of("details,outputs,exceptions"));

    /** What is sent: HTTP status and body. */
    record Answer(int status, ObjectNode body) {

        Response response() {
            return Response.status(status)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(body)
                    .build();
        }
    }

    private RunAnswers() {}

    /** {@code runId} is a text, as the original sends it. */
    static ObjectNode initiated(long runId) {
        ObjectNode answer = Replies.success("Initiated run #" + runId + ".").put("runId", Long.toString(runId));
        answer.set("run", Json.object().put("id", runId));
        return answer;
    }

    /**
     * The answer after a wait.
     *
     * @param runsPath path of the runs, beside which the run can be polled
     */
    static Answer waited(Awaited awaited, RunView run, String runsPath) {
        return switch (awaited.standing()) {
            case RETURNED, COMPLETED -> new Answer(200, returned(awaited, run));
            case FAILED -> new Answer(400, failed(run));
            case RUNNING -> new Answer(200, running(run, runsPath));
        };
    }

    private static ObjectNode returned(Awaited awaited, RunView run) {
        ObjectNode json = RunJson.of(run, WAITED_FOR);
        json.set("outputs", Json.value(awaited.outputs()));
        ObjectNode answer = initiated(run.id()).put("state", run.state());
        answer.set("run", json);
        return answer;
    }

    private static ObjectNode failed(RunView run) {
        String why = run.exceptions().stream()
                .filter(error -> error.status().equals("Active"))
                .findFirst()
                .map(error -> error.summary())
                .orElse("it has an error");
        ObjectNode answer = Errors.answer(
                        400,
                        "run_results_error",
                        "Expected run #%d to return results, but it failed: %s".formatted(run.id(), why))
                .json()
                .put("runId", Long.toString(run.id()));
        answer.set("run", RunJson.of(run, WAITED_FOR));
        return answer;
    }

    private static ObjectNode running(RunView run, String runsPath) {
        return initiated(run.id())
                .put("state", "Running")
                .put("poll", runsPath + "/" + run.id() + "?include=details,outputs");
    }
}
