package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.Stamps;
import dev.arbor.web.Include;
import dev.arbor.web.Json;

/** What a person changed by hand on a run, a task or a handler (engine spec 1.11). */
final class AuditJson {

    private AuditJson() {}

    static ObjectNode of(AuditView audit, Include include) {
        ObjectNode json = Json.object().put("action", audit.action());
        Json.putOrNull(json, "message", audit.message());
        json.put("changes", audit.changes());
        audit.taskId().ifPresentOrElse(id -> json.put("taskId", id), () -> json.putNull("taskId"));
        if (include.details()) {
            json.put("id", audit.id());
        }
        RunJson.stamp(json, new Stamps(audit.createdAt(), audit.createdBy(), audit.createdAt(), audit.createdBy()));
        return json;
    }
}
