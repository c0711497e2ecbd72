package dev.arbor.platform.webhook;

import dev.arbor.integrator.api.Strongbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What deliveries of webhooks are signed with. A new secret goes to a new place before the webhook names it, and an old one
 * goes once no webhook names it: whatever dies in between, a webhook has its secret. May not be called within a
 * transaction, as the strongbox may not.
 */
@ApplicationScoped
public class WebhookSecrets {

    private static final Logger LOG = Logger.getLogger(WebhookSecrets.class);

    private final Strongbox strongbox;

    /** For the container's proxy. */
    protected WebhookSecrets() {
        this(null);
    }

    @Inject
    public WebhookSecrets(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    /** A secret that cannot be had. The message is a sentence without a secret in it. */
    public static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** Seals a secret; gives its place. */
    String keep(UUID webhook, String secret) {
        String place = UUID.randomUUID().toString();
        strongbox.put(owner(webhook), place, secret);
        return place;
    }

    /** Forgets the one of a place. What cannot be forgotten stays sealed, and nothing leads to it. */
    void forget(UUID webhook, Optional<String> place) {
        try {
            place.ifPresent(each -> strongbox.remove(owner(webhook), each));
        } catch (RuntimeException e) {
            LOG.warnf("The old secret of the webhook %s could not be removed: %s", webhook, e.getMessage());
        }
    }

    /** The secret of a place. */
    public String open(UUID webhook, String place) throws UnreadableException {
        Strongbox.Contents contents = strongbox.open(owner(webhook));
        String secret = contents.readable().get(place);
        if (secret == null) {
            throw new UnreadableException("Expected the secret of the webhook, but "
                    + contents.unreadable().getOrDefault(place, "it is not there."));
        }
        return secret;
    }

    /** Ids in their usual form belong to connections. */
    private static String owner(UUID webhook) {
        return "wh-" + webhook.toString().replace("-", "");
    }
}
