package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.ErrorPart;
import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.SystemErrors.SystemErrorView;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.EnumSet;
import java.util.Set;

/**
 * Errors of runs and of the system as JSON (engine spec 1.10). The id is always there, so that an error that was found
 * can be resolved (8.4); {@code runId} is ours.
 */
final class ErrorJson {

    private ErrorJson() {}

    /** What has to be fetched for what is included. */
    static Set<ErrorPart> parts(Include include) {
        Set<ErrorPart> parts = EnumSet.noneOf(ErrorPart.class);
        if (include.has("text")) {
            parts.add(ErrorPart.TEXT);
        }
        if (include.has("messages")) {
            parts.add(ErrorPart.MESSAGES);
        }
        if (include.has("run")) {
            parts.add(ErrorPart.RUN);
        }
        return parts;
    }

    static ObjectNode of(ErrorView error, Include include) {
        ObjectNode json = Json.object().put("id", error.id());
        if (include.details()) {
            RunJson.stamp(json, error.stamps());
        }
        json.put("runId", error.runId());
        json.put("relatedItem1Id", Long.toString(error.triggerId()));
        json.put("relatedItem1Type", ErrorView.FIRST_TYPE);
        error.nodeId().ifPresent(node -> {
            json.put("relatedItem2Id", node);
            json.put("relatedItem2Type", ErrorView.SECOND_TYPE);
        });
        json.put("status", error.status());
        json.put("summary", error.summary());
        json.put("type", error.type());
        if (include.has("engineIdentification")) {
            json.put("engineIdentification", error.engineIdentification());
        }
        if (include.has("text")) {
            Json.putOrNull(json, "text", error.text());
        }
        if (include.has("messages")) {
            json.set("messages", Json.array(error.messages(), note -> note(note, include.inside("messages"))));
        }
        error.run().ifPresent(run -> json.set("run", run(run, include)));
        return json;
    }

    static ObjectNode of(SystemErrorView error, Include include) {
        ObjectNode json = Json.object().put("id", error.id());
        if (include.details()) {
            RunJson.stamp(json, error.stamps());
        }
        json.put("status", error.status());
        json.put("summary", error.summary());
        json.put("type", error.type());
        if (include.has("engineIdentification")) {
            json.put("engineIdentification", error.engineIdentification());
        }
        if (include.has("text")) {
            json.put("text", error.text());
        }
        if (include.has("messages")) {
            json.set("messages", Json.array(error.resolution().stream().toList(), resolution -> Json.object()
                    .put("text", resolution)));
        }
        return json;
    }

    private static ObjectNode note(ErrorView.Note note, Include include) {
        ObjectNode json = Json.object().put("text", note.text());
        if (include.details()) {
            json.put("id", note.id());
            json.put("createdAt", Json.moment(note.createdAt()));
            json.put("createdBy", note.createdBy());
        }
        return json;
    }

    /** The run of an error shows its source data, and its id where the error shows details. */
    private static ObjectNode run(RunView run, Include include) {
        ObjectNode json = RunJson.of(run, include.inside("run"));
        if (include.details()) {
            json.put("id", run.id());
        }
        Json.putOrNull(json, "sourceData", run.payload().flatMap(RunView.Payload::sourceData));
        return json;
    }
}
