package dev.arbor.engine.trigger;

import dev.arbor.testing.postgres.PostgresCluster;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Pools of connections to fresh databases, with the settings of the server's own. */
final class EngineDatabases {

    private static final int CONNECTIONS = 40;
    private static PostgresCluster cluster;

    private EngineDatabases() {}

    static DataSource h2() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                        + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
                "sa",
                "");
        pool.setMaxConnections(CONNECTIONS);
        return pool;
    }

    /** In one cluster for all tests of this JVM, which ends with it. */
    static synchronized DataSource postgres() {
        if (cluster == null) {
            cluster = PostgresCluster.start();
        }
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(cluster.newDatabase());
        source.setUser(cluster.user());
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(CONNECTIONS);
        return pool;
    }
}
