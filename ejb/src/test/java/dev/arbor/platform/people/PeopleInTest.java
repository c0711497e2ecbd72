package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.access.StandingRules;
import dev.arbor.platform.account.Accounts;
import dev.arbor.platform.account.PasswordSignIn;
import dev.arbor.platform.account.Passwords;
import dev.arbor.platform.account.SecretCheck;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PeopleParts;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.SignIn;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Event;
import dev.arbor.platform.event.EventQueue;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people of the platform on a database, put together as the server does, with a clock that moves a second at each look. */
final class PeopleInTest {

    static final Identity ADMIN =
            Identity.of(new Account("admin", Optional.of("Ädmin"), Optional.empty(), true, false), 0);

    final PlainTransactions transactions;
    final StoredUsers users;
    final StoredTeams teams;
    final StoredMemberships memberships;
    final StoredPasswordResets resets;
    final Accounts accounts;
    final PasswordSignIn signIn;
    Instant now = Instant.parse("2026-03-01T10:00:00.123456Z");

    PeopleInTest(TestDatabase database) {
        this(database, new StandingRules());
    }

    PeopleInTest(TestDatabase database, Authoriser rules) {
        transactions = new PlainTransactions(database.source());
        InstantSource time = () -> now = now.plus(Duration.ofSeconds(1));
        SpaceTable.ensure(transactions, time, "arbor");
        PeopleEvents events = new PeopleEvents(new Outbox(new Ids(database.source()), () -> {}));
        MembershipChanges changes = new MembershipChanges(rules, events);
        Passwords passwords = new Passwords(8);
        users = new StoredUsers(transactions, rules, passwords, changes, events, time);
        teams = new StoredTeams(transactions, rules, changes, events, time);
        memberships = new StoredMemberships(transactions, rules, changes, time);
        resets = new StoredPasswordResets(transactions, rules, passwords, new ResetGuesses(), events, time);
        accounts = new Accounts(database.source());
        signIn = new PasswordSignIn(accounts, new SecretCheck(() -> now));
    }

    /** Nobody and nothing is there but an administrator. */
    void clear() {
        transactions.call(unit -> {
            for (String table : List.of(
                    "password_reset",
                    "membership",
                    "team",
                    "oauth_client",
                    "oauth_code",
                    "attribute_value",
                    "attribute_definition",
                    "platform_event",
                    "platform_event_payload",
                    "account")) {
                Rows.change(unit.connection(), "DELETE FROM " + table);
            }
            Rows.change(
                    unit.connection(),
                    "INSERT INTO account (username, administrator, enabled, created_at, updated_at)"
                            + " VALUES ('admin', TRUE, TRUE, ?, ?)",
                    now,
                    now);
            return null;
        });
    }

    /** JSON with apostrophes for quotes. */
    static ObjectNode json(String text) {
        return Documents.read(text.replace('\'', '"'));
    }

    /** Somebody who has signed in and administers nothing. */
    static Identity somebody(String username) {
        return Identity.of(new Account(username, Optional.empty(), Optional.empty(), false, false), 0);
    }

    /** Defines an attribute of the space. */
    void define(String kind, String name) {
        transactions.call(unit -> {
            AttributeDefinitions.insert(
                    unit.connection(),
                    kind,
                    SpaceTable.id(unit.connection()),
                    Documents.object().put("name", name),
                    "Space");
            return null;
        });
    }

    /** Makes a user by the administrator, from more of a body. */
    void user(String username, String more) {
        users.create(ADMIN, json("{'username':'" + username + "'" + (more.isEmpty() ? "" : "," + more) + "}"));
    }

    /** Makes a team by the administrator; gives its slug. */
    String team(String name) {
        return teams.create(ADMIN, json("{'name':'" + name + "'}"));
    }

    JsonNode find(String username, String... parts) {
        return users.find(ADMIN, username, new PeopleParts(Set.of(parts), Set.of()));
    }

    JsonNode findTeam(String slug, String... parts) {
        return teams.find(ADMIN, slug, new PeopleParts(Set.of(parts), Set.of()));
    }

    /** The names of the users that a query means, in its order, from pages of a size. */
    List<String> usernames(String q, String orderBy, boolean descending, int limit) {
        List<String> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            PeopleSearch.Found found = users.list(
                    ADMIN,
                    new PeopleSearch(Optional.ofNullable(q), Optional.ofNullable(orderBy), descending, limit, after),
                    PeopleParts.NONE);
            if (found.items().size() > limit
                    || found.next().isPresent() && found.items().size() < limit) {
                throw new AssertionError("Expected pages of " + limit + ", but one has "
                        + found.items().size());
            }
            found.items().forEach(user -> all.add(user.get("username").asText()));
            after = found.next();
        } while (after.isPresent());
        return all;
    }

    List<String> usernames(String q) {
        return usernames(q, null, false, 1000);
    }

    /** The names of the teams that a query means, in its order. */
    List<String> teamNames(String q) {
        return teams
                .list(
                        ADMIN,
                        new PeopleSearch(Optional.ofNullable(q), Optional.empty(), false, 1000, Optional.empty()),
                        false,
                        PeopleParts.NONE)
                .items()
                .stream()
                .map(team -> team.get("name").asText())
                .toList();
    }

    /** Whether a name and a password belong together. */
    boolean welcome(String username, String password) {
        return signIn.attempt(username, password, "here").outcome() == SignIn.Outcome.WELCOME;
    }

    List<Event> events() {
        return transactions.call(unit -> EventQueue.next(unit.connection(), now, 1000));
    }

    /** The events that were told since the last look, as {@code Type Action}, oldest first. */
    List<String> told() {
        List<String> names = events().stream().map(Event::name).toList();
        transactions.call(unit -> {
            EventQueue.delivered(unit.connection(), EventQueue.next(unit.connection(), now, 1000));
            return null;
        });
        return names;
    }

    /** What the last event of a name tells. */
    ObjectNode payload(String name) {
        Event event = events().stream()
                .filter(each -> each.name().equals(name))
                .reduce((before, after) -> after)
                .orElseThrow(() -> new AssertionError("Expected the event " + name + ", but there is none."));
        return transactions.call(
                unit -> Documents.read(EventQueue.payloads(unit.connection(), List.of(event.payloadId()))
                        .get(event.payloadId())));
    }

    /** The text in the first row and column. */
    String text(String sql) {
        return transactions.call(unit ->
                Rows.one(unit.connection(), sql, row -> row.getString(1)).orElseThrow());
    }
}
