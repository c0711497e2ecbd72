package dev.arbor.engine.source;

import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.testing.postgres.PostgresCluster;
import org.junit.jupiter.api.AfterAll;

class PostgresSourcesTest extends SourcesSuite {

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
