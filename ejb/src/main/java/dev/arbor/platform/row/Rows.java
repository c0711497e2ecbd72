package dev.arbor.platform.row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements with their values. Values are texts, numbers, booleans, UUIDs, moments or null; they are always bound. */
public final class Rows {

    private static final String UNIQUE_VIOLATION = "23505";

    /** Few enough that the statements of all lengths stay prepared. */
    private static final int MOST_AT_ONCE = 20;

    private Rows() {}

    /** What becomes of a row. */
    @FunctionalInterface
    public interface Reading<T> {

        /** Reads the row that the cursor is at. */
        T read(ResultSet row) throws SQLException;
    }

    /** All rows. */
    public static <T> List<T> list(Connection connection, String sql, Reading<T> reading, Object... values)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (row.next()) {
                    all.add(reading.read(row));
                }
                return all;
            }
        }
    }

    /** The first row, if there is one. */
    public static <T> Optional<T> one(Connection connection, String sql, Reading<T> reading, Object... values)
            throws SQLException {
        List<T> all = list(connection, sql, reading, values);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** Changes rows; how many. */
    public static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** The same statement for many rows, sent together. */
    public static void batch(Connection connection, String sql, Collection<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * New rows by one statement, so that they cost one exchange with the database however many they are.
     *
     * @param into {@code INSERT INTO} with the table and its columns
     * @param end what follows the rows, such as {@code ON CONFLICT DO NOTHING}
     * @param rows with a value for each column
     */
    public static void insert(Connection connection, String into, String end, List<Object[]> rows) throws SQLException {
        for (int from = 0; from < rows.size(); from += MOST_AT_ONCE) {
            List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + MOST_AT_ONCE));
            String row = "(" + marks(some.get(0).length) + ")";
            change(
                    connection,
                    into + " VALUES " + String.join(", ", Collections.nCopies(some.size(), row)) + " " + end,
                    some.stream().flatMap(Arrays::stream).toArray());
        }
    }

    /** As many question marks as there are values, for a list of them. */
    public static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** A moment or null. */
    public static Instant moment(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** A UUID or null. */
    public static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** Whether a failure was that something which must be unique would be there twice. */
    public static boolean isDuplicate(Throwable failure) {
        for (Throwable each = failure; each != null && each != each.getCause(); each = each.getCause()) {
            if (each instanceof SQLException sql
                    && (sql instanceof SQLIntegrityConstraintViolationException
                            || UNIQUE_VIOLATION.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else if (value instanceof Instant moment) {
                statement.setObject(i + 1, moment.atOffset(ZoneOffset.UTC));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
