package dev.arbor.platform.webhookjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.row.Rows;
import dev.arbor.testing.postgres.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Among many jobs that ended, none is read to find those that did not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPlansTest {

    private PostgresCluster cluster;
    private TestDatabase database;

    @BeforeAll
    void fill() throws SQLException {
        cluster = PostgresCluster.start();
        database = PostgresDatabases.fresh(cluster);
        try (Connection connection = database.source().getConnection()) {
            Rows.change(
                    connection,
                    "INSERT INTO webhook_job (id, webhook_id, scope_type, scope_id, name, type, event, parent_id,"
                            + " parent_key, url, status, request_content, retry_count, tries, depth, caused_by,"
                            + " scheduled_at, due_at, member, ended_at) SELECT gen_random_uuid(), ?, 'Space',"
                            + " CAST(? AS UUID), 'n', 'Submission', 'Submission Created', 'p' || n, 'p' || n, 'u',"
                            + " CASE WHEN n % 1000 = 0 THEN 'Queued' ELSE 'Complete' END, '{}', 0, 1, 1, 'a',"
                            + " TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 second',"
                            + " CASE WHEN n % 1000 = 0 THEN TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 second' END, NULL,"
                            + " CASE WHEN n % 1000 <> 0 THEN TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 second' END"
                            + " FROM generate_series(1, 100000) n",
                    new UUID(5, 5),
                    new UUID(0, 1));
            Rows.change(connection, "ANALYZE webhook_job");
        }
    }

    @AfterAll
    void stop() {
        database.close();
        cluster.close();
    }

    private String plan(String sql, Object... values) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            return String.join(
                    "\n", Rows.list(connection, "EXPLAIN (COSTS OFF) " + sql, row -> row.getString(1), values));
        }
    }

    @Test
    void workersReadWhatIsOpen() throws SQLException {
        Instant now = Instant.parse("2026-02-01T00:00:00Z");
        assertThat(plan(JobClaims.DUE + " ORDER BY due_at, webhook_id LIMIT 8", now))
                .contains("webhook_job_due")
                .doesNotContain("Sort");
        assertThat(plan(JobClaims.HOLDERS)).contains("webhook_job_in_hand");
        assertThat(plan(JobRows.FORGET + " LIMIT 200)", now))
                .contains("webhook_job_ended")
                .doesNotContain("Seq Scan");
    }

    @Test
    void listsReadOnePage() throws SQLException {
        Instant last = Instant.parse("2026-01-01T12:00:00Z");
        String order = " ORDER BY scheduled_at DESC, id DESC LIMIT 26";
        String behind = " AND scheduled_at <= ? AND (scheduled_at < ? OR id < ?)";
        for (String sql : new String[] {
            JobRows.SELECT + " WHERE scope_id = '00000000-0000-0000-0000-000000000001'",
            JobRows.SELECT + " WHERE 1 = 1",
            JobRows.SELECT + " WHERE status = 'Queued'"
        }) {
            assertThat(plan(sql + order)).contains("Index Scan Backward").doesNotContain("Sort");
            assertThat(plan(sql + behind + order, last, last, new UUID(9, 9)))
                    .contains("Index Scan Backward")
                    .doesNotContain("Sort");
        }
    }
}
