package dev.arbor.platform.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.PostgresDatabases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.people.Pages.Statement;
import dev.arbor.platform.row.Rows;
import dev.arbor.testing.postgres.PostgresCluster;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Among many users nobody is looked through whom an index leads to, on no page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPeoplePlanTest {

    private static final int USERS = 10_000;

    private PostgresCluster cluster;
    private TestDatabase database;
    private PlainTransactions transactions;

    @BeforeAll
    void fill() {
        cluster = PostgresCluster.start();
        database = PostgresDatabases.fresh(cluster);
        transactions = new PlainTransactions(database.source());
        transactions.call(unit -> {
            Connection connection = unit.connection();
            Rows.change(
                    connection,
                    "INSERT INTO account (username, email, display_name, administrator, enabled, created_at, updated_at)"
                            + " SELECT 'user' || lpad(n::text, 5, '0'), CASE WHEN n % 10 = 0 THEN NULL ELSE"
                            + " 'e' || md5(n::text) END, 'Name ' || n % 700, FALSE, n % 2 = 0,"
                            + " TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 second',"
                            + " TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 minute' FROM generate_series(1, " + USERS
                            + ") n");
            Rows.change(
                    connection,
                    "INSERT INTO attribute_value (owner_id, kind, name, position, content) SELECT id::text,"
                            + " 'userAttributeDefinitions', 'Manager', 0, 'manager' || substr(username, 7) FROM account");
            Rows.change(
                    connection,
                    "INSERT INTO team (id, slug, name, local_name, parent_name, created_at, created_by, updated_at,"
                            + " updated_by) SELECT gen_random_uuid(), md5('A' || n % 50 || '::' || n), 'A' || n % 50 ||"
                            + " '::' || n, n::text, 'A' || n % 50, TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 second',"
                            + " 'a', TIMESTAMPTZ '2026-01-01', 'a' FROM generate_series(1, " + USERS + ") n");
            Rows.change(connection, "ANALYZE");
            return null;
        });
    }

    @AfterAll
    void stop() {
        database.close();
        cluster.close();
    }

    private static Pages pages(
            Catalogue catalogue, String q, String orderBy, boolean descending, Optional<String> after) {
        return new Pages(
                catalogue,
                new PeopleSearch(Optional.ofNullable(q), Optional.ofNullable(orderBy), descending, 25, after),
                catalogue == Catalogue.USERS ? "1 = 1" : "slug IS NOT NULL");
    }

    private String plan(Statement select) {
        return transactions.call(unit -> String.join(
                "\n",
                Rows.list(
                        unit.connection(),
                        "EXPLAIN (COSTS OFF) " + select.sql(),
                        row -> row.getString(1),
                        select.values().toArray())));
    }

    @Test
    void every_order_goes_along_an_index_on_the_first_page_and_on_a_far_one() {
        for (Catalogue catalogue : List.of(Catalogue.USERS, Catalogue.TEAMS)) {
            for (var property : catalogue.properties().entrySet()) {
                if (property.getValue().kind().orders()) {
                    for (boolean descending : new boolean[] {false, true}) {
                        Pages pages = pages(catalogue, null, property.getKey(), descending, Optional.empty());
                        String far = far(catalogue, property.getKey(), descending);
                        for (Optional<String> after : List.of(Optional.<String>empty(), Optional.of(far))) {
                            String plan = plan(pages.select(false, after.map(pages::place), 26));
                            assertThat(plan)
                                    .as(property.getKey() + " " + after)
                                    .contains("Index Scan")
                                    .doesNotContain("Seq Scan")
                                    .doesNotContain("Sort");
                            assertThat(after.isEmpty() || plan.contains("Index Cond"))
                                    .as(plan)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    /** Where the first half ends. */
    private String far(Catalogue catalogue, String orderBy, boolean descending) {
        Pages half = new Pages(
                catalogue,
                new PeopleSearch(Optional.empty(), Optional.of(orderBy), descending, USERS / 2, Optional.empty()),
                "1 = 1");
        return transactions.call(unit -> half.read(unit.connection())).next().orElseThrow();
    }

    @Test
    void pages_have_each_once() {
        Set<Object> seen = new HashSet<>();
        Optional<String> after = Optional.empty();
        int rows = 0;
        do {
            Pages pages = pages(Catalogue.USERS, null, "email", true, after);
            Pages.Page page = transactions.call(unit -> pages.read(unit.connection()));
            page.rows().forEach(row -> seen.add(row.id()));
            rows += page.rows().size();
            after = page.next();
        } while (after.isPresent());
        assertThat(rows).isEqualTo(USERS);
        assertThat(seen).hasSize(USERS);
    }

    @Test
    void queries_are_answered_by_indexes() {
        for (String q : List.of(
                "username = \"user05000\"",
                "username IN (\"user05000\", \"user00001\")",
                "username =* \"user0500\"",
                "username BETWEEN (\"user0500\", \"user0501\")",
                "email = \"e1\"",
                "email =* \"e12\"",
                "displayName = \"Name 7\"",
                "createdAt < \"2026-01-01T00:01:00Z\"",
                "attributes[Manager] = \"manager500\"",
                "attributes[Manager] = \"manager500\" AND enabled = \"true\"")) {
            assertThat(plan(pages(Catalogue.USERS, q, null, false, Optional.empty())
                            .select(false, Optional.empty(), 26)))
                    .as(q)
                    .containsAnyOf("Index Scan", "Index Only Scan", "Bitmap Index Scan")
                    .contains("Index Cond")
                    .doesNotContain("Seq Scan");
        }
        for (String q : List.of("name =* \"A7::\"", "parentName = \"A7\"", "localName = \"77\"")) {
            assertThat(plan(pages(Catalogue.TEAMS, q, null, false, Optional.empty())
                            .select(false, Optional.empty(), 26)))
                    .as(q)
                    .contains("Index Cond")
                    .doesNotContain("Seq Scan");
        }
    }
}
