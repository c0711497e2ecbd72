package dev.arbor.engine.handler.store;

import dev.arbor.integrator.api.Strongbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Values of encrypted properties of handlers and sources. A new one goes to a new place before a row names it, and an old one goes once no row
 * names it: whatever dies in between, a property has its value. May not be called within a transaction, as the strongbox
 * may not.
 */
@ApplicationScoped
public class HandlerSecrets {

    private static final Logger LOG = Logger.getLogger(HandlerSecrets.class);

    private final Strongbox strongbox;

    /** For the container's proxy. */
    protected HandlerSecrets() {
        this(null);
    }

    @Inject
    public HandlerSecrets(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    /** A name to keep secrets under. */
    public static String newOwner() {
        // Ids in their usual form belong to connections.
        return "hd-" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Seals a secret; gives its place. */
    public String keep(String owner, String secret) {
        String place = UUID.randomUUID().toString();
        strongbox.put(owner, place, secret);
        return place;
    }

    /** Forgets those of some places. What cannot be forgotten stays sealed, and nothing leads to it. */
    public void forget(String owner, Collection<String> places) {
        for (String place : places) {
            try {
                strongbox.remove(owner, place);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "An old secret of a handler or a source (%s) could not be removed: %s", owner, e.getMessage());
            }
        }
    }

    /** Everything under a name. */
    public Strongbox.Contents open(String owner) {
        return strongbox.open(owner);
    }
}
