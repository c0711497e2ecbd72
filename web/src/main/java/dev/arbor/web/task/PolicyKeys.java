package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.engine.api.PolicyRules.Key;
import dev.arbor.engine.api.PolicyRules.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Policy rules as sources and categories name them: by type and name, whatever else is said of them. */
final class PolicyKeys {

    private PolicyKeys() {}

    /** The rule that a body names. */
    static Key of(JsonNode json, Type otherwise) {
        Body body = Body.of(json);
        return key(body, otherwise);
    }

    /** A list of rules, or of their names; empty when there is none. */
    static Optional<List<Key>> of(JsonNode list, String field, Type otherwise) {
        if (list.isMissingNode() || list.isNull()) {
            return Optional.empty();
        }
        if (!list.isArray()) {
            throw Body.wrong(field, "a list", list);
        }
        List<Key> keys = new ArrayList<>();
        for (JsonNode each : list) {
            keys.add(
                    each.isTextual()
                            ? new Key(otherwise, Body.storable(field, each.textValue()))
                            : key(Body.of(each), otherwise));
        }
        return Optional.of(keys);
    }

    private static Key key(Body body, Type otherwise) {
        String name = body.requiredText("name");
        return body.text("type").map(type -> Key.of(type, name)).orElseGet(() -> new Key(otherwise, name));
    }
}
