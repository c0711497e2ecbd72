package dev.arbor.engine.inspection;

import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.testing.postgres.PostgresCluster;
import org.junit.jupiter.api.AfterAll;

class PostgresSearchTest extends SearchContract {

    private PostgresCluster cluster;

    @Override
    TestDatabase fresh() {
        cluster = PostgresCluster.start();
        return PostgresDatabases.fresh(cluster);
    }

    @AfterAll
    void stopCluster() {
        cluster.close();
    }
}
