package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Categories;
import dev.arbor.engine.api.Categories.CategoryView;
import dev.arbor.engine.api.Categories.Draft;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A category as the Task API shows it and takes it (engine spec 1.11 and 5.6). */
final class CategoryJson {

    private CategoryJson() {}

    /**
     * What is shown of the members of categories, read for all categories at once.
     *
     * @param handlers by definition id
     * @param trees by id
     * @param rules by the name of the category
     */
    record Members(
            Map<String, ObjectNode> handlers, Map<Long, ObjectNode> trees, Map<String, List<ObjectNode>> rules) {}

    static ObjectNode write(CategoryView category, Members members, Include include) {
        ObjectNode json = Json.object()
                .put("name", category.name())
                .put("description", category.description())
                .put("type", category.type());
        if (include.details()) {
            RunJson.stamp(json, category.stamps());
        }
        if (include.has("handlers")) {
            json.set("handlers", Json.array(present(category.handlers(), members.handlers()), each -> each));
        }
        if (include.has("trees")) {
            json.set("trees", Json.array(present(category.routines(), members.trees()), each -> each));
        }
        if (include.has("policyRules")) {
            json.set("policyRules", Json.array(members.rules().getOrDefault(category.name(), List.of()), each -> each));
        }
        return json;
    }

    private static <K> List<ObjectNode> present(List<K> keys, Map<K, ObjectNode> known) {
        return keys.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    /** A category where it is named as what something else is in. */
    static ObjectNode named(String name, Map<String, String> descriptions) {
        return Json.object()
                .put("name", name)
                .put("description", descriptions.get(name))
                .put("type", name.equals(Categories.SYSTEM_CONTROLS) ? "Integrated" : "Stored");
    }

    static Draft read(JsonNode json) {
        Body body = Body.of(json);
        return new Draft(
                body.text("name"),
                body.text("description"),
                body.text("type"),
                names(body, "handlers", "definitionId"),
                names(body, "trees", "definitionId"),
                rules(body.value("policyRules")));
    }

    /** A list of texts, or of objects that have them under a key, as they are read. */
    static Optional<List<String>> names(Body body, String field, String key) {
        JsonNode list = body.value(field);
        if (list.isMissingNode() || list.isNull()) {
            return Optional.empty();
        }
        if (!list.isArray()) {
            throw Body.wrong(field, "a list", list);
        }
        List<String> names = new ArrayList<>();
        for (JsonNode each : list) {
            JsonNode name = each.isObject() ? each.path(key) : each;
            if (!name.isTextual() || name.textValue().isBlank()) {
                throw Body.wrong(field, "texts, or objects with a " + key + ",", each);
            }
            names.add(Body.storable(field, name.textValue()));
        }
        return Optional.of(names);
    }

    /** Names of rules of the type Category Access, or rules with their types. */
    private static Optional<List<PolicyRules.Key>> rules(JsonNode list) {
        return PolicyKeys.of(list, "policyRules", PolicyRules.Type.CATEGORY_ACCESS);
    }
}
