package dev.arbor.platform.people;

import static dev.arbor.platform.people.PeopleInTest.ADMIN;
import static dev.arbor.platform.people.PeopleInTest.json;
import static dev.arbor.platform.people.PeopleInTest.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.PlatformRefusal;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is promised of new passwords, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PasswordResetsSuite {

    private TestDatabase database;
    private PeopleInTest people;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        people = new PeopleInTest(database);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        people.clear();
    }

    private static void refused(ThrowingCallable work, int status, String said) {
        assertThatThrownBy(work).isInstanceOfSatisfying(PlatformRefusal.class, refusal -> {
            assertThat(refusal.status()).as(refusal.getMessage()).isEqualTo(status);
            assertThat(refusal).hasMessageContaining(said);
        });
    }

    @Test
    void a_token_sets_a_password_once() {
        people.user("jane", "'enabled':true,'password':'old password'");
        String token = people.resets.issue(ADMIN, "JANE", json("{}"));
        String another = people.resets.issue(somebody("jane"), "jane", json("{}"));

        refused(() -> people.resets.redeem(token, "short", "a"), 400, "at least 8 characters");
        assertThat(people.resets.redeem(token, "new password", "a")).isEqualTo("jane");

        assertThat(people.welcome("jane", "new password")).isTrue();
        assertThat(people.welcome("jane", "old password")).isFalse();
        refused(() -> people.resets.redeem(token, "other password", "a"), 400, "was not used");
        refused(() -> people.resets.redeem(another, "other password", "a"), 400, "was not used");
        assertThat(people.told()).containsExactly("User Created", "User Updated");
    }

    @Test
    void a_token_is_good_until_it_expires() {
        people.user("jane", "");
        String day = people.resets.issue(ADMIN, "jane", json("{}"));
        String twoHours = people.resets.issue(ADMIN, "jane", json("{'expiresIn':{'hours':1,'minutes':60}}"));
        String until = people.resets.issue(ADMIN, "jane", json("{'expiresAt':'" + people.now.plusSeconds(60) + "'}"));

        people.now = people.now.plus(Duration.ofMinutes(119));
        refused(() -> people.resets.redeem(until, "new password", "a"), 400, "has not expired");
        people.now = people.now.plus(Duration.ofMinutes(2));
        refused(() -> people.resets.redeem(twoHours, "new password", "a"), 400, "has not expired");
        people.now = people.now.plus(Duration.ofHours(21));
        assertThat(people.resets.redeem(day, "new password", "a")).isEqualTo("jane");
    }

    @Test
    void what_is_stored_is_not_the_token() {
        people.user("jane", "");
        String token = people.resets.issue(ADMIN, "jane", json("{}"));

        assertThat(token).hasSizeGreaterThan(40);
        assertThat(people.text("SELECT token_hash FROM password_reset"))
                .hasSize(64)
                .doesNotContain(token);
        people.users.delete(ADMIN, "jane");
        refused(() -> people.resets.redeem(token, "new password", "a"), 400, "was not used");
    }

    @Test
    void whoever_guesses_is_slowed() {
        people.user("jane", "");
        String token = people.resets.issue(ADMIN, "jane", json("{}"));
        for (int i = 0; i < ResetGuesses.FEW; i++) {
            refused(() -> people.resets.redeem("wrong", "new password", "guesser"), 400, "was not used");
        }

        refused(() -> people.resets.redeem(token, "new password", "guesser"), 429, "try again in a minute");
        assertThat(people.resets.redeem(token, "new password", "another")).isEqualTo("jane");
    }

    @Test
    void tokens_are_for_oneself_or_by_an_administrator() {
        people.user("jane", "");
        people.user("ben", "");
        refused(() -> people.resets.issue(somebody("ben"), "jane", json("{}")), 403, "'Users Access'");
        refused(() -> people.resets.issue(somebody("ben"), "nobody", json("{}")), 403, "'Users Access'");
        refused(() -> people.resets.issue(ADMIN, "nobody", json("{}")), 404, "Unable to locate the nobody User");
        for (String[] each : new String[][] {
            {"{'expiresAt':'soon'}", "expiresAt to be a time"},
            {"{'expiresAt':'2020-01-01T00:00:00Z'}", "in the future"},
            {"{'expiresAt':'2099-01-01T00:00:00Z'}", "within 365 days"},
            {"{'expiresIn':5}", "expiresIn to be an object"},
            {"{'expiresIn':{'days':'x'}}", "'days' of expiresIn"},
            {"{'expiresIn':{'days':1.5}}", "'days' of expiresIn"},
            {"{'expiresIn':{'days':-1}}", "in the future"},
            {"{'expiresIn':{'days':99999999999}}", "'days' of expiresIn"}
        }) {
            refused(() -> people.resets.issue(ADMIN, "jane", json(each[0])), 400, each[1]);
        }
    }

    @Test
    void a_new_name_or_password_ends_the_tokens_of_before() {
        people.user("jane", "'enabled':true");
        Instant made = since("jane");

        people.users.update(ADMIN, "jane", json("{'displayName':'J'}"));
        assertThat(since("jane")).isEqualTo(made);
        people.users.update(ADMIN, "jane", json("{'password':'new password'}"));
        Instant changed = since("jane");
        assertThat(changed).isAfter(made);
        people.users.update(ADMIN, "jane", json("{'username':'janet'}"));
        assertThat(since("janet")).isAfter(changed);
        String token = people.resets.issue(ADMIN, "janet", json("{}"));
        Instant renamed = since("janet");
        people.resets.redeem(token, "newer password", "a");
        assertThat(since("janet")).isAfter(renamed);
    }

    private Instant since(String username) {
        return people.accounts.find(username).orElseThrow().tokensSince().orElseThrow();
    }
}
