package dev.arbor.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.SignIn.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private final TestDatabase database = H2Databases.fresh();
    private final Administrator administrator = new Administrator(database.source());

    @AfterEach
    void close() {
        database.close();
    }

    private PasswordSignIn signIn() {
        return new PasswordSignIn(new Accounts(database.source()), new SecretCheck());
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
    void a_disabled_account_is_as_wrong_as_none() throws SQLException {
        administrator.ensure("admin", Optional.of("secret"));
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE account SET enabled = FALSE");
        }
        assertThat(attempt("admin", "secret")).isEqualTo(Outcome.WRONG);
    }

    @Test
    void who_guesses_too_often_is_not_looked_at_and_others_are() {
        administrator.ensure("admin", Optional.of("secret"));
        PasswordSignIn signIn = signIn();
        for (int i = 0; i < SecretCheck.WRONG_ATTEMPTS; i++) {
            assertThat(signIn.attempt("admin", "guess " + i, "10.0.0.1").outcome())
                    .isEqualTo(Outcome.WRONG);
        }
        assertThat(signIn.attempt("admin", "secret", "10.0.0.1").outcome()).isEqualTo(Outcome.TOO_MANY);
        assertThat(signIn.attempt("admin", "secret", "10.0.0.2").outcome()).isEqualTo(Outcome.WELCOME);
        assertThat(signIn.attempt("admin", "secret", "10.0.0.1").outcome())
                .as("whoever was right a moment ago")
                .isEqualTo(Outcome.WELCOME);
    }
}
