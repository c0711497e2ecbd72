package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.TriggerPart;
import dev.arbor.engine.api.TriggerView;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.EnumSet;
import java.util.Set;

/** A trigger as JSON (engine spec 1.8); {@code runId} is ours (8.3). */
final class TriggerJson {

    private TriggerJson() {}

    /** What has to be fetched for what is included. */
    static Set<TriggerPart> parts(Include include) {
        Set<TriggerPart> parts = EnumSet.noneOf(TriggerPart.class);
        if (include.has("branchHeadTrigger")) {
            parts.add(TriggerPart.BRANCH_HEAD);
        }
        if (include.has("run")) {
            parts.add(TriggerPart.RUN);
        }
        if (include.has("tree")) {
            parts.add(TriggerPart.TREE);
        }
        return parts;
    }

    static ObjectNode of(TriggerView trigger, Include include) {
        ObjectNode json = Json.object();
        if (include.details()) {
            json.put("id", trigger.id());
            RunJson.stamp(json, trigger.stamps());
        }
        json.put("runId", trigger.runId());
        json.put("action", trigger.action());
        json.put("branchId", trigger.branchId());
        Json.putOrNull(json, "engineIdentification", trigger.engineIdentification());
        Json.putOrNull(json, "flags", trigger.flags());
        json.put("loopIndex", trigger.loopIndex());
        Json.putOrNull(json, "managementAction", trigger.managementAction());
        Json.putOrNull(json, "message", trigger.message());
        json.put("mode", trigger.mode());
        Json.putOrNull(json, "nodeId", trigger.nodeId());
        Json.putOrNull(json, "nodeName", trigger.nodeName());
        json.put("originator", trigger.originator());
        json.set("results", Json.value(trigger.results()));
        json.put("scheduledAt", Json.moment(trigger.scheduledAt()));
        Json.putOrNull(json, "selectionCriterion", trigger.selectionCriterion());
        json.put("status", trigger.status());
        Json.putOrNull(json, "token", trigger.token());
        json.put("type", trigger.type());
        trigger.run().ifPresent(run -> json.set("run", RunJson.of(run, include.inside("run"))));
        trigger.tree().ifPresent(tree -> json.set("tree", TreeJson.write(tree, include.inside("tree"))));
        trigger.branchHead()
                .ifPresent(head -> json.set("branchHeadTrigger", of(head, include.inside("branchHeadTrigger"))));
        return json;
    }
}
