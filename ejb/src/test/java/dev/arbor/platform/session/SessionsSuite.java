package dev.arbor.platform.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.account.Accounts;
import dev.arbor.platform.account.PasswordHash;
import dev.arbor.platform.account.PasswordSignIn;
import dev.arbor.platform.account.SecretCheck;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Sessions.Attempt;
import dev.arbor.platform.api.Sessions.Session;
import dev.arbor.platform.api.SignIn.Outcome;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Event;
import dev.arbor.platform.event.EventQueue;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.people.PeopleEvents;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceSettings;
import dev.arbor.platform.space.SpaceTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sessions promise, on whichever database a subclass brings. */
abstract class SessionsSuite {

    private static final String PASSWORD = "correct horse — battery";
    private static final String HASH = PasswordHash.of(PASSWORD);
    private static final String HERE = "10.0.0.1";
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);

    private TestDatabase database;
    private PlainTransactions transactions;
    private StoredSessions sessions;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    abstract TestDatabase fresh();

    @BeforeEach
    void open() {
        database = fresh();
        transactions = new PlainTransactions(database.source());
        SpaceTable.ensure(transactions, () -> now, "acme");
        account("jane", "");
        sessions = server();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A server that has just started. */
    private StoredSessions server() {
        InstantSource time = () -> now;
        Accounts accounts = new Accounts(database.source());
        SpaceSettings space = new SpaceSettings(transactions, time, IDLE);
        Outbox outbox = new Outbox(new Ids(database.source()), () -> {});
        return new StoredSessions(
                transactions,
                new PasswordSignIn(accounts, new SecretCheck(time)),
                accounts,
                new AllowedAddresses(space),
                space,
                new SessionEvents(transactions, outbox, new PeopleEvents(outbox)),
                time,
                LONGEST);
    }

    private int change(String sql, Object... values) {
        return transactions.call(unit -> Rows.change(unit.connection(), sql, values));
    }

    private void account(String username, String allowedIps) {
        change(
                "INSERT INTO account (username, password_hash, display_name, email, administrator, enabled, allowed_ips, created_at,"
                        + " updated_at) VALUES (?, ?, 'Jänë', 'jane@example.com', FALSE, TRUE, ?, CURRENT_TIMESTAMP,"
                        + " CURRENT_TIMESTAMP)",
                username,
                HASH,
                allowedIps);
    }

    private void space(String content) {
        change("UPDATE space SET content = ?", content);
        pass(Duration.ofSeconds(1));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Session signIn() {
        return signIn(Optional.empty());
    }

    private Session signIn(Optional<String> before) {
        Attempt attempt = sessions.begin("jane", PASSWORD, HERE, before);
        assertThat(attempt.outcome()).isEqualTo(Outcome.WELCOME);
        return attempt.session().orElseThrow();
    }

    private boolean lasts(Session session) {
        return sessions.find(session.id()).isPresent();
    }

    private long rows() {
        return transactions.call(
                unit -> Rows.one(unit.connection(), "SELECT count(*) FROM web_session", row -> row.getLong(1))
                        .orElseThrow());
    }

    private List<Event> events() {
        return transactions.call(unit -> EventQueue.next(unit.connection(), now, 100));
    }

    private List<String> told() {
        return events().stream().map(Event::name).toList();
    }

    private ObjectNode payload(Event event) {
        return transactions.call(
                unit -> Documents.read(EventQueue.payloads(unit.connection(), List.of(event.payloadId()))
                        .get(event.payloadId())));
    }

    // --- Beginning

    @Test
    void whoSignsInIsKnownByTheIdAndOnEveryServer() {
        Session session = signIn();

        assertThat(session.id()).matches("[A-Za-z0-9_-]{43}");
        Session found = sessions.find(session.id()).orElseThrow();
        assertThat(found.account().username()).isEqualTo("jane");
        assertThat(found.account().email()).contains("jane@example.com");
        assertThat(found.xsrfToken()).isEqualTo(session.xsrfToken());
        assertThat(server().find(session.id())).as("another server").isPresent();
        assertThat(session.toString()).doesNotContain(session.id()).doesNotContain(session.xsrfToken());
    }

    @Test
    void theDatabaseHasNothingThatABrowserCouldUse() {
        Session session = signIn();
        List<String> texts = transactions.call(unit -> Rows.list(
                unit.connection(),
                "SELECT id_hash || ' ' || username || ' ' || password_mark FROM web_session",
                row -> row.getString(1)));

        assertThat(texts).hasSize(1);
        assertThat(texts.get(0))
                .doesNotContain(session.id())
                .doesNotContain(session.xsrfToken())
                .doesNotContain(HASH);
        for (String part : texts.get(0).split(" ")) {
            assertThat(sessions.find(part)).as("a column is no id").isEmpty();
        }
        events().forEach(event -> assertThat(payload(event).toString()).doesNotContain(session.id()));
    }

    @Test
    void anIdThatWasChangedOrMadeUpIsNone() {
        String id = signIn().id();
        String changed = (id.charAt(0) == 'A' ? 'B' : 'A') + id.substring(1);
        for (String text :
                List.of(changed, "", id + "A", id.substring(1), "x", "' OR 1=1", id + "\u0000", "é".repeat(43))) {
            assertThat(sessions.find(text)).as(text).isEmpty();
            sessions.end(text);
        }
        assertThat(sessions.find(id)).isPresent();
    }

    @Test
    void eachSignInHasItsOwnIdAndEndsTheSessionThatTheBrowserHad() {
        Session first = signIn();
        Session elsewhere = signIn();
        Session second = signIn(Optional.of(first.id()));
        Session madeUp = signIn(Optional.of("A".repeat(43)));

        assertThat(List.of(first.id(), elsewhere.id(), second.id(), madeUp.id(), "A".repeat(43)))
                .doesNotHaveDuplicates();
        assertThat(second.xsrfToken()).isNotEqualTo(first.xsrfToken()).isNotEqualTo(second.id());
        assertThat(lasts(first)).isFalse();
        assertThat(lasts(elsewhere)).isTrue();
        assertThat(lasts(second)).isTrue();
        assertThat(sessions.find("A".repeat(43))).isEmpty();
    }

    // --- Ending

    @Test
    void itLastsForAsLongAsItIsUsed() {
        Session session = signIn();
        for (int i = 0; i < 5; i++) {
            pass(IDLE.minusSeconds(1));
            assertThat(lasts(session)).isTrue();
        }
        pass(IDLE);
        assertThat(lasts(session)).as("a minute is not noted").isTrue();
        pass(IDLE.plus(StoredSessions.NOTED));
        assertThat(lasts(session)).isFalse();
    }

    @Test
    void itEndsAtTheLatestAfterTheLongestTime() {
        Session session = signIn();
        for (Duration gone = Duration.ZERO; gone.compareTo(LONGEST) < 0; gone = gone.plusMinutes(20)) {
            assertThat(lasts(session)).as("after %s", gone).isTrue();
            pass(Duration.ofMinutes(20));
        }
        assertThat(lasts(session)).isFalse();
    }

    @Test
    void theSpaceSaysHowLongItMayBeUnused() {
        Session session = signIn();
        space("{\"sessionInactiveLimitInSeconds\":120}");
        pass(Duration.ofSeconds(170));
        assertThat(lasts(session)).isTrue();
        pass(Duration.ofSeconds(180));
        assertThat(lasts(session)).isFalse();
    }

    @Test
    void itsRowIsWrittenOnceAMinuteAtMost() {
        Session session = signIn();
        Instant began = now;
        pass(Duration.ofSeconds(59));
        assertThat(lasts(session)).isTrue();
        assertThat(usedAt()).isEqualTo(began);
        pass(Duration.ofSeconds(1));
        assertThat(lasts(session)).isTrue();
        assertThat(usedAt()).isEqualTo(now);
    }

    private Instant usedAt() {
        return transactions.call(
                unit -> Rows.one(unit.connection(), "SELECT used_at FROM web_session", row -> Rows.moment(row, 1))
                        .orElseThrow());
    }

    @Test
    void aNewPasswordEndsIt() {
        Session session = signIn();
        change("UPDATE account SET password_hash = ? WHERE username = 'jane'", PasswordHash.of(PASSWORD));
        assertThat(lasts(session)).as("even if it is the same again").isFalse();
    }

    @Test
    void whoIsDisabledIsOutAndStaysOut() {
        Session session = signIn();
        change("UPDATE account SET enabled = FALSE WHERE username = 'jane'");
        assertThat(lasts(session)).isFalse();
        assertThat(sessions.sweep()).isEqualTo(1);
        change("UPDATE account SET enabled = TRUE WHERE username = 'jane'");
        assertThat(lasts(session)).isFalse();
    }

    @Test
    void whoSignsOutIsOutOfThatSessionAlone() {
        Session session = signIn();
        Session other = signIn();
        sessions.end(session.id());
        sessions.end(session.id());
        assertThat(lasts(session)).isFalse();
        assertThat(lasts(other)).isTrue();
        assertThat(told()).containsExactly("User Login", "User Login", "User Logout");
    }

    @Test
    void rowsOfWhatHasEndedGo() {
        signIn();
        pass(IDLE);
        Session young = signIn();
        assertThat(sessions.sweep()).isZero();
        pass(StoredSessions.NOTED);
        assertThat(sessions.sweep()).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
        assertThat(lasts(young)).isTrue();
        change("UPDATE web_session SET ends_at = ?", now);
        assertThat(sessions.sweep()).isEqualTo(1);
    }

    // --- Who is refused, and what is told

    @Test
    void aWrongPasswordBeginsNothingAndIsToldFiveTimes() {
        for (int i = 0; i < 8; i++) {
            Attempt attempt = sessions.begin("jane", "wrong-" + i, HERE, Optional.empty());
            assertThat(attempt.outcome()).isEqualTo(i < 5 ? Outcome.WRONG : Outcome.TOO_MANY);
            assertThat(attempt.session()).isEmpty();
        }
        assertThat(rows()).isZero();
        assertThat(told()).hasSize(5).containsOnly("Space Login Failure");
        ObjectNode payload = payload(events().get(0));
        assertThat(payload.path("username").asText()).isEqualTo("jane");
        assertThat(payload.path("remoteAddress").asText()).isEqualTo(HERE);
        assertThat(payload.path("reason").asText()).isEqualTo("Bad credentials");
        assertThat(payload.at("/space/slug").asText()).isEqualTo("acme");
        events().forEach(event -> assertThat(payload(event).toString()).doesNotContain("wrong-"));
    }

    @Test
    void namesOfAnyKindAreWrongAndNoMore() {
        for (String name : List.of("", "nobody", "ja\u0000ne", "n".repeat(100_000), "' OR 1=1 --")) {
            assertThat(sessions.begin(name, PASSWORD, HERE, Optional.empty()).outcome())
                    .isEqualTo(Outcome.WRONG);
        }
        assertThat(told()).hasSize(5);
        assertThat(payload(events().get(3)).path("username").asText()).hasSize(255);
    }

    @Test
    void theEventsTellWhoItWas() {
        Session session = signIn();
        sessions.end(session.id());

        assertThat(told()).containsExactly("User Login", "User Logout");
        for (Event event : events()) {
            ObjectNode payload = payload(event);
            assertThat(payload.at("/user/username").asText()).isEqualTo("jane");
            assertThat(payload.at("/user/email").asText()).isEqualTo("jane@example.com");
            assertThat(payload.at("/user/displayName").asText()).isEqualTo("Jänë");
            assertThat(payload.at("/user/attributes").isArray()).isTrue();
            assertThat(payload.at("/identity/username").asText()).isEqualTo("jane");
            assertThat(payload.at("/space/slug").asText()).isEqualTo("acme");
            assertThat(payload.toString()).doesNotContain(HASH).doesNotContain("password");
        }
    }

    @Test
    void anAccountThatMayNotComeFromThereIsRefused() {
        account("otto", "192.168.0.0/16, 2001:db8::1");

        assertThatThrownBy(() -> sessions.begin("otto", PASSWORD, HERE, Optional.empty()))
                .isInstanceOf(PlatformRefusal.class)
                .hasMessage("Expected a request from one of the addresses that are allowed for 'otto', but it comes"
                        + " from 10.0.0.1.");
        assertThat(rows()).isZero();
        assertThat(payload(events().get(0)).path("reason").asText()).isEqualTo("Address not allowed");
        assertThat(sessions.begin("otto", PASSWORD, "192.168.9.9", Optional.empty())
                        .outcome())
                .isEqualTo(Outcome.WELCOME);
    }

    @Test
    void theSpaceTakesRequestsFromItsAddressesWhereItSaysSo() {
        SpaceSettings space = new SpaceSettings(transactions, () -> now, IDLE);
        AllowedAddresses addresses = new AllowedAddresses(space);
        assertThat(addresses.spaceAdmits(HERE)).isTrue();
        space("{\"allowedIps\":[\"192.168.0.0/16\",\"2001:db8::/32\"],\"allowedIpsEnabled\":false}");
        assertThat(addresses.spaceAdmits(HERE)).isTrue();
        space("{\"allowedIps\":[\"192.168.0.0/16\",\"2001:db8::/32\"],\"allowedIpsEnabled\":true}");
        assertThat(addresses.spaceAdmits(HERE)).isFalse();
        assertThat(addresses.spaceAdmits("::ffff:192.168.1.1")).isTrue();
        assertThat(addresses.spaceAdmits("2001:db8::7")).isTrue();
        assertThat(addresses.spaceAdmits("not an address")).isFalse();
    }
}
