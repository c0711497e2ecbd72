package dev.arbor.engine.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.engine.api.Stamps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of sources. */
final class SourceTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS =
            "name, status, type, properties, secret_owner, secrets, created_at, created_by, updated_at, updated_by";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM source";

    private SourceTable() {}

    static List<SourceRow> list(Connection connection, int limit, int offset) throws SQLException {
        return rows(
                connection, SELECT + " ORDER BY name LIMIT ? OFFSET ?", limit > 0 ? limit : Integer.MAX_VALUE, offset);
    }

    static long count(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM source");
    }

    static Optional<SourceRow> find(Connection connection, String name) throws SQLException {
        return rows(connection, SELECT + " WHERE name = ?", name).stream().findFirst();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<SourceRow> lock(Connection connection, String name) throws SQLException {
        return rows(connection, SELECT + " WHERE name = ? FOR UPDATE", name).stream()
                .findFirst();
    }

    static void insert(Connection connection, SourceRow row) throws SQLException {
        change(
                connection,
                "INSERT INTO source (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.name(),
                row.status(),
                row.type(),
                json(row.properties()),
                row.secretOwner().orElse(null),
                json(row.secrets()),
                Timestamp.from(row.stamps().createdAt()),
                row.stamps().createdBy(),
                Timestamp.from(row.stamps().updatedAt()),
                row.stamps().updatedBy());
    }

    /** Trees go with the name of their source; what rules are assigned to does so by itself. */
    static void update(Connection connection, String name, SourceRow row) throws SQLException {
        change(
                connection,
                "UPDATE source SET name = ?, status = ?, type = ?, properties = ?, secret_owner = ?, secrets = ?,"
                        + " updated_at = ?, updated_by = ? WHERE name = ?",
                row.name(),
                row.status(),
                row.type(),
                json(row.properties()),
                row.secretOwner().orElse(null),
                json(row.secrets()),
                Timestamp.from(row.stamps().updatedAt()),
                row.stamps().updatedBy(),
                name);
        if (!row.name().equals(name)) {
            change(connection, "UPDATE tree SET source_name = ? WHERE source_name = ?", row.name(), name);
        }
    }

    static void delete(Connection connection, String name) throws SQLException {
        change(connection, "DELETE FROM source WHERE name = ?", name);
    }

    /** How many trees that are there belong to a source. */
    static long trees(Connection connection, String name) throws SQLException {
        return number(connection, "SELECT count(*) FROM tree WHERE deleted_id = 0 AND source_name = ?", name);
    }

    /** What trees of sources have in a column, sorted, by the name of the source. */
    static Map<String, List<String>> ofTrees(Connection connection, String column, Collection<String> names)
            throws SQLException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (names.isEmpty()) {
            return found;
        }
        String marks = "?, ".repeat(names.size() - 1) + "?";
        try (PreparedStatement query = connection.prepareStatement("SELECT DISTINCT source_name, " + column
                + " FROM tree WHERE deleted_id = 0 AND source_name IN (" + marks + ") ORDER BY source_name, "
                + column)) {
            bind(query, names.toArray());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
        }
        return found;
    }

    private static List<SourceRow> rows(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                List<SourceRow> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(read(row));
                }
                return rows;
            }
        }
    }

    private static SourceRow read(ResultSet row) throws SQLException {
        return new SourceRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                texts(row.getString(1), row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                texts(row.getString(1), row.getString(6)),
                new Stamps(
                        row.getTimestamp(7).toInstant(),
                        row.getString(8),
                        row.getTimestamp(9).toInstant(),
                        row.getString(10)));
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setString(i + 1, null);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private static String json(Map<String, String> texts) {
        return JSON.valueToTree(texts).toString();
    }

    private static Map<String, String> texts(String source, String json) {
        try {
            return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Expected the properties of the source '" + source + "' to be JSON, but they are not.", e);
        }
    }
}
