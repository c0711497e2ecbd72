package dev.arbor.integrator.sql;

import dev.arbor.integrator.wire.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.apache.commons.dbcp2.DelegatingConnection;

/** A connection over a line that is cut with it. */
final class Wired extends DelegatingConnection<Connection> {

    private final Line line;

    Wired(Connection connection, Line line) {
        super(connection);
        this.line = line;
    }

    @Override
    public boolean isClosed() throws SQLException {
        return line.isCut() || super.isClosed();
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            line.cut();
        }
    }

    /** Never waits for whoever uses it right now. */
    @Override
    public void abort(Executor executor) {
        line.cut();
    }
}
