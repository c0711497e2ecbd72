package dev.arbor.engine.database;

import dev.arbor.testing.postgres.PostgresCluster;
import org.postgresql.ds.PGSimpleDataSource;

/** Fresh PostgreSQL databases. */
public final class PostgresDatabases {

    private PostgresDatabases() {}

    /** One that nobody else has, in a cluster that the caller closes. */
    public static TestDatabase fresh(PostgresCluster cluster) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(cluster.newDatabase());
        source.setUser(cluster.user());
        return new TestDatabase(source);
    }
}
