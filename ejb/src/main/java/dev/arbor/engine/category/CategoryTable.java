package dev.arbor.engine.category;

import dev.arbor.engine.api.Stamps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of categories, and which handlers are in them. */
final class CategoryTable {

    private static final String SELECT =
            "SELECT name, description, created_at, created_by, updated_at, updated_by FROM task_category";

    /** Row of {@code task_category}. */
    record Row(String name, String description, Stamps stamps) {}

    private CategoryTable() {}

    static List<Row> all(Connection connection) throws SQLException {
        return rows(connection, SELECT + " ORDER BY name");
    }

    static Optional<Row> find(Connection connection, String name) throws SQLException {
        return rows(connection, SELECT + " WHERE name = ?", name).stream().findFirst();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<Row> lock(Connection connection, String name) throws SQLException {
        return rows(connection, SELECT + " WHERE name = ? FOR UPDATE", name).stream()
                .findFirst();
    }

    static void insert(Connection connection, Row row) throws SQLException {
        change(
                connection,
                "INSERT INTO task_category (name, description, created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                row.name(),
                row.description(),
                Timestamp.from(row.stamps().createdAt()),
                row.stamps().createdBy(),
                Timestamp.from(row.stamps().updatedAt()),
                row.stamps().updatedBy());
    }

    static void update(Connection connection, String name, Row row) throws SQLException {
        change(
                connection,
                "UPDATE task_category SET name = ?, description = ?, updated_at = ?, updated_by = ? WHERE name = ?",
                row.name(),
                row.description(),
                Timestamp.from(row.stamps().updatedAt()),
                row.stamps().updatedBy(),
                name);
    }

    static void delete(Connection connection, String name) throws SQLException {
        change(connection, "DELETE FROM task_category WHERE name = ?", name);
    }

    /** Definition ids by the name of the category, sorted; of one category where it is named. */
    static Map<String, List<String>> handlers(Connection connection, Optional<String> name) throws SQLException {
        Map<String, List<String>> handlers = new TreeMap<>();
        String sql = "SELECT category_name, definition_id FROM category_handler"
                + (name.isPresent() ? " WHERE category_name = ?" : "") + " ORDER BY definition_id";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (name.isPresent()) {
                query.setString(1, name.get());
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    handlers.computeIfAbsent(row.getString(1), each -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
        }
        return handlers;
    }

    /** Names of categories by definition id, sorted. */
    static Map<String, List<String>> ofHandlers(Connection connection) throws SQLException {
        Map<String, List<String>> categories = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> each :
                handlers(connection, Optional.empty()).entrySet()) {
            for (String handler : each.getValue()) {
                categories.computeIfAbsent(handler, id -> new ArrayList<>()).add(each.getKey());
            }
        }
        return categories;
    }

    static void addHandler(Connection connection, String name, String definitionId) throws SQLException {
        change(
                connection,
                "INSERT INTO category_handler (category_name, definition_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                name,
                definitionId);
    }

    /** Says whether it was in it. */
    static boolean removeHandler(Connection connection, String name, String definitionId) throws SQLException {
        return change(
                        connection,
                        "DELETE FROM category_handler WHERE category_name = ? AND definition_id = ?",
                        name,
                        definitionId)
                > 0;
    }

    static void clear(Connection connection, String name) throws SQLException {
        change(connection, "DELETE FROM category_handler WHERE category_name = ?", name);
    }

    static void forget(Connection connection, String definitionId) throws SQLException {
        change(connection, "DELETE FROM category_handler WHERE definition_id = ?", definitionId);
    }

    private static List<Row> rows(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            new Stamps(
                                    row.getTimestamp(3).toInstant(),
                                    row.getString(4),
                                    row.getTimestamp(5).toInstant(),
                                    row.getString(6))));
                }
                return rows;
            }
        }
    }

    private static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
