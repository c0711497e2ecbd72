package dev.arbor.engine.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** The database refused or could not be reached; the transaction is rolled back, unless its commit was not answered. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    /** With what the database said. */
    public DatabaseException(SQLException cause) {
        super("Expected the database to do its part, but it said: " + cause.getMessage(), cause);
        outcomeUnknown = false;
    }

    /** With what the transaction manager said. */
    public DatabaseException(String message, Exception cause) {
        this(message, cause, false);
    }

    private DatabaseException(String message, Exception cause, boolean outcomeUnknown) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * The commit was sent and no answer came: what was to be stored is there, or it is not. Whoever goes on from here looks
     * first.
     */
    static DatabaseException unknown(Exception cause) {
        return new DatabaseException(
                "Expected the transaction to commit, but whether it did is not known: " + cause.getMessage(),
                cause,
                true);
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
            if (cause instanceof DatabaseException database && database.outcomeUnknown) {
                return true;
            }
        }
        return false;
    }

    /**
     * 40: rolled back for a conflict; 08: connection; 57P: PostgreSQL going down; H2: HYT00 lock, 90131 two writers. What
     * has no state at all was said by the server's pool about a connection that broke.
     */
    private static boolean passes(String state) {
        return state == null
                || state.startsWith("40")
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("HYT")
                || state.equals("90131");
    }
}
