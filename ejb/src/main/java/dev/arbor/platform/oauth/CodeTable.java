package dev.arbor.platform.oauth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Codes that were not used yet, by their hashes. Each statement is a transaction of its own. */
final class CodeTable {

    private final DataSource database;

    /**
     * What a code stands for.
     *
     * @param redirectUri as it was in the request
     * @param challenge of PKCE
     */
    record Row(
            String hash,
            String clientId,
            String username,
            Optional<String> redirectUri,
            Optional<String> challenge,
            Instant expiresAt) {}

    CodeTable(DataSource database) {
        this.database = database;
    }

    void insert(Row row) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO oauth_code (code_hash, client_id,"
                        + " username, redirect_uri, challenge, expires_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, row.hash());
            insert.setString(2, row.clientId());
            insert.setString(3, row.username());
            insert.setString(4, row.redirectUri().orElse(null));
            insert.setString(5, row.challenge().orElse(null));
            insert.setTimestamp(6, Timestamp.from(row.expiresAt()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failed("keep a code", e);
        }
    }

    Optional<Row> find(String hash) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT code_hash, client_id, username,"
                        + " redirect_uri, challenge, expires_at FROM oauth_code WHERE code_hash = ?")) {
            query.setString(1, hash);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Optional.ofNullable(row.getString(4)),
                                Optional.ofNullable(row.getString(5)),
                                row.getTimestamp(6).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed("read a code", e);
        }
    }

    /** Uses a code up; of several who try, one is told that it did. */
    boolean take(String hash) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM oauth_code WHERE code_hash = ?")) {
            delete.setString(1, hash);
            return delete.executeUpdate() == 1;
        } catch (SQLException e) {
            throw failed("use a code up", e);
        }
    }

    /** Forgets those that nobody has used in time. */
    void removeExpired(Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM oauth_code WHERE expires_at <= ?")) {
            delete.setTimestamp(1, Timestamp.from(now));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw failed("forget expired codes", e);
        }
    }

    private static IllegalStateException failed(String what, SQLException e) {
        return new IllegalStateException("Expected to " + what + ", but it failed: " + e.getMessage(), e);
    }
}
