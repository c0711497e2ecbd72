package dev.arbor.platform.policy;

import dev.arbor.engine.database.Transactions;
import dev.arbor.integrator.api.Strongbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The secrets of access keys. A new one goes to a new place before a row names it, and an old one goes once no row names
 * it. May not be called within a transaction, as the strongbox may not.
 */
@ApplicationScoped
public class AccessKeySecrets {

    private static final Logger LOG = Logger.getLogger(AccessKeySecrets.class);
    private static final String SECRET = "secret";

    private final Transactions transactions;
    private final Strongbox strongbox;

    /** For the container's proxy. */
    protected AccessKeySecrets() {
        this(null, null);
    }

    @Inject
    public AccessKeySecrets(Transactions transactions, Strongbox strongbox) {
        this.transactions = transactions;
        this.strongbox = strongbox;
    }

    /** Seals one; gives its place. */
    String keep(String secret) {
        String place = UUID.randomUUID().toString();
        strongbox.put(owner(place), SECRET, secret);
        return place;
    }

    /** Forgets the one of a place. What cannot be forgotten stays sealed, and nothing leads to it. */
    void forget(String place) {
        try {
            strongbox.remove(owner(place), SECRET);
        } catch (RuntimeException e) {
            LOG.warnf("The old secret of an access key could not be removed: %s", e.getMessage());
        }
    }

    /** The secret of a key; empty when there is no such key, or its secret cannot be opened, which is logged. */
    Optional<String> find(String identifier) {
        if (identifier.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Optional<String> place = transactions.call(
                unit -> AccessKeyTable.find(unit.connection(), identifier).map(AccessKeyTable.Row::place));
        return place.flatMap(each -> open(identifier, each));
    }

    private Optional<String> open(String identifier, String place) {
        Strongbox.Contents contents = strongbox.open(owner(place));
        if (!contents.readable().containsKey(SECRET)) {
            LOG.errorf(
                    "Expected the secret of the access key '%s', but %s",
                    identifier, contents.unreadable().getOrDefault(SECRET, "it is not there."));
        }
        return Optional.ofNullable(contents.readable().get(SECRET));
    }

    /** Ids in their usual form belong to connections. */
    private static String owner(String place) {
        return "ak-" + place.replace("-", "");
    }
}
