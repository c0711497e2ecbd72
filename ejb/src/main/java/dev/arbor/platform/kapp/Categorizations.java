package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Which forms of a kapp are in which categories. They are listed and made one by one here. */
final class Categorizations implements NamedThings {

    @Override
    public List<ObjectNode> list(Connection connection, UUID kapp) throws SQLException {
        return CategoryTable.categorizations(connection, List.of(kapp)).stream()
                .map(each -> each.json().put("name", each.category().slug() + "_" + each.formSlug()))
                .toList();
    }

    @Override
    public List<String> keys() {
        return List.of("name");
    }

    @Override
    public String create(Connection connection, UUID kapp, ObjectNode body) throws SQLException {
        String category = slug(body, "category");
        String form = slug(body, "form");
        CategoryTable.categorize(
                connection, id(connection, kapp, "category", category), id(connection, kapp, "form", form));
        return category + "_" + form;
    }

    private static String slug(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        return (value.isObject() ? Documents.text(value, "slug") : Documents.text(body, name))
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "Categorization", List.of("Category and form must be there, each with its slug")));
    }

    private static UUID id(Connection connection, UUID kapp, String table, String slug) throws SQLException {
        return Rows.one(
                        connection,
                        "SELECT id FROM " + table + " WHERE kapp_id = ? AND slug = ?",
                        row -> Rows.uuid(row, 1),
                        kapp,
                        slug)
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "Categorization", List.of("Unable to locate the " + slug + " " + table)));
    }

    @Override
    public String update(Connection connection, UUID kapp, ObjectNode stored, ObjectNode change) {
        throw new UnsupportedOperationException("Expected no change of a categorization: none is offered.");
    }

    @Override
    public void delete(Connection connection, UUID kapp, ObjectNode stored) {
        throw new UnsupportedOperationException("Expected no removal of a categorization: none is offered.");
    }
}
