package dev.arbor.engine.category;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which categories routines are in: a list of names in the row of the tree, which goes with it whatever it is called. */
final class RoutineCategories {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "SELECT id, categories FROM tree WHERE deleted_id = 0 AND definition_id IS NOT NULL";

    /** A routine and the names of its categories. */
    record Row(long id, List<String> names) {}

    private RoutineCategories() {}

    /** Those that are in a category at all, in the order of their definition ids. */
    static List<Row> all(Connection connection) throws SQLException {
        return rows(connection, SELECT + " AND categories <> '[]' ORDER BY definition_id");
    }

    /** The routine of a definition, which nobody else changes until the transaction ends. */
    static Optional<Row> lock(Connection connection, String definitionId) throws SQLException {
        return rows(connection, SELECT + " AND definition_id = ? FOR UPDATE", definitionId).stream()
                .findFirst();
    }

    static void add(Connection connection, Row row, String name) throws SQLException {
        if (!row.names().contains(name)) {
            List<String> names = new ArrayList<>(row.names());
            names.add(name);
            write(connection, row.id(), names);
        }
    }

    static void remove(Connection connection, Row row, String name) throws SQLException {
        write(
                connection,
                row.id(),
                row.names().stream().filter(each -> !each.equals(name)).toList());
    }

    /** A category has another name in every tree, deleted ones too; an empty one takes it out of them. */
    static void rename(Connection connection, String from, Optional<String> to) throws SQLException {
        for (Row row : rows(connection, "SELECT id, categories FROM tree WHERE categories <> '[]' FOR UPDATE")) {
            if (row.names().contains(from)) {
                List<String> names = new ArrayList<>();
                row.names().forEach(name -> (name.equals(from) ? to : Optional.of(name)).ifPresent(names::add));
                write(connection, row.id(), names);
            }
        }
    }

    private static List<Row> rows(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(new Row(row.getLong(1), names(row.getString(2))));
                }
                return rows;
            }
        }
    }

    private static void write(Connection connection, long id, List<String> names) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE tree SET categories = ? WHERE id = ?")) {
            update.setString(1, JSON.valueToTree(names).toString());
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    private static List<String> names(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected the categories of a tree to be a list, but they are not.", e);
        }
    }
}
