package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Trees;
import dev.arbor.web.Json;
import java.util.List;

/** Which trees use a routine or a handler (engine spec 5.1 and 5.5). */
final class UsageJson {

    private UsageJson() {}

    static ObjectNode of(String key, List<Trees.Use> uses) {
        long routines = uses.stream().filter(use -> !use.type().equals("Tree")).count();
        ObjectNode reply = Json.object();
        reply.set(key, Json.array(uses, use -> Json.object()
                .put("type", use.type())
                .put("source", use.sourceName())
                .put("group", use.sourceGroup())
                .put("name", use.name())
                .put("id", use.id())
                .put("title", use.sourceName() + " :: " + use.sourceGroup() + " :: " + use.name())
                .put("updatedAt", Json.moment(use.updatedAt()))
                .put("nodeCount", use.nodeCount())));
        return reply.put("totalTrees", uses.size() - routines)
                .put("totalRoutines", routines)
                .put("totalNodes", uses.stream().mapToInt(Trees.Use::nodeCount).sum());
    }
}
