package dev.arbor.engine.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;

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
        return transientFault(this);
    }

    /** Whether anything in the causes of a failure is a fault of the database that doing the same again may mend. */
    public static boolean transientFault(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (sql instanceof SQLTransientException || passes(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** 40: rolled back for a conflict; 08: connection; 57P: PostgreSQL going down; H2: HYT00 lock, 90131 two writers. */
    private static boolean passes(String state) {
        return state != null
                && (state.startsWith("40")
                        || state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("HYT")
                        || state.equals("90131"));
    }
}
