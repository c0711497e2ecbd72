package dev.arbor.engine.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Transactions of the server. */
@ApplicationScoped
public class JtaTransactions implements Transactions {

    /** Longer than the longest walk within reason: an expression may take its deadline, and a walk has many. */
    private static final int TIMEOUT_SECONDS = 600;

    private static final Logger LOG = Logger.getLogger(JtaTransactions.class);

    private final DataSource database;
    private final ThreadLocal<Attempt> attempt = new ThreadLocal<>();

    /** What is to be done after the transaction that was begun here, by whoever is called within it too. */
    private final ThreadLocal<List<Runnable>> afterOwn = new ThreadLocal<>();

    @Resource(lookup = "java:jboss/TransactionManager")
    private TransactionManager manager;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    /** For the container's proxy. */
    protected JtaTransactions() {
        this(null);
    }

    /** Over the server's data source. */
    @Inject
    public JtaTransactions(DataSource database) {
        this.database = database;
    }

    @Override
    public <T> T call(Work<T> work) {
        try {
            return manager.getStatus() == Status.STATUS_NO_TRANSACTION ? inOwn(work) : inCallers(work);
        } catch (SystemException | NotSupportedException e) {
            throw new DatabaseException("Expected a transaction, but there is none to be had: " + e.getMessage(), e);
        }
    }

    private <T> T inOwn(Work<T> work) throws SystemException, NotSupportedException {
        List<Runnable> after = new ArrayList<>();
        manager.setTransactionTimeout(TIMEOUT_SECONDS);
        manager.begin();
        boolean committed = false;
        T result;
        List<Runnable> afterOuter = afterOwn.get(); // of a transaction that is suspended meanwhile
        afterOwn.set(after);
        try {
            try (Connection connection = connection()) {
                result = work.run(new JtaUnit(connection, after::add));
            }
            commit();
            committed = true;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            afterOwn.set(afterOuter);
            if (!committed) {
                rollback();
            }
            manager.setTransactionTimeout(0);
        }
        after.forEach(Runnable::run);
        return result;
    }

    /** The manager tells a connection that broke during the commit from a rollback no better than by "rolled back". */
    private void commit() throws SystemException {
        if (manager.getStatus() == Status.STATUS_MARKED_ROLLBACK) {
            throw new DatabaseException("Expected to commit, but the transaction is marked to be rolled back.", null);
        }
        try {
            manager.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw DatabaseException.unknown(e);
        }
    }

    /** Why it is rolled back is being thrown already, and says more than a connection that cannot even do that. */
    private void rollback() {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                manager.rollback();
            }
        } catch (SystemException | IllegalStateException e) {
            LOG.debugf("A transaction could not be rolled back (%s); the database will do so.", e.getMessage());
        }
    }

    private <T> T inCallers(Work<T> work) throws SystemException {
        boolean done = false;
        try (Connection connection = connection()) {
            T result = work.run(new JtaUnit(connection, this::afterCallersCommit));
            done = true;
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            if (!done && attempt.get() == null) {
                manager.setRollbackOnly();
            }
        }
    }

    /** A pool that has no connection to give says so without a state; asking again later may well work. */
    private Connection connection() throws SQLException {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new SQLTransientConnectionException(e.getMessage(), "08000", e);
        }
    }

    @Override
    public <T> T attempt(Work<T> work) {
        try {
            if (manager.getStatus() == Status.STATUS_NO_TRANSACTION || attempt.get() != null) {
                return call(work);
            }
        } catch (SystemException e) {
            throw new DatabaseException("Expected a transaction, but there is none to be had: " + e.getMessage(), e);
        }
        Attempt own = new Attempt();
        attempt.set(own);
        try (Connection connection = connection()) {
            return own.make(work, new JtaUnit(connection, own::afterCommit), this::register);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            attempt.remove();
        }
    }

    private void afterCallersCommit(Runnable action) {
        if (attempt.get() != null) {
            attempt.get().afterCommit(action);
        } else {
            register(action);
        }
    }

    /**
     * The end of a transaction that somebody else began is heard while the thread is still in it, where nobody can send a
     * message: then the rows are found by looking. What was begun here is done with before.
     */
    private void register(Runnable action) {
        if (afterOwn.get() != null) {
            afterOwn.get().add(action);
            return;
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only the end matters.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }

    private record JtaUnit(Connection connection, java.util.function.Consumer<Runnable> after) implements Unit {

        @Override
        public void afterCommit(Runnable action) {
            after.accept(action);
        }
    }
}
