package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.kapp.FieldTable.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pages of a form, checked, and the fields in them.
 *
 * @param pages with every property of every element
 * @param fields in the order of the pages
 */
record Pages(ArrayNode pages, List<Field> fields) {

    /**
     * Reads pages.
     *
     * @param before the fields that the form had; a field without a key keeps the one that it had by its name
     * @param findings takes what is wrong
     */
    static Pages read(JsonNode json, List<Field> before, List<String> findings) {
        ArrayNode pages = new Elements(findings).pages(json);
        Set<String> names = new HashSet<>();
        for (JsonNode page : pages) {
            if (!names.add(page.path("name").asText())) {
                findings.add(twice("Page names", page.path("name").asText()));
            }
        }
        return new Pages(pages, fields(pages, before, findings));
    }

    private static List<Field> fields(ArrayNode pages, List<Field> before, List<String> findings) {
        Map<String, String> keys = new HashMap<>();
        before.forEach(field -> keys.put(field.name(), field.key()));
        List<ObjectNode> all =
                Elements.fields(pages).stream().map(Elements.FieldAt::field).toList();
        Set<String> taken = new HashSet<>(keys.values());
        all.forEach(field -> taken.add(field.path("key").asText("")));
        Set<String> names = new HashSet<>();
        Set<String> used = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        for (ObjectNode field : all) {
            String name = field.path("name").asText("");
            if (!names.add(name)) {
                findings.add(twice("Field names", name));
            }
            if (field.path("key").asText("").isEmpty() || field.path("key").isNull()) {
                field.put("key", keys.containsKey(name) ? keys.get(name) : free(taken));
            }
            String key = field.get("key").asText();
            if (!used.add(key)) {
                findings.add(twice("Field keys", key));
            }
            fields.add(new Field(
                    name,
                    key,
                    field.path("renderType").asText(),
                    field.path("dataType").asText()));
        }
        return fields;
    }

    private static String free(Set<String> taken) {
        int number = 1;
        while (!taken.add("f" + number)) {
            number++;
        }
        return "f" + number;
    }

    private static String twice(String what, String name) {
        return what + " must be unique and there are 2 with the name \"" + name + "\"";
    }
}
