package dev.arbor.integrator.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Templates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** An open connection to a database: a pool that is made when it is first needed. */
public final class SqlConnection implements OpenConnection {

    static final Logger LOG = Logger.getLogger(SqlConnection.class);

    /** Rows that a driver may hold beside those that were read. */
    private static final int FETCHED = 100;

    private final Target target;
    private final int poolSize;
    private final Ground ground;
    private final Binding binding;
    private Pool pool;
    private boolean closed;

    /**
     * What all connections to databases stand on.
     *
     * @param egress judges addresses
     * @param clock ends what takes too long
     */
    public record Ground(Egress egress, Limits limits, ScheduledExecutorService clock, Templates templates) {}

    /** Opens one; nothing is connected to yet. */
    public SqlConnection(Target target, int poolSize, Ground ground) {
        this.target = target;
        this.poolSize = poolSize;
        this.ground = ground;
        this.binding = new Binding(target, ground.templates());
    }

    /** Something that is done with a connection. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException, CallException;
    }

    @Override
    public ObjectNode perform(ObjectNode operation, Arguments arguments) throws CallException {
        Statement statement = target.statement(operation);
        Limits limits = ground.limits();
        return use(limits.total(), connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
                prepared.setQueryTimeout(seconds(limits.total()));
                prepared.setMaxRows(limits.rows() + 1);
                prepared.setFetchSize(FETCHED);
                binding.bind(prepared, statement.names(), operation, arguments);
                if (!prepared.execute()) {
                    return Results.changed(Math.max(0, prepared.getUpdateCount()));
                }
                try (ResultSet rows = prepared.getResultSet()) {
                    return new Results(limits).rows(rows, () -> connection.abort(Runnable::run));
                }
            }
        });
    }

    @Override
    public void test() throws CallException {
        Duration limit = ground.limits().connect();
        use(limit, connection -> {
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(seconds(limit));
                return statement.execute("SELECT 1");
            }
        });
    }

    private static int seconds(Duration limit) {
        return (int) Math.max(1, limit.toSeconds());
    }

    /** Lends a connection to some work, and ends it when the work takes too long or leaves it of no more use. */
    private <T> T use(Duration limit, Work<T> work) throws CallException {
        Pool from = pool();
        Connection connection = lend(from);
        AtomicBoolean late = new AtomicBoolean();
        // The database is asked to end it first; one that does not is left.
        Duration patience = limit.plus(ground.limits().connect());
        ScheduledFuture<?> alarm = ground.clock()
                .schedule(
                        () -> {
                            late.set(true);
                            connection.abort(Runnable::run);
                            return null;
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        boolean usable = false;
        try {
            T result = work.with(connection);
            usable = target.isClean(connection);
            return result;
        } catch (SQLException e) {
            usable = !late.get() && !Failures.isOfConnection(e) && !target.isTooLarge(e);
            throw failure(e, limit, late.get());
        } catch (CallException e) {
            usable = e.reason() != Reason.TOO_LARGE;
            throw e;
        } finally {
            alarm.cancel(false);
            from.giveBack(connection, usable);
        }
    }

    private Connection lend(Pool from) throws CallException {
        try {
            return from.lend();
        } catch (Dialer.Told e) {
            throw e.failure();
        } catch (NoSuchElementException e) {
            throw new CallException(
                    Reason.TIMEOUT,
                    "Expected one of " + poolSize + " connections to be free within "
                            + ground.limits().connect().toMillis() + " ms, but none was.",
                    e);
        } catch (IllegalStateException e) {
            throw closed(e);
        } catch (SQLException e) {
            throw new CallException(
                    Failures.isOfTime(e) ? Reason.TIMEOUT : Reason.CONNECTION,
                    "Expected a connection to the database, but: " + e.getMessage(),
                    e);
        }
    }

    private synchronized Pool pool() throws CallException {
        if (closed) {
            throw closed(null);
        }
        if (pool == null) {
            pool = new Pool(new Dialer(target, ground), poolSize, ground.limits());
        }
        return pool;
    }

    private static CallException closed(Exception cause) {
        return new CallException(Reason.CONNECTION, "Expected an open connection, but it was closed meanwhile.", cause);
    }

    private CallException failure(SQLException e, Duration limit, boolean late) {
        if (late || Failures.isOfTime(e)) {
            return new CallException(
                    Reason.TIMEOUT,
                    "Expected the statement to end within " + limit.toMillis() + " ms, but it did not.",
                    e);
        }
        if (target.isTooLarge(e)) {
            return Results.tooLarge(ground.limits());
        }
        return new CallException(Failures.isOfConnection(e) ? Reason.CONNECTION : Reason.SQL, e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
        target.close();
    }
}
