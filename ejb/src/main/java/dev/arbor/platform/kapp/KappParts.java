package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.access.DefinitionTable;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexDefinitions;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The collections of kapps: read for many kapps at once, and written from the body of one. */
final class KappParts {

    private static final String KIND = "kappAttributeDefinitions";
    private static final List<String> DEFINITIONS =
            List.of(KIND, "formAttributeDefinitions", "categoryAttributeDefinitions");

    private KappParts() {}

    static void fill(Connection connection, List<Entry> kapps, Set<String> parts) throws SQLException {
        Set<UUID> ids = kapps.stream().map(Entry::id).collect(Collectors.toSet());
        if (parts.contains("attributes") || parts.contains("attributesMap")) {
            attributes(connection, kapps, ids);
        }
        for (String kind : DEFINITIONS) {
            if (parts.contains(kind)) {
                show(kapps, kind, AttributeDefinitions.of(connection, kind, ids));
            }
        }
        if (parts.contains("fields")) {
            var fields = FieldTable.of(connection, ids);
            kapps.forEach(kapp -> {
                ArrayNode list = kapp.document().putArray("fields");
                fields.getOrDefault(kapp.id(), List.of()).forEach(field -> list.add(FieldTable.json(field)));
            });
        }
        if (parts.contains("formTypes")) {
            var types = CategoryTable.formTypes(connection, ids);
            kapps.forEach(kapp -> {
                ArrayNode list = kapp.document().putArray("formTypes");
                types.getOrDefault(kapp.id(), List.of())
                        .forEach(name -> list.addObject().put("name", name));
            });
        }
        if (parts.contains("indexDefinitions")) {
            var definitions = IndexDefinitions.of(connection, ids);
            kapps.forEach(kapp -> {
                ArrayNode list = kapp.document().putArray("indexDefinitions");
                definitions.getOrDefault(kapp.id(), List.of()).forEach(each -> list.add(each.json()));
            });
        }
        if (parts.contains("categories")) {
            var categories = CategoryTable.of(connection, ids);
            kapps.forEach(kapp -> {
                ArrayNode list = kapp.document().putArray("categories");
                categories.getOrDefault(kapp.id(), List.of()).forEach(each -> list.add(each.json()));
            });
        }
        if (parts.contains("categorizations")) {
            var all = CategoryTable.categorizations(connection, ids);
            kapps.forEach(kapp -> {
                ArrayNode list = kapp.document().putArray("categorizations");
                all.stream().filter(each -> each.kappId().equals(kapp.id())).forEach(each -> list.add(each.json()));
            });
        }
        if (parts.contains("securityPolicyDefinitions")) {
            var definitions = DefinitionTable.of(connection, ids);
            kapps.forEach(kapp -> {
                ArrayNode list = kapp.document().putArray("securityPolicyDefinitions");
                definitions.getOrDefault(kapp.id(), List.of()).forEach(each -> list.add(each.json()));
            });
        }
    }

    private static void attributes(Connection connection, List<Entry> kapps, Set<UUID> ids) throws SQLException {
        Map<UUID, List<ObjectNode>> defined = AttributeDefinitions.of(connection, KIND, ids);
        Map<String, ObjectNode> values = AttributeValues.of(
                connection, KIND, ids.stream().map(UUID::toString).toList());
        kapps.forEach(kapp -> AttributeValues.show(
                kapp.document(),
                values.get(kapp.id().toString()),
                AttributeDefinitions.names(defined.getOrDefault(kapp.id(), List.of())),
                ""));
    }

    private static void show(List<Entry> kapps, String name, Map<UUID, List<ObjectNode>> all) {
        kapps.forEach(kapp -> {
            ArrayNode list = kapp.document().putArray(name);
            all.getOrDefault(kapp.id(), List.of()).forEach(list::add);
        });
    }

    /** Fields come before the indexes, which may be by fields of the same body. */
    static void write(Connection connection, Entry kapp, ObjectNode body, boolean withoutSubmissions)
            throws SQLException {
        for (String kind : DEFINITIONS) {
            AttributeDefinitions.replace(connection, kind, kapp.id(), body, "Kapp");
        }
        AttributeValues.write(connection, KIND, kapp.id().toString(), body, "Kapp");
        if (present(body, "fields")) {
            FieldTable.replace(connection, kapp.id(), fields(body.get("fields")));
        }
        if (present(body, "formTypes")) {
            formTypes(connection, kapp.id(), body.get("formTypes"));
        }
        if (present(body, "categories")) {
            categories(connection, kapp.id(), body.get("categories"));
        }
        if (present(body, "indexDefinitions")) {
            Set<String> names = FieldTable.of(connection, kapp.id()).stream()
                    .map(FieldTable.Field::name)
                    .collect(Collectors.toSet());
            List<IndexDefinition> read = IndexDefinitions.read(body.get("indexDefinitions"), names, "Kapp");
            IndexDefinitions.replace(connection, kapp.id(), read, false);
        }
    }

    private static boolean present(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isArray()) {
            throw PlatformRefusal.invalid("Kapp", List.of(sentence(name) + " must be a list"));
        }
        return true;
    }

    private static String sentence(String name) {
        String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static List<FieldTable.Field> fields(JsonNode list) {
        List<FieldTable.Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : list) {
            String name = name(each, "Field");
            if (!names.add(name)) {
                throw PlatformRefusal.invalid(
                        "Kapp", List.of("Field names must be unique and there are 2 with the name \"" + name + "\""));
            }
            String renderType = Documents.text(each, "renderType").orElse("text");
            if (renderType.length() > 50) {
                throw PlatformRefusal.invalid("Kapp", List.of("Render type must have at most 50 characters"));
            }
            fields.add(new FieldTable.Field(name, name, renderType, null));
        }
        return fields;
    }

    private static String name(JsonNode each, String what) {
        String name =
                each.isTextual() ? each.asText() : Documents.text(each, "name").orElse("");
        if (name.isBlank() || name.length() > 255) {
            throw PlatformRefusal.invalid(
                    "Kapp", List.of(what + " names must not be blank, nor longer than 255 characters"));
        }
        return name;
    }

    private static void formTypes(Connection connection, UUID kapp, JsonNode list) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(each -> names.add(name(each, "Form type")));
        Rows.change(connection, "DELETE FROM form_type WHERE kapp_id = ?", kapp);
        List<Object[]> rows = new ArrayList<>();
        names.forEach(name -> rows.add(new Object[] {kapp, name, rows.size()}));
        Rows.batch(connection, "INSERT INTO form_type (kapp_id, name, position) VALUES (?, ?, ?)", rows);
    }

    /** A category that is there keeps what is in it; one that is not named any more is gone. */
    private static void categories(Connection connection, UUID kapp, JsonNode list) throws SQLException {
        Map<String, CategoryTable.Category> before =
                CategoryTable.of(connection, List.of(kapp)).getOrDefault(kapp, List.of()).stream()
                        .collect(Collectors.toMap(CategoryTable.Category::slug, each -> each));
        Set<String> slugs = new HashSet<>();
        int position = 0;
        for (JsonNode each : list) {
            String name = name(each, "Category");
            String slug = Categories.valid(Documents.text(each, "slug").orElseGet(() -> Categories.slugOf(name)));
            if (!slugs.add(slug)) {
                throw PlatformRefusal.invalid(
                        "Kapp",
                        List.of("Category slugs must be unique and there are 2 with the slug \"" + slug + "\""));
            }
            if (before.remove(slug) == null) {
                CategoryTable.insertCategory(
                        connection, kapp, new CategoryTable.Category(UUID.randomUUID(), slug, name), position);
            } else {
                Rows.change(
                        connection,
                        "UPDATE category SET name = ?, position = ? WHERE kapp_id = ? AND slug = ?",
                        name,
                        position,
                        kapp,
                        slug);
            }
            position++;
        }
        for (CategoryTable.Category gone : before.values()) {
            CategoryTable.deleteCategory(connection, gone.id());
        }
    }
}
