package dev.arbor.integrator.sql;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What drivers mean by their exceptions. */
final class Failures {

    /** Cancelled, as PostgreSQL says it. */
    private static final String CANCELLED = "57014";

    /** A server that is going down, or coming up. */
    private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03");

    private Failures() {}

    /** Whether something took longer than it may. */
    static boolean isOfTime(SQLException e) {
        if (e instanceof SQLTimeoutException || CANCELLED.equals(e.getSQLState())) {
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the connection is to blame and not the statement. */
    static boolean isOfConnection(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08")
                || NOT_NOW.contains(state)
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLRecoverableException;
    }
}
