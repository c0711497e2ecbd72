package dev.arbor.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.server.Await;
import dev.arbor.testing.postgres.PostgresCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, which may die too. */
class KillPostgresIT extends KillSuite {

    private final PostgresCluster cluster = PostgresCluster.start();

    @Override
    Map<String, String> database() {
        return Map.of(
                "ARBOR_DEMO",
                "false",
                "ARBOR_DB_URL",
                cluster.newDatabase(),
                "ARBOR_DB_USER",
                cluster.user(),
                "ARBOR_DB_PASSWORD",
                "any");
    }

    @Test
    void theServerHealsWhenItsDatabaseWasAway() {
        try (Load load = load("database" + System.nanoTime())) {
            for (int i = 0; i < 2; i++) {
                load.order(BATCH);
                load.awaitAcknowledged(i * BATCH + BATCH / 2);
                cluster.kill();
                int lost = load.retries();
                Await.until("clients feel it", () -> load.retries() > lost + 10);
                Await.pause(Duration.ofSeconds(4));
                cluster.restart();
            }
            load.finish();
            new Aftermath(api, world, load).check();
            assertThat(server.isReady()).isTrue();
        }
    }

    @AfterAll
    void stopDatabase() {
        cluster.close();
    }
}
