package dev.arbor.engine.database;

import java.sql.SQLException;

/** The database refused or could not be reached; the transaction is rolled back. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what the database said. */
    public DatabaseException(SQLException cause) {
        super("Expected the database to do its part, but it said: " + cause.getMessage(), cause);
    }

    /** With what the transaction manager said. */
    public DatabaseException(String message, Exception cause) {
        super(message, cause);
    }

    /** Whether doing the same again may well work: a deadlock, a conflict of two writers, a connection that broke. */
    public boolean transientFault() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                // 40: rolled back for a conflict; 08: connection; 57P: PostgreSQL going down; H2: 50200 lock, 40001
                // deadlock.
                if (state.startsWith("40")
                        || state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("HYT")) {
                    return true;
                }
            }
        }
        return false;
    }
}
