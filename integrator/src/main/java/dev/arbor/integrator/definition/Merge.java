package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Deep merge: objects are merged, everything else is replaced (integrator spec 1.7). */
final class Merge {

    private Merge() {}

    /** What a base becomes with a change over it; neither is changed. */
    static ObjectNode of(ObjectNode base, ObjectNode change) {
        ObjectNode merged = base.deepCopy();
        for (Map.Entry<String, JsonNode> each : change.properties()) {
            JsonNode old = merged.get(each.getKey());
            if (old instanceof ObjectNode object && each.getValue() instanceof ObjectNode inner) {
                merged.set(each.getKey(), of(object, inner));
            } else {
                merged.set(each.getKey(), each.getValue().deepCopy());
            }
        }
        return merged;
    }
}
