package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.account.Passwords;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PasswordResets;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tokens for new passwords. They are stored as hashes, are good once, and are in no log. */
@ApplicationScoped
public class StoredPasswordResets implements PasswordResets {

    private static final Logger LOG = Logger.getLogger(StoredPasswordResets.class);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Transactions transactions;
    private final UserRights rights;
    private final Passwords passwords;
    private final ResetGuesses guesses;
    private final PeopleEvents events;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredPasswordResets() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public StoredPasswordResets(
            Transactions transactions,
            Authoriser authoriser,
            Passwords passwords,
            ResetGuesses guesses,
            PeopleEvents events,
            InstantSource time) {
        this.transactions = transactions;
        this.rights = new UserRights(authoriser);
        this.passwords = passwords;
        this.guesses = guesses;
        this.events = events;
        this.time = time;
    }

    @Override
    public String issue(Identity who, String username, ObjectNode body) {
        Instant now = now();
        Instant expiry = Expiry.of(body, now);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Profile user = UserTable.lock(connection, username).orElseThrow(() -> rights.missing(who, username));
            rights.demandModification(who, user);
            Rows.change(connection, "DELETE FROM password_reset WHERE expires_at <= ?", now);
            Rows.change(
                    connection,
                    "INSERT INTO password_reset (token_hash, account_id, expires_at, created_at, created_by)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    hash(token),
                    user.id(),
                    expiry,
                    now,
                    who.username());
            LOG.infof(
                    "'%s' made a token for a new password of '%s', good until %s.",
                    who.username(), user.text("username"), expiry);
            return token;
        });
    }

    @Override
    public String redeem(String token, String password, String from) {
        guesses.demandFew(from);
        Optional<UUID> owner = transactions.call(unit -> owner(unit.connection(), token));
        if (owner.isEmpty()) {
            guesses.wrong(from);
            throw unknown();
        }
        passwords.check(password);
        String passwordHash = passwords.hash(password);
        String username = transactions.call(unit -> {
            Connection connection = unit.connection();
            Profile user = UserTable.lock(connection, owner.get()).orElseThrow(StoredPasswordResets::unknown);
            if (Rows.change(
                            connection,
                            "DELETE FROM password_reset WHERE token_hash = ? AND expires_at > ?",
                            hash(token),
                            now())
                    != 1) {
                throw unknown();
            }
            PeopleEvents.prepareUsers(connection, List.of(user));
            Profile before = user.copy();
            String name = user.text("username");
            UserTable.update(connection, user, name, now());
            UserTable.password(connection, user.id(), passwordHash, now());
            events.ofUser(unit, "Updated", user, Optional.of(before), themselves(user), now());
            return name;
        });
        LOG.infof("'%s' has set a new password with a token, from %s.", username, from);
        return username;
    }

    private Optional<UUID> owner(Connection connection, String token) throws SQLException {
        return Rows.one(
                connection,
                "SELECT account_id FROM password_reset WHERE token_hash = ? AND expires_at > ?",
                row -> Rows.uuid(row, 1),
                hash(token),
                now());
    }

    private static Identity themselves(Profile user) {
        return new Identity(
                user.text("username"),
                text(user, "displayName"),
                text(user, "email"),
                true,
                user.flag("spaceAdmin"),
                0);
    }

    private static Optional<String> text(Profile user, String name) {
        JsonNode value = user.document().path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static PlatformRefusal unknown() {
        return PlatformRefusal.invalid(
                "invalid_token", "Expected a token for a new password that was not used and has not expired.");
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this Java to have SHA-256, but it has not.", e);
        }
    }
}
