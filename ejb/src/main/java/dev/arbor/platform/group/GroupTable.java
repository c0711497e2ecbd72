package dev.arbor.platform.group;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of groups and of who is in them. */
public final class GroupTable {

    private static final String COLUMNS = "id, name, created_at, created_by, updated_at, updated_by";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM task_group";

    private GroupTable() {}

    /** A row. */
    record Row(UUID id, String name, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                Rows.uuid(row, 1),
                row.getString(2),
                Rows.moment(row, 3),
                row.getString(4),
                Rows.moment(row, 5),
                row.getString(6));
    }

    /** The names of the groups of the user of exactly this name, sorted. */
    public static List<String> groupsOf(Connection connection, String username) throws SQLException {
        return Rows.list(
                connection,
                "SELECT g.name FROM account a JOIN group_member m ON m.account_id = a.id JOIN task_group g"
                        + " ON g.id = m.group_id WHERE a.username = ? ORDER BY g.name",
                row -> row.getString(1),
                username);
    }

    static List<Row> list(Connection connection, int limit, int offset) throws SQLException {
        return Rows.list(
                connection,
                SELECT + " ORDER BY name LIMIT ? OFFSET ?",
                GroupTable::read,
                limit > 0 ? limit : Integer.MAX_VALUE,
                offset);
    }

    static long count(Connection connection) throws SQLException {
        return Rows.one(connection, "SELECT count(*) FROM task_group", row -> row.getLong(1))
                .orElseThrow();
    }

    static Optional<Row> find(Connection connection, String name) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE name = ?", GroupTable::read, name);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<Row> lock(Connection connection, String name) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE name = ? FOR UPDATE", GroupTable::read, name);
    }

    static void insert(Connection connection, Row row) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO task_group (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                row.id(),
                row.name(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.updatedBy());
    }

    static void update(Connection connection, Row row) throws SQLException {
        Rows.change(
                connection,
                "UPDATE task_group SET name = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                row.name(),
                row.updatedAt(),
                row.updatedBy(),
                row.id());
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        Rows.change(connection, "DELETE FROM task_group WHERE id = ?", id);
    }

    /** Names of users by the groups that they are in, each list sorted. */
    static Map<UUID, List<String>> users(Connection connection, Collection<UUID> groups) throws SQLException {
        return names(
                connection,
                "SELECT m.group_id, a.username FROM group_member m JOIN account a ON a.id = m.account_id"
                        + " WHERE m.group_id IN (%s) ORDER BY a.username",
                groups);
    }

    /** Names of groups by the ids of the users in them, each list sorted. */
    static Map<UUID, List<String>> groups(Connection connection, Collection<UUID> accounts) throws SQLException {
        return names(
                connection,
                "SELECT m.account_id, g.name FROM group_member m JOIN task_group g ON g.id = m.group_id"
                        + " WHERE m.account_id IN (%s) ORDER BY g.name",
                accounts);
    }

    private static Map<UUID, List<String>> names(Connection connection, String sql, Collection<UUID> ids)
            throws SQLException {
        Map<UUID, List<String>> names = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.list(
                    connection,
                    sql.formatted(Rows.marks(ids.size())),
                    row -> names.computeIfAbsent(Rows.uuid(row, 1), id -> new ArrayList<>())
                            .add(row.getString(2)),
                    ids.toArray());
        }
        return names;
    }

    /** The id of a user, whatever the case of the letters. */
    static Optional<UUID> account(Connection connection, String username) throws SQLException {
        return Rows.one(
                connection,
                "SELECT id FROM account WHERE normalized_username = LOWER(?)",
                row -> Rows.uuid(row, 1),
                username);
    }

    /** Puts a user into a group, if they are not in it. */
    static void add(Connection connection, UUID group, UUID account) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO group_member (group_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                group,
                account);
    }

    /** Takes a user out; false when they are not in it. */
    static boolean remove(Connection connection, UUID group, UUID account) throws SQLException {
        return Rows.change(connection, "DELETE FROM group_member WHERE group_id = ? AND account_id = ?", group, account)
                == 1;
    }

    static void removeUsers(Connection connection, UUID group) throws SQLException {
        Rows.change(connection, "DELETE FROM group_member WHERE group_id = ?", group);
    }

    static void removeGroups(Connection connection, UUID account) throws SQLException {
        Rows.change(connection, "DELETE FROM group_member WHERE account_id = ?", account);
    }
}
