package dev.arbor.engine.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Transactions over a data source, as the server's are: bound to the thread, joined by whoever is called within one, and
 * undone as a whole by whatever is thrown. {@link #source()} gives the connection of the thread's transaction, so that
 * beans which ask a data source take part in it too.
 */
public final class PlainTransactions implements Transactions {

    /** What a test does at the edges of each transaction of its own. */
    public interface Edge {

        /** About to commit. */
        default void beforeCommit() {}

        /** Committed; nobody was told yet. */
        default void afterCommit() {}
    }

    private final DataSource database;
    private final ThreadLocal<Bound> bound = new ThreadLocal<>();
    private final AtomicLong conflicts = new AtomicLong();
    private volatile Edge edge = new Edge() {};
    private volatile boolean gone;

    public PlainTransactions(DataSource database) {
        this.database = database;
    }

    private static final class Bound implements Unit {

        private final Connection connection;
        private final List<Runnable> after = new ArrayList<>();
        private boolean rollbackOnly;
        private Attempt attempt;

        Bound(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void afterCommit(Runnable action) {
            if (attempt != null) {
                attempt.afterCommit(action);
            } else {
                after.add(action);
            }
        }
    }

    /** What happens at the edges of transactions from now on. */
    public void edge(Edge value) {
        edge = value;
    }

    /** The server is gone: nothing of it reaches the database any more. */
    public void vanish() {
        gone = true;
    }

    private void live() {
        if (gone) {
            throw new IllegalStateException("Expected a server, but it is gone.");
        }
    }

    /** How many transactions ended in a conflict with another one. */
    public long conflicts() {
        return conflicts.get();
    }

    @Override
    public <T> T call(Work<T> work) {
        try {
            return bound.get() == null ? inOwn(work) : inCallers(bound.get(), work);
        } catch (DatabaseException e) {
            if (e.transientFault()) {
                conflicts.incrementAndGet();
            }
            throw e;
        }
    }

    @Override
    public <T> T attempt(Work<T> work) {
        Bound callers = bound.get();
        if (callers == null || callers.attempt != null) {
            return call(work);
        }
        callers.attempt = new Attempt();
        try {
            return callers.attempt.make(work, callers, callers.after::add);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            callers.attempt = null;
        }
    }

    private <T> T inOwn(Work<T> work) {
        live();
        Bound own;
        T result;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            own = new Bound(staysOpen(connection));
            bound.set(own);
            boolean committed = false;
            try {
                result = work.run(own);
                edge.beforeCommit();
                live();
                if (own.rollbackOnly) {
                    throw new DatabaseException("Expected to commit, but it was marked to be rolled back.", null);
                }
                connection.commit();
                committed = true;
            } finally {
                bound.remove();
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        edge.afterCommit();
        own.after.forEach(Runnable::run);
        return result;
    }

    private static <T> T inCallers(Bound callers, Work<T> work) {
        boolean done = false;
        try {
            T result = work.run(callers);
            done = true;
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            callers.rollbackOnly |= !done && callers.attempt == null;
        }
    }

    /** Gives the connection of the thread's transaction where there is one. */
    public DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Bound own = bound.get();
                    if (method.getName().equals("getConnection") && own != null) {
                        return own.connection();
                    }
                    return invoke(database, method, arguments);
                });
    }

    private static Connection staysOpen(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                PlainTransactions.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : invoke(connection, method, arguments));
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
