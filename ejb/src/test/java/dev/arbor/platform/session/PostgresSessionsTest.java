package dev.arbor.platform.session;

import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.testing.postgres.PostgresCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresSessionsTest extends SessionsSuite {

    private static PostgresCluster cluster;

    @BeforeAll
    static void start() {
        cluster = PostgresCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    TestDatabase fresh() {
        return PostgresDatabases.fresh(cluster);
    }
}
