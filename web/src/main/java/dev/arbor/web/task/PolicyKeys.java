package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.PolicyRules.Key;
import dev.arbor.engine.api.PolicyRules.RuleView;
import dev.arbor.engine.api.PolicyRules.Type;
import dev.arbor.web.Json;
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

    /** A rule in full, as installers export it. */
    static ObjectNode write(RuleView rule) {
        return Json.object()
                .put("name", rule.key().name())
                .put("rule", rule.rule())
                .put("message", rule.message())
                .put("type", rule.key().type().label());
    }

    private static Key key(Body body, Type otherwise) {
        String name = body.requiredText("name");
        return body.text("type").map(type -> Key.of(type, name)).orElseGet(() -> new Key(otherwise, name));
    }
}
