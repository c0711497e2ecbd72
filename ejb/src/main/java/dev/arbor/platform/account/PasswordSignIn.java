package dev.arbor.platform.account;

import dev.arbor.platform.account.Accounts.Stored;
import dev.arbor.platform.api.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Signs in by name and password. */
@ApplicationScoped
public class PasswordSignIn implements SignIn {

    private final Accounts accounts;
    private final SecretCheck check;

    /** For the container's proxy. */
    protected PasswordSignIn() {
        this(null, null);
    }

    @Inject
    public PasswordSignIn(Accounts accounts, SecretCheck check) {
        this.accounts = accounts;
        this.check = check;
    }

    @Override
    public Attempt attempt(String username, String password, String from) {
        Optional<Stored> stored = accounts.find(username);
        Outcome outcome = check.check(username, password, stored.map(Stored::passwordHash), from);
        return new Attempt(outcome, outcome == Outcome.WELCOME ? stored.map(Stored::account) : Optional.empty());
    }
}
