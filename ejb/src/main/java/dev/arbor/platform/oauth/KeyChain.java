package dev.arbor.platform.oauth;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.integrator.api.Strongbox;
import dev.arbor.platform.api.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The signing keys. The newest generation signs; one that has a successor is accepted until the last token that it can have
 * signed has expired. Servers that share a database share the keys: each reads them anew after {@link #HELD}, and at
 * once when it meets a name that it does not know. May not be called within a transaction, as the strongbox may not.
 */
@ApplicationScoped
public class KeyChain implements SigningKeys {

    /** How long a server relies on what it has read; for so long one may sign with a key that was just succeeded. */
    static final Duration HELD = Duration.ofSeconds(10);

    /** How long a succeeded key is accepted. */
    static final Duration ACCEPTED = TokenDesk.LIFETIME.plus(HELD);

    /** Between two readings because of unknown names: anybody can make names up. */
    private static final Duration SHORTEST_HOLD = Duration.ofMillis(100);

    private static final String OWNER = "oauth-signing-keys";
    private static final Logger LOG = Logger.getLogger(KeyChain.class);

    private final SigningKeyTable table;
    private final Strongbox strongbox;
    private final InstantSource time;
    private volatile Chain chain;

    /** What was read: the key that signs (null when it cannot be opened), all that can be opened, until when each counts. */
    private record Chain(SigningKey active, Map<String, SigningKey> keys, Map<String, Instant> ends, Instant readAt) {}

    /** For the container's proxy. */
    protected KeyChain() {
        this.table = null;
        this.strongbox = null;
        this.time = null;
    }

    @Inject
    public KeyChain(DataSource database, Strongbox strongbox, InstantSource time) {
        this.table = new SigningKeyTable(database);
        this.strongbox = strongbox;
        this.time = time;
    }

    /**
     * The key that signs; the first one is made when there is none.
     *
     * @throws Refusal when it cannot be opened
     */
    SigningKey active() {
        SigningKey active = chain(HELD).active();
        if (active == null) {
            throw Refusal.of(
                    Refusal.Reason.UNAVAILABLE,
                    "signing_key_unreadable",
                    "Expected the key that signs tokens, but it cannot be opened; configure the encryption key that it"
                            + " was sealed with, or rotate the signing key.");
        }
        return active;
    }

    /** The key of a name, if tokens that it signed are accepted. */
    Optional<SigningKey> accepted(String kid) {
        Chain held = chain(HELD);
        if (!held.keys().containsKey(kid)) {
            held = chain(SHORTEST_HOLD);
        }
        Instant end = held.ends().get(kid);
        return end != null && !time.instant().isBefore(end)
                ? Optional.empty()
                : Optional.ofNullable(held.keys().get(kid));
    }

    @Override
    public Rotated rotate(boolean revoke, Caller caller) {
        chain(HELD);
        SigningKeyTable.Row newest = table.all().get(0);
        SigningKey made = SigningKey.make(newest.generation() + 1, time.instant());
        String kid = keep(made) ? made.kid() : table.all().get(0).kid();
        forget(revoke);
        chain = null;
        LOG.infof(
                "The signing key is now '%s', as %s asked; %s.",
                kid, caller.username(), revoke ? "every earlier token is refused" : "earlier tokens live on");
        return new Rotated(
                kid, revoke ? Optional.empty() : Optional.of(made.createdAt().plus(ACCEPTED)));
    }

    /** Seals a key and adds its generation; the secret goes first, so that no generation is without one. */
    private boolean keep(SigningKey key) {
        strongbox.put(OWNER, key.kid(), key.text());
        if (table.insert(new SigningKeyTable.Row(key.generation(), key.kid(), key.createdAt()))) {
            return true;
        }
        strongbox.remove(OWNER, key.kid());
        return false;
    }

    /** Forgets the generations that no token needs any more. */
    private void forget(boolean allButTheNewest) {
        List<SigningKeyTable.Row> rows = table.all();
        for (int i = 1; i < rows.size(); i++) {
            SigningKeyTable.Row row = rows.get(i);
            if (allButTheNewest || !time.instant().isBefore(endOf(rows, i))) {
                table.delete(row.generation());
                strongbox.remove(OWNER, row.kid());
            }
        }
    }

    private static Instant endOf(List<SigningKeyTable.Row> rows, int index) {
        return rows.get(index - 1).createdAt().plus(ACCEPTED);
    }

    private Chain chain(Duration held) {
        Chain now = chain;
        return isFresh(now, held) ? now : readAgain(held);
    }

    private synchronized Chain readAgain(Duration held) {
        if (!isFresh(chain, held)) {
            chain = read();
        }
        return chain;
    }

    private boolean isFresh(Chain read, Duration held) {
        return read != null && time.instant().isBefore(read.readAt().plus(held));
    }

    private Chain read() {
        Instant now = time.instant();
        List<SigningKeyTable.Row> rows = table.all();
        if (rows.isEmpty()) {
            SigningKey first = SigningKey.make(1, now);
            if (keep(first)) {
                LOG.infof("Made the first signing key, '%s'.", first.kid());
            }
            rows = table.all();
        }
        Strongbox.Contents contents = strongbox.open(OWNER);
        Map<String, SigningKey> keys = new HashMap<>();
        Map<String, Instant> ends = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            SigningKeyTable.Row row = rows.get(i);
            String secret = contents.readable().get(row.kid());
            if (secret == null) {
                LOG.warnf(
                        "Cannot open the signing key '%s': %s",
                        row.kid(), contents.unreadable().getOrDefault(row.kid(), "it is not there any more."));
                continue;
            }
            keys.put(
                    row.kid(), new SigningKey(row.generation(), row.kid(), SigningKey.secret(secret), row.createdAt()));
            if (i > 0) {
                ends.put(row.kid(), endOf(rows, i));
            }
        }
        return new Chain(keys.get(rows.get(0).kid()), keys, ends, now);
    }
}
