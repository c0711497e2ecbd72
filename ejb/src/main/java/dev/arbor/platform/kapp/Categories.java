package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The categories of a kapp, with their attributes. Paths name them by slug or name. */
final class Categories implements NamedThings {

    private static final String KIND = "categoryAttributeDefinitions";

    @Override
    public List<ObjectNode> list(Connection connection, UUID kapp) throws SQLException {
        List<CategoryTable.Category> categories =
                CategoryTable.of(connection, List.of(kapp)).getOrDefault(kapp, List.of());
        Map<String, ObjectNode> values = AttributeValues.of(
                connection,
                KIND,
                categories.stream().map(each -> each.id().toString()).toList());
        List<String> defined = AttributeDefinitions.names(AttributeDefinitions.of(connection, KIND, kapp));
        return categories.stream()
                .map(each -> {
                    ObjectNode json = each.json();
                    AttributeValues.show(json, values.get(each.id().toString()), defined, "");
                    return json;
                })
                .toList();
    }

    @Override
    public List<String> keys() {
        return List.of("slug", "name");
    }

    @Override
    public String create(Connection connection, UUID kapp, ObjectNode body) throws SQLException {
        String name = name(body);
        String slug =
                Documents.text(body, "slug").filter(text -> !text.isBlank()).orElseGet(() -> slugOf(name));
        CategoryTable.Category category = new CategoryTable.Category(UUID.randomUUID(), valid(slug), name);
        try {
            CategoryTable.insertCategory(connection, kapp, category, Integer.MAX_VALUE);
        } catch (SQLException e) {
            throw duplicate(e);
        }
        AttributeValues.write(connection, KIND, category.id().toString(), body, "Category");
        return slug;
    }

    /** What a category is called in paths when nobody says: its name, with hyphens for what is no letter or digit. */
    static String slugOf(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "category" : slug;
    }

    @Override
    public String update(Connection connection, UUID kapp, ObjectNode stored, ObjectNode change) throws SQLException {
        String before = stored.get("slug").asText();
        String slug = Documents.text(change, "slug")
                .filter(text -> !text.isBlank())
                .map(Categories::valid)
                .orElse(before);
        String name = change.has("name") ? name(change) : stored.get("name").asText();
        UUID id = id(connection, kapp, before);
        try {
            Rows.change(connection, "UPDATE category SET slug = ?, name = ? WHERE id = ?", slug, name, id);
        } catch (SQLException e) {
            throw duplicate(e);
        }
        AttributeValues.write(connection, KIND, id.toString(), change, "Category");
        return slug;
    }

    @Override
    public void delete(Connection connection, UUID kapp, ObjectNode stored) throws SQLException {
        CategoryTable.deleteCategory(
                connection, id(connection, kapp, stored.get("slug").asText()));
    }

    private static UUID id(Connection connection, UUID kapp, String slug) throws SQLException {
        return Rows.one(
                        connection,
                        "SELECT id FROM category WHERE kapp_id = ? AND slug = ?",
                        row -> Rows.uuid(row, 1),
                        kapp,
                        slug)
                .orElseThrow(() -> PlatformRefusal.missing("Category", slug));
    }

    private static String name(ObjectNode body) {
        return Documents.text(body, "name")
                .filter(name -> !name.isBlank() && name.length() <= 255)
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "Category", List.of("Name must not be blank, nor longer than 255 characters")));
    }

    /** A slug that may be one. */
    static String valid(String slug) {
        if (!StoredKapps.SLUG.matcher(slug).matches()) {
            throw PlatformRefusal.invalid(
                    "Category",
                    List.of("Slug must be letters, digits, hyphens and underscores alone, but is '" + slug + "'"));
        }
        return slug;
    }

    private static RuntimeException duplicate(SQLException e) throws SQLException {
        if (Rows.isDuplicate(e)) {
            return PlatformRefusal.duplicate("category", "slug");
        }
        throw e;
    }
}
