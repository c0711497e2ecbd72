package dev.arbor.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.SignIn.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private final TestDatabase database = H2Databases.fresh();
    private final Administrator administrator = new Administrator(database.source());
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private PasswordSignIn signIn() {
        return new PasswordSignIn(new Accounts(database.source()), new SecretCheck(() -> now));
    }

    private Outcome attempt(String username, String password) {
        return signIn().attempt(username, password, "127.0.0.1").outcome();
    }

    @Test
    void the_first_start_makes_a_password_up_and_tells_it_once() {
        Announcement first = administrator.ensure("admin", Optional.empty());
        Announcement second = administrator.ensure("admin", Optional.empty());

        String password = first.generatedPassword().orElseThrow();
        assertThat(password).hasSizeGreaterThanOrEqualTo(16);
        assertThat(first.line()).contains(password);
        assertThat(first.toString()).doesNotContain(password);
        assertThat(second.generatedPassword()).isEmpty();
        assertThat(attempt("admin", password)).isEqualTo(Outcome.WELCOME);
        assertThat(attempt("admin", password + "x")).isEqualTo(Outcome.WRONG);
        assertThat(attempt("nobody", password)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void a_configured_password_wins_at_any_start() {
        administrator.ensure("änna", Optional.of("pässword: 1"));
        assertThat(attempt("änna", "pässword: 1")).isEqualTo(Outcome.WELCOME);
        Announcement later = administrator.ensure("änna", Optional.of("another"));

        assertThat(later.generatedPassword()).isEmpty();
        assertThat(later.source()).contains("ARBOR_ADMIN_PASSWORD");
        assertThat(attempt("änna", "pässword: 1")).isEqualTo(Outcome.WRONG);
        assertThat(attempt("änna", "another")).isEqualTo(Outcome.WELCOME);
    }

    @Test
    void one_who_was_renamed_is_not_made_again_unless_that_is_asked_for() throws SQLException {
        administrator.ensure("admin", Optional.of("secret"));
        execute("UPDATE account SET username = 'root'");

        assertThat(administrator.ensure("admin", Optional.empty()).line()).contains("'root'", "from an earlier start");
        assertThat(attempt("admin", "secret")).isEqualTo(Outcome.WRONG);
        assertThat(administrator.ensure("admin", Optional.of("another")).username())
                .isEqualTo("admin");
        assertThat(attempt("admin", "another")).isEqualTo(Outcome.WELCOME);
        assertThat(attempt("root", "secret")).isEqualTo(Outcome.WELCOME);
        execute("UPDATE account SET enabled = FALSE WHERE username = 'root'");
        execute("DELETE FROM account WHERE username = 'admin'");
        assertThat(administrator.ensure("admin", Optional.empty()).generatedPassword())
                .isPresent();
    }

    @Test
    void an_account_without_a_password_lets_nobody_in() throws SQLException {
        administrator.ensure("admin", Optional.of("secret"));
        execute("UPDATE account SET password_hash = NULL");

        for (String password : new String[] {"secret", "", "null"}) {
            assertThat(attempt("admin", password)).isEqualTo(Outcome.WRONG);
        }
        administrator.ensure("admin", Optional.of("another"));
        assertThat(attempt("admin", "another")).isEqualTo(Outcome.WELCOME);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void a_disabled_account_is_as_wrong_as_none() throws SQLException {
        administrator.ensure("admin", Optional.of("secret"));
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE account SET enabled = FALSE");
        }
        assertThat(attempt("admin", "secret")).isEqualTo(Outcome.WRONG);
    }

    @Test
    void the_sixth_guess_is_not_looked_at_until_a_minute_after_the_last() {
        administrator.ensure("admin", Optional.of("secret"));
        PasswordSignIn signIn = signIn();
        for (int i = 0; i < 4; i++) {
            assertThat(guess(signIn, "guess " + i)).isEqualTo(Outcome.WRONG);
        }
        pass(Duration.ofSeconds(50));
        assertThat(guess(signIn, "guess 5")).isEqualTo(Outcome.WRONG);
        assertThat(guess(signIn, "guess 6")).isEqualTo(Outcome.TOO_MANY);
        assertThat(guess(signIn, "secret")).isEqualTo(Outcome.TOO_MANY);
        assertThat(signIn.attempt("ADMIN", "secret", "10.0.0.1").outcome())
                .as("the name written otherwise")
                .isEqualTo(Outcome.TOO_MANY);

        pass(Duration.ofSeconds(59));
        assertThat(guess(signIn, "secret")).isEqualTo(Outcome.TOO_MANY);
        pass(Duration.ofSeconds(1));
        assertThat(guess(signIn, "secret")).isEqualTo(Outcome.WELCOME);
    }

    @Test
    void who_guesses_locks_out_nobody_elsewhere_and_nobody_who_is_in() {
        administrator.ensure("admin", Optional.of("secret"));
        PasswordSignIn signIn = signIn();
        for (int i = 0; i < 5; i++) {
            assertThat(guess(signIn, "guess " + i)).isEqualTo(Outcome.WRONG);
        }
        assertThat(guess(signIn, "secret")).isEqualTo(Outcome.TOO_MANY);
        assertThat(signIn.attempt("admin", "secret", "10.0.0.2").outcome()).isEqualTo(Outcome.WELCOME);
        assertThat(guess(signIn, "secret")).as("whoever was right a moment ago").isEqualTo(Outcome.WELCOME);
    }

    @Test
    void a_right_password_forgives_the_wrong_ones() {
        administrator.ensure("admin", Optional.of("secret"));
        PasswordSignIn signIn = signIn();
        for (int i = 0; i < 4; i++) {
            guess(signIn, "guess " + i);
        }
        assertThat(guess(signIn, "secret")).isEqualTo(Outcome.WELCOME);
        for (int i = 0; i < 5; i++) {
            assertThat(guess(signIn, "more " + i)).isEqualTo(Outcome.WRONG);
        }
        assertThat(guess(signIn, "more")).isEqualTo(Outcome.TOO_MANY);
    }

    @Test
    void guesses_that_come_together_are_no_more() {
        administrator.ensure("admin", Optional.of("secret"));
        PasswordSignIn signIn = signIn();
        long looked = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> guess(signIn, "guess " + i), threads))
                .toList()
                .stream()
                .filter(each -> each.join() == Outcome.WRONG)
                .count();
        assertThat(looked)
                .as("five, and one more for each that was being looked at")
                .isLessThanOrEqualTo(5 + Math.max(0, Runtime.getRuntime().availableProcessors() / 2 - 1));
    }

    private static Outcome guess(PasswordSignIn signIn, String password) {
        return signIn.attempt("admin", password, "10.0.0.1").outcome();
    }
}
