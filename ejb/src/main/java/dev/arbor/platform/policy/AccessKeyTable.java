package dev.arbor.platform.policy;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of access keys. */
final class AccessKeyTable {

    private static final String COLUMNS =
            "identifier, description, place, created_at, created_by, updated_at, updated_by";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM access_key";

    private AccessKeyTable() {}

    /** A row; place is where its secret is. */
    record Row(
            String identifier,
            String description,
            String place,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Rows.moment(row, 4),
                row.getString(5),
                Rows.moment(row, 6),
                row.getString(7));
    }

    static List<Row> list(Connection connection, int limit, int offset) throws SQLException {
        return Rows.list(
                connection,
                SELECT + " ORDER BY identifier LIMIT ? OFFSET ?",
                AccessKeyTable::read,
                limit > 0 ? limit : Integer.MAX_VALUE,
                offset);
    }

    static long count(Connection connection) throws SQLException {
        return Rows.one(connection, "SELECT count(*) FROM access_key", row -> row.getLong(1))
                .orElseThrow();
    }

    static Optional<Row> find(Connection connection, String identifier) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE identifier = ?", AccessKeyTable::read, identifier);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<Row> lock(Connection connection, String identifier) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE identifier = ? FOR UPDATE", AccessKeyTable::read, identifier);
    }

    static void insert(Connection connection, Row row) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO access_key (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                row.identifier(),
                row.description(),
                row.place(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.updatedBy());
    }

    static void update(Connection connection, String identifier, Row row) throws SQLException {
        Rows.change(
                connection,
                "UPDATE access_key SET identifier = ?, description = ?, place = ?, updated_at = ?, updated_by = ?"
                        + " WHERE identifier = ?",
                row.identifier(),
                row.description(),
                row.place(),
                row.updatedAt(),
                row.updatedBy(),
                identifier);
    }

    static void delete(Connection connection, String identifier) throws SQLException {
        Rows.change(connection, "DELETE FROM access_key WHERE identifier = ?", identifier);
    }
}
