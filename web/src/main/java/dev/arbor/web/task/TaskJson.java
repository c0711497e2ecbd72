package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Stamps;
import dev.arbor.engine.api.TaskView;
import dev.arbor.web.Include;
import dev.arbor.web.Json;

/** A task of a run as JSON (engine spec 1.6); {@code inFlight} and {@code attempts} are ours. */
final class TaskJson {

    /** Tasks are the engine's own doing. */
    private static final String MAKER = "SYSTEM";

    private TaskJson() {}

    static ObjectNode of(TaskView task, Include include) {
        ObjectNode json = Json.object();
        if (include.details()) {
            json.put("id", task.id());
            RunJson.stamp(json, new Stamps(task.createdAt(), MAKER, task.updatedAt(), MAKER));
        }
        json.put("branchId", task.branchId());
        json.set("deferredResults", Json.value(task.deferredResults()));
        json.put("definitionId", task.definitionId());
        json.put("duration", task.duration());
        json.put("loopIndex", task.loopIndex());
        json.put("nodeId", task.nodeId());
        json.put("nodeName", task.nodeName());
        json.set("results", Json.value(task.results()));
        json.put("status", task.status());
        Json.putOrNull(json, "token", task.token());
        json.put("visible", task.visible());
        if (task.inFlight()) {
            json.put("inFlight", true);
        }
        if (include.has("messages")) {
            json.set("messages", Json.array(task.messages(), TaskJson::message));
        }
        if (include.has("attempts")) {
            json.set("attempts", Json.array(task.attempts(), TaskJson::attempt));
        }
        return json;
    }

    /** Readers know its words as {@code text} or as {@code message}. */
    private static ObjectNode message(TaskView.Message message) {
        return Json.object()
                .put("id", message.id())
                .put("type", message.type())
                .put("text", message.text())
                .put("message", message.text())
                .put("createdAt", Json.moment(message.createdAt()));
    }

    private static ObjectNode attempt(TaskView.Attempt attempt) {
        return Json.object()
                .put("number", attempt.number())
                .put("startedAt", Json.moment(attempt.startedAt()))
                .put("endedAt", Json.moment(attempt.endedAt()))
                .put("errorId", attempt.errorId().orElse(null));
    }
}
