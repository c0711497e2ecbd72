package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Stamps;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A run as JSON (engine spec 1.5); {@code state}, {@code errorCount} and {@code treeVersion} are ours (8.2, 8.3). */
final class RunJson {

    private RunJson() {}

    /** What has to be fetched for what is included. */
    static Set<RunPart> parts(Include include) {
        Set<RunPart> parts = EnumSet.noneOf(RunPart.class);
        add(parts, RunPart.PAYLOAD, include.has("sourceData") || include.has("inputs") || include.has("outputs"));
        add(parts, RunPart.PARENT, include.has("parent"));
        add(parts, RunPart.CHILDREN, include.has("children"));
        add(parts, RunPart.TASKS, include.has("tasks"));
        add(parts, RunPart.TASK_MESSAGES, include.has("tasks.messages"));
        add(parts, RunPart.TASK_ATTEMPTS, include.has("tasks.attempts"));
        add(parts, RunPart.TRIGGERS, include.has("triggers"));
        add(parts, RunPart.EXCEPTIONS, include.has("exceptions"));
        add(parts, RunPart.EXCEPTION_TEXT, include.has("exceptions.text"));
        add(parts, RunPart.EXCEPTION_MESSAGES, include.has("exceptions.messages"));
        add(parts, RunPart.AUDITS, include.has("audits"));
        add(parts, RunPart.TREE_INPUTS, include.has("tree.inputs"));
        add(parts, RunPart.TREE_OUTPUTS, include.has("tree.outputs"));
        return parts;
    }

    static ObjectNode of(RunView run, Include include) {
        ObjectNode json = Json.object();
        if (include.details()) {
            json.put("id", run.id());
            stamp(json, run.stamps());
            json.put("completedAt", Json.moment(run.completedAt()));
            json.put("treeVersion", run.treeVersion());
        }
        json.put("status", run.status());
        json.put("state", run.state());
        json.put("errorCount", run.activeErrors());
        Json.putOrNull(json, "sourceId", run.sourceId());
        json.set("source", source(run.source()));
        json.set("tree", TreeJson.write(run.tree(), include.inside("tree")));
        json.put("originatingId", run.originatingId());
        Json.putOrNull(json, "token", run.token());
        payload(json, run, include);
        relations(json, run, include);
        return json;
    }

    static void stamp(ObjectNode json, Stamps stamps) {
        json.put("createdAt", Json.moment(stamps.createdAt()));
        json.put("createdBy", stamps.createdBy());
        json.put("updatedAt", Json.moment(stamps.updatedAt()));
        json.put("updatedBy", stamps.updatedBy());
    }

    private static void payload(ObjectNode json, RunView run, Include include) {
        if (include.has("sourceData")) {
            Json.putOrNull(json, "sourceData", run.payload().flatMap(RunView.Payload::sourceData));
        }
        if (include.has("inputs")) {
            json.set(
                    "inputs",
                    run.payload().map(payload -> Json.value(payload.inputs())).orElseGet(Json::object));
        }
        if (include.has("outputs")) {
            json.set(
                    "outputs",
                    run.payload().map(payload -> Json.value(payload.outputs())).orElseGet(Json::object));
        }
    }

    private static void relations(ObjectNode json, RunView run, Include include) {
        if (include.has("parent")) {
            Optional<JsonNode> parent = run.parent().map(its -> of(its, include.inside("parent")));
            json.set("parent", parent.orElse(Json.object().nullNode()));
        }
        if (include.has("children")) {
            json.set("children", Json.array(run.children(), child -> of(child, include.inside("children"))));
        }
        if (include.has("tasks")) {
            json.set("tasks", Json.array(run.tasks(), task -> TaskJson.of(task, include.inside("tasks"))));
        }
        if (include.has("triggers")) {
            json.set("triggers", Json.array(run.triggers(), each -> TriggerJson.of(each, include.inside("triggers"))));
        }
        if (include.has("exceptions")) {
            json.set(
                    "exceptions",
                    Json.array(run.exceptions(), each -> ErrorJson.of(each, include.inside("exceptions"))));
        }
        if (include.has("audits")) {
            json.set("audits", Json.array(run.audits(), audit -> AuditJson.of(audit, include.inside("audits"))));
        }
    }

    private static ObjectNode source(RunView.Source source) {
        return Json.object()
                .put("name", source.name())
                .put("status", source.status())
                .put("type", source.type());
    }

    private static void add(Set<RunPart> parts, RunPart part, boolean asked) {
        if (asked) {
            parts.add(part);
        }
    }
}
