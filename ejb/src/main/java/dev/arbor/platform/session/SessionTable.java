package dev.arbor.platform.session;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The rows of sessions. */
final class SessionTable {

    /**
     * A row.
     *
     * @param hash of the id
     * @param passwordMark tells which password the account had at the sign-in
     * @param usedAt when it was noted last that it is used
     * @param endsAt its end, however much it is used
     */
    record Row(String hash, String username, String passwordMark, Instant createdAt, Instant usedAt, Instant endsAt) {}

    private SessionTable() {}

    static void insert(Connection connection, Row row) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO web_session (id_hash, username, password_mark, created_at, used_at, ends_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                row.hash(),
                row.username(),
                row.passwordMark(),
                row.createdAt(),
                row.usedAt(),
                row.endsAt());
    }

    static Optional<Row> find(Connection connection, String hash) throws SQLException {
        return Rows.one(
                connection,
                "SELECT id_hash, username, password_mark, created_at, used_at, ends_at FROM web_session"
                        + " WHERE id_hash = ?",
                row -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Rows.moment(row, 4),
                        Rows.moment(row, 5),
                        Rows.moment(row, 6)),
                hash);
    }

    /** Notes that one is used. Of several requests at once one does. */
    static void used(Connection connection, Row row, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE web_session SET used_at = ? WHERE id_hash = ? AND used_at = ?",
                now,
                row.hash(),
                row.usedAt());
    }

    /** Whether there was one. */
    static boolean delete(Connection connection, String hash) throws SQLException {
        return Rows.change(connection, "DELETE FROM web_session WHERE id_hash = ?", hash) == 1;
    }

    /**
     * Removes those that have ended, and those of accounts that may not sign in; how many.
     *
     * @param unused when the others were used
     */
    static int sweep(Connection connection, Instant now, Instant unused) throws SQLException {
        return Rows.change(
                connection,
                "DELETE FROM web_session WHERE ends_at <= ? OR used_at <= ? OR NOT EXISTS (SELECT 1 FROM account a"
                        + " WHERE a.username = web_session.username AND a.enabled = TRUE)",
                now,
                unused);
    }
}
