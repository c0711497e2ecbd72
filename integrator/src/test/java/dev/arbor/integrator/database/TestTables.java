package dev.arbor.integrator.database;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Fresh databases with the integrator's tables. */
public final class TestTables {

    private TestTables() {}

    /** One in memory that nobody else has, with the settings of the server's own. */
    public static DataSource h2() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                        + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
                "sa",
                "");
        return migrated(pool);
    }

    /** What a source leads to, with the tables. */
    public static DataSource migrated(DataSource source) {
        IntegratorSchema.bringUpToDate(source);
        return source;
    }
}
