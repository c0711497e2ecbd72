package dev.arbor.platform.account;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Optional;
import javax.sql.DataSource;

/** Makes the first administrator, and keeps the password in step with the setting while there is one. */
final class Administrator {

    /** No letter or digit that is taken for another one when it is read aloud or typed. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP_LENGTH = 4;
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;

    Administrator(DataSource database) {
        this.database = database;
    }

    /**
     * Makes the account when it is not there; a configured password replaces a stored one that differs. Of several
     * members that start at once one makes the account, and only that one tells a generated password. Where it is not
     * there and somebody else administers the space, it was renamed or deleted on purpose, and is made for a configured
     * password alone.
     */
    Announcement ensure(String username, Optional<String> configured) {
        try (Connection connection = database.getConnection()) {
            Optional<String> stored = storedHash(connection, username);
            if (stored.isEmpty() && configured.isEmpty()) {
                Optional<String> another = administrator(connection);
                if (another.isPresent()) {
                    return new Announcement(another.get(), Optional.empty(), "from an earlier start");
                }
            }
            if (stored.isEmpty()) {
                Optional<String> generated = configured.isPresent() ? Optional.empty() : Optional.of(generate());
                String password = configured.or(() -> generated).orElseThrow();
                if (insert(connection, username, PasswordHash.of(password))) {
                    return new Announcement(
                            username,
                            generated,
                            generated.isPresent()
                                    ? "made at this first start and not shown again; keep it"
                                    : "from ARBOR_ADMIN_PASSWORD");
                }
                stored = storedHash(connection, username);
            }
            if (configured.isEmpty()) {
                return new Announcement(username, Optional.empty(), "from an earlier start");
            }
            if (stored.orElseThrow().isEmpty() || !PasswordHash.matches(configured.get(), stored.get())) {
                update(connection, username, PasswordHash.of(configured.get()));
            }
            return new Announcement(username, Optional.empty(), "from ARBOR_ADMIN_PASSWORD");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Expected to find or make the first account, but it failed: " + e.getMessage(), e);
        }
    }

    /** Some enabled administrator with a password. */
    private static Optional<String> administrator(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT username FROM account WHERE administrator = TRUE"
                                + " AND enabled = TRUE AND password_hash IS NOT NULL ORDER BY username LIMIT 1");
                ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** Empty where there is no such account; blank where it has no password. */
    private static Optional<String> storedHash(Connection connection, String username) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COALESCE(password_hash, '') FROM account WHERE username = ?")) {
            query.setString(1, username);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static boolean insert(Connection connection, String username, String hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO account (username, password_hash, administrator, enabled, created_at, updated_at)"
                        + " VALUES (?, ?, TRUE, TRUE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")) {
            insert.setString(1, username);
            insert.setString(2, hash);
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (e instanceof SQLIntegrityConstraintViolationException || UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static void update(Connection connection, String username, String hash) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE account SET password_hash = ?, updated_at = CURRENT_TIMESTAMP WHERE username = ?")) {
            update.setString(1, hash);
            update.setString(2, username);
            update.executeUpdate();
        }
    }

    /** Five times four characters of 32: one hundred random bits. */
    private static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
