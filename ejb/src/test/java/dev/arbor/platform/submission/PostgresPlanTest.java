package dev.arbor.platform.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.index.EntryKey;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexPath;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.submission.Candidates.Candidate;
import dev.arbor.platform.submission.Candidates.Indexed;
import dev.arbor.platform.submission.Candidates.Origin;
import dev.arbor.platform.submission.Candidates.Place;
import dev.arbor.platform.submission.Candidates.Timeline;
import dev.arbor.testing.postgres.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Among very many submissions nothing is looked through that an index leads to, on no page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPlanTest {

    private static final int SUBMISSIONS = 200_000;
    private static final UUID FORM = new UUID(7, 7);
    private static final IndexDefinition BY_STATUS =
            new IndexDefinition("values[Status],values[Code]", List.of("values[Status]", "values[Code]"), false, true);

    private PostgresCluster cluster;
    private TestDatabase database;

    @BeforeAll
    void fill() throws SQLException {
        cluster = PostgresCluster.start();
        database = PostgresDatabases.fresh(cluster);
        try (Connection connection = database.source().getConnection()) {
            Rows.change(
                    connection,
                    "INSERT INTO submission (id, kapp_id, form_id, handle, label, core_state, anonymous, content, version_id,"
                            + " created_at, created_by, updated_at, updated_by) SELECT gen_random_uuid(), ?, ?, 'ABCDEF', 'l',"
                            + " 'Draft', FALSE, '{}', 0, TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 second', 'a',"
                            + " TIMESTAMPTZ '2026-01-01', 'a' FROM generate_series(1, " + SUBMISSIONS + ") n",
                    new UUID(6, 6),
                    FORM);
            // Every second one is open, with one of a hundred codes.
            for (int length = 1; length <= 2; length++) {
                String key = "E'\\x02' || CASE WHEN n % 2 = 0 THEN 'Open' ELSE 'Closed' END || E'\\x01'"
                        + (length == 1 ? "" : " || E'\\x02' || lpad((n % 100)::text, 2, '0') || E'\\x01'");
                Rows.change(
                        connection,
                        "INSERT INTO submission_index (path, entry_key, created_at, submission_id) SELECT ?, " + key
                                + ", created_at, id FROM (SELECT id, created_at, row_number() OVER (ORDER BY created_at) n"
                                + " FROM submission) s",
                        IndexPath.number(FORM, BY_STATUS.parts().subList(0, length)));
            }
            Rows.change(connection, "ANALYZE");
        }
    }

    @AfterAll
    void stop() {
        database.close();
        cluster.close();
    }

    private static Origin indexed(Alternative alternative, List<String> order) {
        return new Indexed(
                IndexRange.of(FORM, List.of(BY_STATUS), alternative, order).orElseThrow(), !order.isEmpty());
    }

    private static Alternative open() {
        return new Alternative(Map.of("values[Status]", "Open"), List.of());
    }

    private String plan(Origin origin, Optional<Place> after) throws SQLException {
        StringBuilder sql = new StringBuilder("EXPLAIN (COSTS OFF) ");
        List<Object> values = new ArrayList<>();
        origin.select(sql, values);
        after.ifPresent(place -> origin.behind(sql, values, place, true));
        sql.append(" ORDER BY ").append(origin.order().replace("%s", "DESC")).append(" LIMIT 26");
        try (Connection connection = database.source().getConnection()) {
            return String.join("\n", Rows.list(connection, sql.toString(), row -> row.getString(1), values.toArray()));
        }
    }

    private Place deep(Origin origin) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            Candidates candidates = new Candidates(connection, origin, true, 5_000, Optional.empty());
            Candidate last = null;
            for (int i = 0; i < SUBMISSIONS / 4; i++) {
                candidates.peek();
                last = candidates.take();
            }
            return last.place();
        }
    }

    @Test
    void a_value_is_found_by_its_index_on_the_first_and_on_a_far_page() throws SQLException {
        for (Origin origin : List.of(
                indexed(open(), List.of()),
                indexed(open(), List.of("values[Code]")),
                indexed(new Alternative(Map.of("values[Status]", "Open", "values[Code]", "08"), List.of()), List.of()),
                new Timeline("form_id", FORM, "created_at", Optional.empty(), Optional.empty(), Optional.empty()))) {
            String first = plan(origin, Optional.empty());
            assertThat(first)
                    .doesNotContain("Seq Scan")
                    .doesNotContain("Sort")
                    .containsAnyOf("Index Scan", "Index Only Scan");
            if (!(origin instanceof Indexed range && range.range().prefix().contains("08"))) {
                String far = plan(origin, Optional.of(deep(origin)));
                assertThat(shape(far)).isEqualTo(shape(first));
            }
        }
    }

    /** The steps of a plan, but for their conditions. */
    private static String shape(String plan) {
        return plan.replaceAll("(?m)^\\s*(Index Cond|Filter|Recheck Cond):.*\\R?", "")
                .strip();
    }

    @Test
    void the_keys_of_the_rows_are_those_that_are_looked_for() throws SQLException {
        assertThat(EntryKey.of(List.of("Open"), 1)).isEqualTo("\u0002Open\u0001");
        Origin origin = indexed(open(), List.of());
        try (Connection connection = database.source().getConnection()) {
            Candidates candidates = new Candidates(connection, origin, true, 1_000, Optional.empty());
            int found = 0;
            while (candidates.peek().isPresent()) {
                candidates.take();
                found++;
            }
            assertThat(found).isEqualTo(SUBMISSIONS / 2);
        }
    }
}
