package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.PolicyRules.RuleView;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.List;

/** Policy rules on the wire (engine spec 1.11). */
final class PolicyRuleJson {

    private PolicyRuleJson() {}

    static ObjectNode write(RuleView rule, Include include) {
        ObjectNode json = plain(rule);
        if (include.details()) {
            json.put("id", rule.id().toString());
        }
        Stamped.write(json, include, rule.createdAt(), rule.createdBy(), rule.updatedAt(), rule.updatedBy());
        if (include.has("categories")) {
            json.set("categories", names(rule.categories()));
        }
        if (include.has("sources")) {
            json.set("sources", names(rule.sources()));
        }
        if (include.has("consolePolicyRules")) {
            ArrayNode areas = json.putArray("consolePolicyRules");
            rule.areas().forEach(area -> areas.addObject()
                    .put("name", area)
                    .put("policyRule", rule.key().name()));
        }
        return json;
    }

    /** The rule as other things show the rules that are assigned to them. */
    static ObjectNode plain(RuleView rule) {
        return Json.object()
                .put("name", rule.key().name())
                .put("type", rule.key().type().label())
                .put("rule", rule.rule())
                .put("message", rule.message());
    }

    private static ArrayNode names(List<String> names) {
        return Json.array(names, name -> Json.object().put("name", name));
    }
}
