package dev.arbor.platform.oauth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The generations of signing keys; their secrets are elsewhere. Each statement is a transaction of its own. */
final class SigningKeyTable {

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;

    /** A generation. */
    record Row(int generation, String kid, Instant createdAt) {}

    SigningKeyTable(DataSource database) {
        this.database = database;
    }

    /** All, the newest first. */
    List<Row> all() {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT generation, kid, created_at FROM oauth_signing_key ORDER BY generation DESC");
                ResultSet found = query.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(new Row(
                        found.getInt(1),
                        found.getString(2),
                        found.getTimestamp(3).toInstant()));
            }
            return rows;
        } catch (SQLException e) {
            throw failed("read the signing keys", e);
        }
    }

    /**
     * Adds a generation.
     *
     * @return whether it was added; false when another server has made this generation first
     */
    boolean insert(Row row) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO oauth_signing_key (generation, kid, created_at) VALUES (?, ?, ?)")) {
            insert.setInt(1, row.generation());
            insert.setString(2, row.kid());
            insert.setTimestamp(3, Timestamp.from(row.createdAt()));
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (e instanceof SQLIntegrityConstraintViolationException || UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw failed("add a signing key", e);
        }
    }

    /** Forgets a generation, if it is there. */
    void delete(int generation) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM oauth_signing_key WHERE generation = ?")) {
            delete.setInt(1, generation);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw failed("remove a signing key", e);
        }
    }

    private static IllegalStateException failed(String what, SQLException e) {
        return new IllegalStateException("Expected to " + what + ", but it failed: " + e.getMessage(), e);
    }
}
