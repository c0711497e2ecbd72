package dev.arbor.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** The databases that Arbor runs on. What differs between them is asked here and nowhere else. */
public enum Database {
    H2,
    POSTGRESQL;

    /**
     * Which one a data source leads to.
     *
     * @throws IllegalStateException when it is neither or cannot be reached
     */
    public static Database of(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return of(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to reach the database, but it failed: " + e.getMessage(), e);
        }
    }

    private static Database of(String product) {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            default ->
                throw new IllegalStateException(
                        "Expected H2 or PostgreSQL behind the data source, but found '" + product + "'.");
        };
    }

    /** The folder of its own migrations. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
