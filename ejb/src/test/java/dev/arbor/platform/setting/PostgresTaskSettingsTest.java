package dev.arbor.platform.setting;

import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.testing.postgres.PostgresCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresTaskSettingsTest extends TaskSettingsSuite {

    private static PostgresCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = PostgresCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    TestDatabase fresh() {
        return PostgresDatabases.fresh(cluster);
    }
}
