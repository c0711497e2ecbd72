package dev.arbor.engine.setting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Rows of {@code setting}: what is set once for all servers. */
public final class Settings {

    private Settings() {}

    /** What is set; empty when nobody has. */
    public static Optional<String> read(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT content FROM setting WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Sets it. */
    public static void put(Connection connection, String name, String content, String username, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE setting SET content = ?, updated_at = ?, updated_by = ? WHERE name = ?")) {
            bind(update, content, username, now, name);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO setting (content, updated_at, updated_by, name) VALUES (?, ?, ?, ?)")) {
            bind(insert, content, username, now, name);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, String content, String username, Instant now, String name)
            throws SQLException {
        statement.setString(1, content);
        statement.setTimestamp(2, Timestamp.from(now));
        statement.setString(3, username);
        statement.setString(4, name);
    }
}
