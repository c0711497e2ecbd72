package dev.arbor.platform.session;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.account.Accounts;
import dev.arbor.platform.account.Accounts.Stored;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.AddressRules;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Sessions;
import dev.arbor.platform.api.SignIn;
import dev.arbor.platform.space.SpaceSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The sessions of browsers, as rows. */
@ApplicationScoped
public class StoredSessions implements Sessions {

    /** A row is written no more often than this while its session is used; so much longer it may last. */
    static final Duration NOTED = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final SignIn signIn;
    private final Accounts accounts;
    private final AddressRules addresses;
    private final SpaceSettings space;
    private final SessionEvents events;
    private final InstantSource time;
    private final Duration longest;

    /** For the container's proxy. */
    protected StoredSessions() {
        this(null, null, null, null, null, null, null, Duration.ZERO);
    }

    /**
     * On a database.
     *
     * @param longest how long a session lasts however much it is used
     */
    @Inject
    public StoredSessions(
            Transactions transactions,
            SignIn signIn,
            Accounts accounts,
            AddressRules addresses,
            SpaceSettings space,
            SessionEvents events,
            InstantSource time,
            @ConfigProperty(name = "arbor.session.longest", defaultValue = "PT12H") Duration longest) {
        this.transactions = transactions;
        this.signIn = signIn;
        this.accounts = accounts;
        this.addresses = addresses;
        this.space = space;
        this.events = events;
        this.time = time;
        this.longest = longest;
    }

    @Override
    public Attempt begin(String username, String password, String from, Optional<String> before) {
        SignIn.Attempt attempt = signIn.attempt(username, password, from);
        return switch (attempt.outcome()) {
            case WELCOME -> new Attempt(attempt.outcome(), Optional.of(begin(username, from, before)));
            case WRONG -> {
                events.failed(username, from, "Bad credentials", now());
                yield new Attempt(attempt.outcome(), Optional.empty());
            }
            // Told five times by then; whoever goes on fills no table.
            case TOO_MANY -> new Attempt(attempt.outcome(), Optional.empty());
        };
    }

    private Session begin(String username, String from, Optional<String> before) {
        Stored stored = accounts.find(username)
                .orElseThrow(() -> PlatformRefusal.unauthorized(
                        "Expected an account that may sign in, but it was disabled just now."));
        Account account = stored.account();
        Instant now = now();
        if (!addresses.admits(account, from)) {
            events.failed(username, from, "Address not allowed", now);
            throw PlatformRefusal.forbidden("Expected a request from one of the addresses that are allowed for '"
                    + account.username() + "', but it comes from " + from + ".");
        }
        SessionId id = SessionId.random();
        return transactions.call(unit -> {
            Optional<SessionId> replaced = before.flatMap(SessionId::of);
            if (replaced.isPresent()) {
                SessionTable.delete(unit.connection(), replaced.get().hash());
            }
            SessionTable.insert(
                    unit.connection(),
                    new SessionTable.Row(id.hash(), account.username(), mark(stored), now, now, now.plus(longest)));
            events.signedIn(unit, account, now);
            return new Session(id.text(), id.xsrfToken(), account);
        });
    }

    /** Two queries, each for one row by its key. */
    @Override
    public Optional<Session> find(String text) {
        Optional<SessionId> id = SessionId.of(text);
        Optional<SessionTable.Row> found = id.isEmpty()
                ? Optional.empty()
                : transactions.call(
                        unit -> SessionTable.find(unit.connection(), id.get().hash()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SessionTable.Row row = found.get();
        Instant now = now();
        Optional<Stored> stored =
                accounts.find(row.username()).filter(each -> mark(each).equals(row.passwordMark()));
        if (stored.isEmpty() || !lasts(row, now)) {
            return Optional.empty(); // The sweep takes the row away.
        }
        if (!now.isBefore(row.usedAt().plus(NOTED))) {
            transactions.call(unit -> {
                SessionTable.used(unit.connection(), row, now);
                return null;
            });
        }
        return Optional.of(
                new Session(id.get().text(), id.get().xsrfToken(), stored.get().account()));
    }

    private boolean lasts(SessionTable.Row row, Instant now) {
        return now.isBefore(row.endsAt()) && row.usedAt().isAfter(unused(now));
    }

    private Instant unused(Instant now) {
        return now.minus(space.current().idle()).minus(NOTED);
    }

    @Override
    public void end(String text) {
        SessionId.of(text)
                .ifPresent(id -> transactions.call(unit -> {
                    Optional<SessionTable.Row> row = SessionTable.find(unit.connection(), id.hash());
                    if (row.isPresent() && SessionTable.delete(unit.connection(), id.hash())) {
                        Optional<Account> account =
                                accounts.find(row.get().username()).map(Stored::account);
                        if (account.isPresent()) {
                            events.signedOut(unit, account.get(), now());
                        }
                    }
                    return null;
                }));
    }

    @Override
    public Optional<String> afterLogout() {
        return space.current().afterLogout();
    }

    /** Removes what has ended; how many. */
    int sweep() {
        Instant now = now();
        Instant unused = unused(now);
        return transactions.call(unit -> SessionTable.sweep(unit.connection(), now, unused));
    }

    /** A digest of the hash of the password. */
    private static String mark(Stored stored) {
        return SessionId.digest(String.valueOf(stored.passwordHash()));
    }

    /** As exact as the databases keep it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
