package dev.arbor.engine.database;

import dev.arbor.testing.postgres.PostgresCluster;
import org.junit.jupiter.api.AfterAll;

class PostgresIdsTest extends IdsSuite {

    private PostgresCluster cluster;

    @Override
    TestDatabase open() {
        cluster = PostgresCluster.start();
        return PostgresDatabases.fresh(cluster);
    }

    @AfterAll
    void stopCluster() {
        cluster.close();
    }
}
