package dev.arbor.engine.database;

import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** Fresh H2 databases in memory, with the settings of the server's own. */
public final class H2Databases {

    private H2Databases() {}

    /** One that nobody else has. */
    public static TestDatabase fresh() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                        + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
                "sa",
                "");
        pool.setMaxConnections(20);
        return new TestDatabase(pool);
    }
}
