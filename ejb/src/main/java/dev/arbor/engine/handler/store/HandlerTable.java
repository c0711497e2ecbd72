package dev.arbor.engine.handler.store;

import dev.arbor.engine.handler.PausedHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of handlers and their properties. */
final class HandlerTable {

    private static final String COLUMNS = "definition_id, name, description, status, selection_criterion, checksum,"
            + " secret_owner, node_xml, info_xml, created_at, created_by, updated_at, updated_by";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM handler";

    private HandlerTable() {}

    static Optional<HandlerRow> find(Connection connection, String definitionId) throws SQLException {
        return first(connection, SELECT + " WHERE definition_id = ?", definitionId);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<HandlerRow> lock(Connection connection, String definitionId) throws SQLException {
        return first(connection, SELECT + " WHERE definition_id = ? FOR UPDATE", definitionId);
    }

    static long count(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM handler");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A page of them. */
    static List<HandlerRow> list(Connection connection, int limit, int offset) throws SQLException {
        String sql = SELECT + " ORDER BY definition_id LIMIT ? OFFSET ?";
        return list(connection, sql, limit > 0 ? (Object) limit : Integer.MAX_VALUE, offset);
    }

    /** Definition ids of those that are paused, sorted. */
    static List<String> paused(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT definition_id FROM handler WHERE status = ? ORDER BY definition_id")) {
            query.setString(1, PausedHandlers.PAUSED);
            try (ResultSet row = query.executeQuery()) {
                List<String> paused = new ArrayList<>();
                while (row.next()) {
                    paused.add(row.getString(1));
                }
                return paused;
            }
        }
    }

    static void insert(Connection connection, HandlerRow row) throws SQLException {
        change(
                connection,
                "INSERT INTO handler (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.definitionId(),
                row.name(),
                row.description(),
                row.status(),
                row.selectionCriterion().orElse(null),
                row.checksum(),
                row.secretOwner(),
                row.nodeXml(),
                row.infoXml(),
                moment(row.createdAt()),
                row.createdBy(),
                moment(row.updatedAt()),
                row.updatedBy());
    }

    static void update(Connection connection, HandlerRow row) throws SQLException {
        change(
                connection,
                "UPDATE handler SET name = ?, description = ?, status = ?, selection_criterion = ?, checksum = ?,"
                        + " node_xml = ?, info_xml = ?, updated_at = ?, updated_by = ? WHERE definition_id = ?",
                row.name(),
                row.description(),
                row.status(),
                row.selectionCriterion().orElse(null),
                row.checksum(),
                row.nodeXml(),
                row.infoXml(),
                moment(row.updatedAt()),
                row.updatedBy(),
                row.definitionId());
    }

    static void delete(Connection connection, String definitionId) throws SQLException {
        forget(connection, definitionId);
        change(connection, "DELETE FROM handler WHERE definition_id = ?", definitionId);
    }

    /** Takes all values away. */
    static void forget(Connection connection, String definitionId) throws SQLException {
        change(connection, "DELETE FROM handler_property WHERE definition_id = ?", definitionId);
    }

    /** Values that were set, of several handlers at once. */
    static Map<String, Map<String, PropertyRow>> properties(Connection connection, List<String> definitionIds)
            throws SQLException {
        Map<String, Map<String, PropertyRow>> all = new LinkedHashMap<>();
        if (definitionIds.isEmpty()) {
            return all;
        }
        String marks = "?, ".repeat(definitionIds.size() - 1) + "?";
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT definition_id, name, content, place FROM handler_property WHERE definition_id IN (" + marks
                        + ")")) {
            bind(query, definitionIds.toArray());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    all.computeIfAbsent(row.getString(1), id -> new LinkedHashMap<>())
                            .put(
                                    row.getString(2),
                                    new PropertyRow(row.getString(2), row.getString(3), row.getString(4)));
                }
            }
        }
        return all;
    }

    /** Adds a value. */
    static void put(Connection connection, String definitionId, PropertyRow property) throws SQLException {
        change(
                connection,
                "INSERT INTO handler_property (definition_id, name, content, place) VALUES (?, ?, ?, ?)",
                definitionId,
                property.name(),
                property.value(),
                property.place());
    }

    static void remove(Connection connection, String definitionId, String name) throws SQLException {
        change(connection, "DELETE FROM handler_property WHERE definition_id = ? AND name = ?", definitionId, name);
    }

    static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static Optional<HandlerRow> first(Connection connection, String sql, Object... values) throws SQLException {
        return list(connection, sql, values).stream().findFirst();
    }

    private static List<HandlerRow> list(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                List<HandlerRow> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(read(row));
                }
                return rows;
            }
        }
    }

    private static HandlerRow read(ResultSet row) throws SQLException {
        return new HandlerRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getBytes(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getString(11),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                row.getString(13));
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (values[i] == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }
}
