package dev.arbor.platform.policy;

import dev.arbor.engine.api.PolicyRules.Filter;
import dev.arbor.engine.api.PolicyRules.Key;
import dev.arbor.engine.api.PolicyRules.Type;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of rules, and the one row that says which of them holds where none is assigned. */
final class PolicyTable {

    static final String COLUMNS =
            "p.id, p.type, p.name, p.rule, p.message, p.created_at, p.created_by, p.updated_at, p.updated_by";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM policy_rule p";

    private PolicyTable() {}

    static PolicyRow read(ResultSet row) throws SQLException {
        return new PolicyRow(
                Rows.uuid(row, 1),
                new Key(Type.of(row.getString(2)), row.getString(3)),
                row.getString(4),
                row.getString(5),
                Rows.moment(row, 6),
                row.getString(7),
                Rows.moment(row, 8),
                row.getString(9));
    }

    static List<PolicyRow> all(Connection connection) throws SQLException {
        return Rows.list(connection, SELECT + " ORDER BY p.type, p.name", PolicyTable::read);
    }

    static List<PolicyRow> list(Connection connection, Filter filter) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = SELECT + where(filter, values) + " ORDER BY " + order(filter) + " LIMIT ? OFFSET ?";
        values.add(filter.limit() > 0 ? filter.limit() : Integer.MAX_VALUE);
        values.add(filter.offset());
        return Rows.list(connection, sql, PolicyTable::read, values.toArray());
    }

    static long count(Connection connection, Filter filter) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = "SELECT count(*) FROM policy_rule p" + where(filter, values);
        return Rows.one(connection, sql, row -> row.getLong(1), values.toArray())
                .orElseThrow();
    }

    private static String where(Filter filter, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        filter.type().ifPresent(type -> {
            conditions.add("p.type = ?");
            values.add(type.label());
        });
        filter.namePrefix().ifPresent(prefix -> {
            conditions.add("LOWER(p.name) LIKE ? ESCAPE '!'");
            values.add(prefix.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        });
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static String order(Filter filter) {
        String direction = filter.descending() ? " DESC" : "";
        String column =
                switch (filter.order()) {
                    case TYPE -> "p.type";
                    case NAME -> "p.name";
                    case CREATED_AT -> "p.created_at";
                    case CREATED_BY -> "p.created_by";
                    case UPDATED_AT -> "p.updated_at";
                    case UPDATED_BY -> "p.updated_by";
                };
        return column + direction + ", p.type" + direction + ", p.name" + direction;
    }

    static Optional<PolicyRow> find(Connection connection, Key key) throws SQLException {
        return Rows.one(
                connection,
                SELECT + " WHERE p.type = ? AND p.name = ?",
                PolicyTable::read,
                key.type().label(),
                key.name());
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<PolicyRow> lock(Connection connection, Key key) throws SQLException {
        return Rows.one(
                connection,
                SELECT + " WHERE p.type = ? AND p.name = ? FOR UPDATE",
                PolicyTable::read,
                key.type().label(),
                key.name());
    }

    static void insert(Connection connection, PolicyRow row) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO policy_rule (id, type, name, rule, message, created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(),
                row.key().type().label(),
                row.key().name(),
                row.rule(),
                row.message(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.updatedBy());
    }

    static void update(Connection connection, PolicyRow row) throws SQLException {
        Rows.change(
                connection,
                "UPDATE policy_rule SET name = ?, rule = ?, message = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                row.key().name(),
                row.rule(),
                row.message(),
                row.updatedAt(),
                row.updatedBy(),
                row.id());
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        Rows.change(connection, "DELETE FROM policy_rule WHERE id = ?", id);
    }

    /** How often anything here has changed. */
    static long version(Connection connection) throws SQLException {
        return Rows.one(connection, "SELECT version FROM policy_state WHERE id = 1", row -> row.getLong(1))
                .orElseThrow();
    }

    /** Something has changed: whoever knows the old version reads anew. Two changes wait for each other here. */
    static void changed(Connection connection) throws SQLException {
        Rows.change(connection, "UPDATE policy_state SET version = version + 1 WHERE id = 1");
    }

    static PolicyRow systemRule(Connection connection) throws SQLException {
        return Rows.one(
                        connection,
                        "SELECT " + COLUMNS + " FROM policy_state s JOIN policy_rule p ON p.id = s.system_rule"
                                + " WHERE s.id = 1",
                        PolicyTable::read)
                .orElseThrow();
    }

    static void systemRule(Connection connection, UUID id) throws SQLException {
        Rows.change(connection, "UPDATE policy_state SET system_rule = ? WHERE id = 1", id);
    }
}
