package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Stamps;
import dev.arbor.engine.api.Trees.Input;
import dev.arbor.engine.api.Trees.Output;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.List;

/** The tree of a run, a trigger or an error as JSON: always an object, never a name (engine spec 1.5 and 8.21). */
final class RunTreeJson {

    private RunTreeJson() {}

    static ObjectNode of(TreeView tree, Include include) {
        ObjectNode json = Json.object();
        if (include.details()) {
            json.put("id", tree.id());
            RunJson.stamp(json, new Stamps(tree.createdAt(), tree.createdBy(), tree.updatedAt(), tree.updatedBy()));
            json.put("guid", tree.guid());
            Json.putOrNull(json, "event", tree.event());
            Json.putOrNull(json, "platformItemType", tree.platformItemType());
            Json.putOrNull(json, "platformItemId", tree.platformItemId());
        }
        json.put("name", tree.name());
        json.put("title", tree.title());
        json.put("sourceName", tree.sourceName());
        json.put("sourceGroup", tree.sourceGroup());
        json.put("type", tree.type());
        json.put("status", tree.status());
        Json.putOrNull(json, "notes", tree.notes());
        Json.putOrNull(json, "ownerEmail", tree.ownerEmail());
        json.put("versionId", Integer.toString(tree.version()));
        tree.definitionId().ifPresent(id -> json.put("definitionId", id));
        if (include.has("inputs")) {
            json.set("inputs", Json.array(tree.parts().inputs().orElse(List.of()), RunTreeJson::input));
        }
        if (include.has("outputs")) {
            json.set("outputs", Json.array(tree.parts().outputs().orElse(List.of()), RunTreeJson::output));
        }
        return json;
    }

    private static ObjectNode input(Input input) {
        return Json.object()
                .put("name", input.name())
                .put("defaultValue", input.defaultValue())
                .put("description", input.description())
                .put("required", input.required());
    }

    private static ObjectNode output(Output output) {
        return Json.object().put("name", output.name()).put("description", output.description());
    }
}
