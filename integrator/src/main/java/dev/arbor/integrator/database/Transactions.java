package dev.arbor.integrator.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Transactions on the integrator's tables. Each is one of its own: the integrator is never called within a transaction,
 * because what it does outside could not be undone by one.
 */
public final class Transactions {

    private final DataSource source;

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it; whatever it throws rolls the transaction back. */
        T run(Connection connection) throws SQLException;
    }

    /** Over a source of connections. */
    public Transactions(DataSource source) {
        this.source = source;
    }

    /**
     * Does work in a transaction that is committed when this returns.
     *
     * @throws IllegalStateException when the database refused; nothing was changed
     */
    public <T> T call(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.run(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected the database to do its part, but it said: " + e.getMessage(), e);
        }
    }
}
