package dev.arbor.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Work within a transaction that can be undone by itself: a savepoint of the database. By statements, because the server
 * lets nobody roll back a connection of a transaction that it manages.
 */
final class Attempt {

    private static final String NAME = "arbor_attempt";

    private final List<Runnable> after = new ArrayList<>();

    /** What is to be done after the commit; forgotten where the work is undone. */
    void afterCommit(Runnable action) {
        after.add(action);
    }

    /**
     * Does the work; what it throws has undone it.
     *
     * @param outer takes what is to be done after the commit
     */
    <T> T make(Transactions.Work<T> work, Transactions.Unit unit, Consumer<Runnable> outer) throws SQLException {
        execute(unit.connection(), "SAVEPOINT " + NAME);
        T result;
        try {
            result = work.run(unit);
        } catch (SQLException | RuntimeException | Error e) {
            undo(unit.connection(), e);
            throw e;
        }
        execute(unit.connection(), "RELEASE SAVEPOINT " + NAME);
        after.forEach(outer);
        return result;
    }

    /** Where this fails, nobody may go on with the transaction; what the work threw says more if the database threw it. */
    private static void undo(Connection connection, Throwable cause) throws SQLException {
        try {
            execute(connection, "ROLLBACK TO SAVEPOINT " + NAME);
        } catch (SQLException e) {
            if (!DatabaseException.transientFault(cause)) {
                e.addSuppressed(cause);
                throw e;
            }
            cause.addSuppressed(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
