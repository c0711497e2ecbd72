package dev.arbor.integrator.sql;

import dev.arbor.integrator.kind.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * Connections to one database. Whoever needs one connects on a thread of its own, so a failure is told at once and no
 * password is tried twice; what is idle for a minute is closed by the one thread that all pools share while any is open.
 */
final class Pool implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration LOOKED_AT = Duration.ofSeconds(30);

    /** Younger than this, a connection is taken to be alive still. */
    private static final Duration FRESH = Duration.ofMillis(500);

    private final GenericObjectPool<PoolableConnection> pool;
    private final Set<Connection> lent = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Pool(Dialer dialer, int size, Limits limits) {
        PoolableConnectionFactory factory = new LivelyFactory(dialer);
        factory.setValidationQueryTimeout(limits.connect());
        factory.setDefaultAutoCommit(true);
        GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(size);
        config.setMaxIdle(size);
        config.setMinIdle(0);
        config.setMaxWait(limits.connect());
        config.setTestOnBorrow(true);
        config.setMinEvictableIdleDuration(IDLE);
        config.setTimeBetweenEvictionRuns(LOOKED_AT);
        config.setJmxEnabled(false);
        this.pool = new GenericObjectPool<>(factory, config);
        factory.setPool(pool);
    }

    /** Asks a connection whether it is alive only when nobody has used it just now. */
    private static final class LivelyFactory extends PoolableConnectionFactory {

        LivelyFactory(Dialer dialer) {
            super(dialer, null);
        }

        /** A driver may have given a connection up by itself; its line is cut all the same. */
        @Override
        public void destroyObject(PooledObject<PoolableConnection> pooled, DestroyMode mode) throws SQLException {
            Connection wired = pooled.getObject().getDelegate();
            try {
                super.destroyObject(pooled, mode);
            } finally {
                wired.abort(Runnable::run);
            }
        }

        @Override
        public boolean validateObject(PooledObject<PoolableConnection> pooled) {
            return pooled.getLastReturnInstant().isAfter(Instant.now().minus(FRESH)) || super.validateObject(pooled);
        }
    }

    /**
     * A connection, which goes back when it is closed by {@link #giveBack}.
     *
     * @throws SQLException when none can be had
     * @throws java.util.NoSuchElementException when all are in use for longer than one may wait
     */
    Connection lend() throws SQLException {
        Connection connection;
        try {
            connection = pool.borrowObject();
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a connection", e);
        } catch (Exception e) {
            throw new SQLException(e);
        }
        lent.add(connection);
        if (closed) {
            giveBack(connection, false);
            throw new SQLException("the pool was closed meanwhile");
        }
        return connection;
    }

    /** Takes a connection back, or ends it when it is of no more use. */
    void giveBack(Connection connection, boolean usable) {
        lent.remove(connection);
        try {
            if (!usable) {
                connection.abort(Runnable::run);
            }
            connection.close();
        } catch (SQLException e) {
            SqlConnection.LOG.debugf(e, "A connection did not go back into its pool and was given up.");
        }
    }

    /** Ends them all, those in use too. */
    @Override
    public void close() {
        closed = true;
        pool.close();
        lent.forEach(connection -> {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                SqlConnection.LOG.debugf(e, "A connection could not be ended and was given up.");
            }
        });
    }
}
