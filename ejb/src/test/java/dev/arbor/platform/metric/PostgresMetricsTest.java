package dev.arbor.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.row.Rows;
import dev.arbor.testing.postgres.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresMetricsTest extends MetricsSuite {

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

    @Test
    void onlyTheDaysThatAreAskedForAreRead() throws SQLException {
        UUID form = new UUID(7, 7);
        TestDatabase large = PostgresDatabases.fresh(cluster);
        try (Connection connection = large.source().getConnection()) {
            Rows.change(
                    connection,
                    "INSERT INTO submission (id, kapp_id, form_id, handle, label, core_state, anonymous, content,"
                            + " version_id, created_at, created_by, updated_at, updated_by) SELECT gen_random_uuid(), ?,"
                            + " CASE WHEN n % 2 = 0 THEN CAST(? AS UUID) ELSE CAST(? AS UUID) END, 'ABCDEF', 'l',"
                            + " 'Draft', FALSE, '{}', 0, TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 minute', 'a',"
                            + " TIMESTAMPTZ '2026-01-01', 'a' FROM generate_series(1, 100000) n",
                    new UUID(6, 6),
                    form,
                    new UUID(8, 8));
            Rows.change(connection, "ANALYZE submission");
            Instant begin = Instant.parse("2026-03-10T00:00:00Z");
            String plan = String.join(
                    "\n",
                    Rows.list(
                            connection,
                            "EXPLAIN (COSTS OFF) " + Volume.select(1),
                            row -> row.getString(1),
                            form,
                            begin));
            assertThat(plan).contains("submission_of_form").doesNotContain("Seq Scan");
            assertThat(Volume.since(connection, List.of(form), begin).stream()
                            .mapToLong(Volume.Count::submissions)
                            .sum())
                    .isEqualTo(100_000 / 2 - 68 * 24 * 60 / 2 + 1);
        } finally {
            large.close();
        }
    }
}
