package dev.arbor.platform.webhook;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.kapp.KappContents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** Takes webhooks away, with what they have, and those of a kapp with it. */
@ApplicationScoped
public class WebhookRemoval implements KappContents {

    private final WebhookContents contents;
    private final WebhookSecrets secrets;

    /** For the container's proxy. */
    protected WebhookRemoval() {
        this(null, null);
    }

    @Inject
    public WebhookRemoval(WebhookContents contents, WebhookSecrets secrets) {
        this.contents = contents;
        this.secrets = secrets;
    }

    void remove(Transactions.Unit unit, Webhook webhook) throws SQLException {
        contents.remove(unit, webhook.id());
        WebhookTable.delete(unit.connection(), webhook.id());
        unit.afterCommit(() -> secrets.forget(webhook.id(), webhook.secretPlace()));
    }

    @Override
    public void remove(Transactions.Unit unit, Entry kapp, Identity who) throws SQLException {
        for (Webhook webhook : WebhookTable.ofScope(unit.connection(), kapp.id())) {
            remove(unit, webhook);
        }
    }
}
