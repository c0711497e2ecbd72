package dev.arbor.platform.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is known of somebody, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IdentityFactsSuite {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private TestDatabase database;
    private PlainTransactions transactions;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        transactions = new PlainTransactions(database.source());
        transactions.call(unit -> {
            Connection connection = unit.connection();
            UUID anna = account(connection, "Änna@example.com");
            UUID ben = account(connection, "ben");
            join(connection, team(connection, "Role::Müller", "b"), anna);
            join(connection, team(connection, "Department::HR", "a"), anna);
            join(connection, team(connection, "Deleted", null), anna);
            join(connection, team(connection, "Other", "c"), ben);
            value(connection, anna, IdentityFacts.ATTRIBUTES, "Manager", 0, "carl");
            value(connection, anna, IdentityFacts.ATTRIBUTES, "Manager", 1, "dora");
            value(connection, anna, IdentityFacts.PROFILE_ATTRIBUTES, "Phone", 0, "1");
            value(connection, anna, "teamAttributeDefinitions", "Not hers", 0, "x");
            value(connection, ben, IdentityFacts.ATTRIBUTES, "Manager", 0, "emil");
            return null;
        });
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void teams_and_attributes_are_those_of_the_user() {
        assertThat(of("Änna@example.com"))
                .isEqualTo(new IdentityFacts.Facts(
                        List.of("Department::HR", "Role::Müller"),
                        Map.of("Manager", List.of("carl", "dora")),
                        Map.of("Phone", List.of("1"))));
    }

    @Test
    void nobody_else_has_any() {
        for (String nobody : List.of("anonymous", "system", "", "änna@example.com", "an\0na")) {
            assertThat(of(nobody)).isEqualTo(new IdentityFacts.Facts(List.of(), Map.of(), Map.of()));
        }
    }

    private IdentityFacts.Facts of(String username) {
        return transactions.call(unit -> IdentityFacts.of(unit.connection(), username));
    }

    private static UUID account(Connection connection, String username) throws SQLException {
        UUID id = UUID.randomUUID();
        Rows.change(
                connection,
                "INSERT INTO account (id, username, administrator, enabled, created_at, updated_at)"
                        + " VALUES (?, ?, FALSE, TRUE, ?, ?)",
                id,
                username,
                NOW,
                NOW);
        return id;
    }

    private static UUID team(Connection connection, String name, String slug) throws SQLException {
        UUID id = UUID.randomUUID();
        Rows.change(
                connection,
                "INSERT INTO team (id, slug, name, local_name, created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, ?, ?, ?, 'a', ?, 'a')",
                id,
                slug,
                name,
                name,
                NOW,
                NOW);
        return id;
    }

    private static void join(Connection connection, UUID team, UUID account) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO membership (team_id, account_id, created_at, created_by) VALUES (?, ?, ?, 'a')",
                team,
                account,
                NOW);
    }

    private static void value(Connection connection, UUID owner, String kind, String name, int position, String content)
            throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO attribute_value (owner_id, kind, name, position, content) VALUES (?, ?, ?, ?, ?)",
                owner.toString(),
                kind,
                name,
                position,
                content);
    }
}
