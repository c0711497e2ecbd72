package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of categories, of form types, and of what is in which category. */
public final class CategoryTable {

    private CategoryTable() {}

    /** A category. */
    public record Category(UUID id, String slug, String name) {

        /** As the API shows it. */
        public ObjectNode json() {
            return Documents.object().put("name", name).put("slug", slug);
        }
    }

    /** A form in a category. */
    public record Categorization(UUID kappId, UUID formId, Category category, String formName, String formSlug) {

        /** As the API shows it. */
        public ObjectNode json() {
            ObjectNode json = Documents.object();
            json.set("category", category.json());
            json.putObject("form").put("name", formName).put("slug", formSlug);
            return json;
        }
    }

    /** Those of several kapps; a kapp that has none is absent. */
    public static Map<UUID, List<Category>> of(Connection connection, Collection<UUID> kapps) throws SQLException {
        Map<UUID, List<Category>> all = new HashMap<>();
        if (!kapps.isEmpty()) {
            Rows.list(
                    connection,
                    "SELECT kapp_id, id, slug, name FROM category WHERE kapp_id IN (" + Rows.marks(kapps.size())
                            + ") ORDER BY position, slug",
                    row -> all.computeIfAbsent(Rows.uuid(row, 1), kapp -> new ArrayList<>())
                            .add(new Category(Rows.uuid(row, 2), row.getString(3), row.getString(4))),
                    kapps.toArray());
        }
        return all;
    }

    /** What is categorized in several kapps. */
    public static List<Categorization> categorizations(Connection connection, Collection<UUID> kapps)
            throws SQLException {
        return kapps.isEmpty()
                ? List.of()
                : Rows.list(
                        connection,
                        "SELECT c.kapp_id, f.id, c.id, c.slug, c.name, f.name, f.slug FROM categorization z"
                                + " JOIN category c ON c.id = z.category_id JOIN form f ON f.id = z.form_id"
                                + " WHERE c.kapp_id IN (" + Rows.marks(kapps.size()) + ") ORDER BY c.slug, f.slug",
                        row -> new Categorization(
                                Rows.uuid(row, 1),
                                Rows.uuid(row, 2),
                                new Category(Rows.uuid(row, 3), row.getString(4), row.getString(5)),
                                row.getString(6),
                                row.getString(7)),
                        kapps.toArray());
    }

    /** The form types of several kapps; a kapp that has none is absent. */
    static Map<UUID, List<String>> formTypes(Connection connection, Collection<UUID> kapps) throws SQLException {
        Map<UUID, List<String>> all = new HashMap<>();
        if (!kapps.isEmpty()) {
            Rows.list(
                    connection,
                    "SELECT kapp_id, name FROM form_type WHERE kapp_id IN (" + Rows.marks(kapps.size())
                            + ") ORDER BY position, name",
                    row -> all.computeIfAbsent(Rows.uuid(row, 1), kapp -> new ArrayList<>())
                            .add(row.getString(2)),
                    kapps.toArray());
        }
        return all;
    }

    static void insertCategory(Connection connection, UUID kapp, Category category, int position) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO category (id, kapp_id, slug, name, position) VALUES (?, ?, ?, ?, ?)",
                category.id,
                kapp,
                category.slug,
                category.name,
                position);
    }

    static void deleteCategory(Connection connection, UUID id) throws SQLException {
        Rows.change(connection, "DELETE FROM categorization WHERE category_id = ?", id);
        Rows.change(connection, "DELETE FROM attribute_value WHERE owner_id = ?", id.toString());
        Rows.change(connection, "DELETE FROM category WHERE id = ?", id);
    }

    /** Puts a form into a category; doing so twice changes nothing. */
    public static void categorize(Connection connection, UUID category, UUID form) throws SQLException {
        if (Rows.one(
                        connection,
                        "SELECT 1 FROM categorization WHERE category_id = ? AND form_id = ?",
                        row -> row.getInt(1),
                        category,
                        form)
                .isEmpty()) {
            Rows.change(connection, "INSERT INTO categorization (category_id, form_id) VALUES (?, ?)", category, form);
        }
    }
}
