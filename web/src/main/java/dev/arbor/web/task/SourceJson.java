package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.PolicyRules.RuleView;
import dev.arbor.engine.api.Sources.Draft;
import dev.arbor.engine.api.Sources.SourceView;
import dev.arbor.engine.api.Sources.TreeWords;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source as the Task API shows it and takes it (engine spec 1.4 and 5.8). */
final class SourceJson {

    private SourceJson() {}

    /**
     * What is shown beside sources, read for all of them at once, by their names.
     *
     * @param words what their trees are called
     * @param trees the trees themselves
     */
    record Beside(Map<String, List<RuleView>> rules, TreeWords words, Map<String, List<ObjectNode>> trees) {}

    static ObjectNode write(SourceView source, Beside beside, Include include) {
        ObjectNode json = Json.object()
                .put("name", source.name())
                .put("status", source.status())
                .put("type", source.type());
        if (include.details()) {
            RunJson.stamp(json, source.stamps());
        }
        if (include.has("properties")) {
            ObjectNode properties = json.putObject("properties");
            source.properties().forEach((name, value) -> Json.putOrNull(properties, name, value));
        }
        if (include.has("policyRules")) {
            json.set(
                    "policyRules",
                    Json.array(beside.rules().getOrDefault(source.name(), List.of()), PolicyRuleJson::plain));
        }
        if (include.has("predefinedSourceGroups")) {
            json.set("predefinedSourceGroups", Json.texts(source.groups()));
        }
        if (include.has("predefinedTreeNames")) {
            json.set("predefinedTreeNames", Json.texts(source.trees()));
        }
        if (include.has("sourceGroups")) {
            json.set("sourceGroups", Json.texts(beside.words().groups().getOrDefault(source.name(), List.of())));
        }
        if (include.has("treeNames")) {
            json.set("treeNames", Json.texts(beside.words().trees().getOrDefault(source.name(), List.of())));
        }
        if (include.has("trees")) {
            json.set("trees", Json.array(beside.trees().getOrDefault(source.name(), List.of()), each -> each));
        }
        return json;
    }

    static Draft read(JsonNode json) {
        Body body = Body.of(json);
        return new Draft(
                body.text("name"),
                body.text("status"),
                body.text("type"),
                properties(body.value("properties")),
                PolicyKeys.of(body.value("policyRules"), "policyRules", PolicyRules.Type.API_ACCESS));
    }

    /** A null stays apart from an empty text: it is what a client reads of a secret, and must not wipe it. */
    static Map<String, Optional<String>> properties(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Map.of();
        }
        if (!json.isObject()) {
            throw Body.wrong("properties", "an object", json);
        }
        Map<String, Optional<String>> properties = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                throw Body.wrong(
                        field.getKey(),
                        "a text",
                        Json.object().put("kind", field.getValue().getNodeType().name()));
            }
            properties.put(
                    field.getKey(),
                    field.getValue().isNull()
                            ? Optional.empty()
                            : Optional.of(Body.storable(
                                    "the property '" + field.getKey() + "'",
                                    field.getValue().asText())));
        });
        return properties;
    }
}
