package dev.arbor.engine.inspection;

import dev.arbor.engine.database.TestDatabase;
import dev.arbor.testing.postgres.PostgresCluster;
import org.junit.jupiter.api.AfterAll;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSearchTest extends SearchContract {

    private final PostgresCluster cluster = PostgresCluster.start();

    @Override
    TestDatabase fresh() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(cluster.newDatabase());
        source.setUser(cluster.user());
        return new TestDatabase(source);
    }

    @AfterAll
    void stopCluster() {
        cluster.close();
    }
}
