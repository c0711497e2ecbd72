package dev.arbor.platform.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import java.util.List;
import java.util.Map;

/**
 * Something named in a model: which texts it has, and which lists of such things. Whatever else is in it is left out.
 *
 * @param noun as a message calls it
 * @param texts beside its name
 */
record ModelPart(String noun, List<String> texts, Map<String, ModelPart> lists) {

    private static final int LONGEST = 255;

    private static final ModelPart ATTRIBUTE = new ModelPart("Attribute", List.of(), Map.of());

    private static final ModelPart MAPPING = new ModelPart(
            "Mapping",
            List.of("agentSlug", "bridgeSlug", "structure"),
            Map.of(
                    "attributes", new ModelPart("Mapping attribute", List.of("structureField"), Map.of()),
                    "qualifications", new ModelPart("Mapping qualification", List.of("query"), Map.of())));

    private static final ModelPart QUALIFICATION = new ModelPart(
            "Qualification",
            List.of("resultType"),
            Map.of("parameters", new ModelPart("Qualification parameter", List.of("notes"), Map.of())));

    /** A model itself. */
    static final ModelPart MODEL = new ModelPart(
            "Model",
            List.of("activeMappingName", "status"),
            Map.of("attributes", ATTRIBUTE, "mappings", MAPPING, "qualifications", QUALIFICATION));

    /** Takes over what a body says; what is wrong with it is added to the findings. */
    ObjectNode read(JsonNode body, ObjectNode before, List<String> findings) {
        ObjectNode after = before.deepCopy();
        text(body, "name", after, findings);
        String name = Documents.text(after, "name").orElse("");
        if (name.isBlank() || name.length() > LONGEST) {
            findings.add(noun + " names must not be blank, nor longer than " + LONGEST + " characters");
        }
        texts.forEach(each -> text(body, each, after, findings));
        lists.forEach((list, part) -> {
            if (body.hasNonNull(list)) {
                after.set(list, part.all(list, body.get(list), findings));
            } else if (!after.has(list)) {
                after.putArray(list);
            }
        });
        return after;
    }

    private void text(JsonNode body, String property, ObjectNode after, List<String> findings) {
        JsonNode value = body.path(property);
        if (value.isTextual() || value.isNull()) {
            after.set(property, value);
        } else if (!value.isMissingNode()) {
            findings.add(noun + ": " + property + " must be a string");
        } else if (!after.has(property)) {
            after.putNull(property);
        }
    }

    private ArrayNode all(String list, JsonNode given, List<String> findings) {
        ArrayNode all = Documents.list();
        if (!given.isArray()) {
            findings.add(list + " must be a list");
            return all;
        }
        for (JsonNode each : given) {
            if (each.isObject()) {
                all.add(read(each, Documents.object(), findings));
            } else {
                findings.add(list + " must be a list of objects");
            }
        }
        return all;
    }
}
