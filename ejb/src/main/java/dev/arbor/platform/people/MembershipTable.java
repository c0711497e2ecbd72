package dev.arbor.platform.people;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of memberships. */
final class MembershipTable {

    private MembershipTable() {}

    /** The teams of several users by their ids, each list by name; one who is in none is absent. */
    static Map<UUID, List<Profile>> teams(Connection connection, Collection<UUID> users) throws SQLException {
        return read(
                connection,
                "SELECT " + columns("t", TeamTable.COLUMNS) + ", m.account_id FROM membership m JOIN team t ON t.id ="
                        + " m.team_id WHERE t.slug IS NOT NULL AND m.account_id IN (%s) ORDER BY t.name",
                TeamTable.COLUMNS,
                TeamTable::read,
                users);
    }

    /** The users in several teams by their ids, each list by name; one without members is absent. */
    static Map<UUID, List<Profile>> users(Connection connection, Collection<UUID> teams) throws SQLException {
        return read(
                connection,
                "SELECT " + columns("a", UserTable.COLUMNS) + ", m.team_id FROM membership m JOIN account a ON a.id ="
                        + " m.account_id WHERE m.team_id IN (%s) ORDER BY a.username",
                UserTable.COLUMNS,
                UserTable::read,
                teams);
    }

    private static Map<UUID, List<Profile>> read(
            Connection connection, String sql, String columns, Rows.Reading<Profile> reading, Collection<UUID> of)
            throws SQLException {
        Map<UUID, List<Profile>> all = new HashMap<>();
        if (of.isEmpty()) {
            return all;
        }
        int last = columns.split(",").length + 1;
        Rows.list(
                connection,
                sql.formatted(Rows.marks(of.size())),
                row -> all.computeIfAbsent(Rows.uuid(row, last), id -> new ArrayList<>())
                        .add(reading.read(row)),
                of.toArray());
        return all;
    }

    private static String columns(String table, String columns) {
        return table + "." + columns.replaceAll(",\\s*", ", " + table + ".");
    }

    /** Puts a user into a team; false when they are in it. */
    static boolean insert(Connection connection, UUID team, UUID user, String username, Instant now)
            throws SQLException {
        return Rows.change(
                        connection,
                        "INSERT INTO membership (team_id, account_id, created_at, created_by) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        team,
                        user,
                        now,
                        username)
                == 1;
    }

    /** Takes a user out of a team; false when they are not in it. */
    static boolean delete(Connection connection, UUID team, UUID user) throws SQLException {
        return Rows.change(connection, "DELETE FROM membership WHERE team_id = ? AND account_id = ?", team, user) == 1;
    }
}
