package dev.arbor.platform.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.integrator.api.Posts;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.api.Webhooks;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.notice.FilterNotices;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The webhooks of the API. A change is judged in one transaction, its secret is sealed after that, and the change is made
 * in another one, where it is judged again.
 */
@ApplicationScoped
public class StoredWebhooks implements Webhooks {

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final Ksl ksl;
    private final Posts posts;
    private final WebhookSecrets secrets;
    private final WebhookRemoval removal;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredWebhooks() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    public StoredWebhooks(
            Transactions transactions,
            Authoriser authoriser,
            Ksl ksl,
            Posts posts,
            WebhookSecrets secrets,
            WebhookRemoval removal,
            InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.ksl = ksl;
        this.posts = posts;
        this.secrets = secrets;
        this.removal = removal;
        this.time = time;
    }

    /** Something that is done with a draft, in a transaction. */
    @FunctionalInterface
    private interface Step {
        void make(Connection connection, Webhook webhook) throws SQLException;
    }

    /** Finds what there is before a change. */
    @FunctionalInterface
    private interface Origin {
        Webhook find(Connection connection, WebhookScope scope, Instant now) throws SQLException;
    }

    @Override
    public List<ObjectNode> list(Identity who, Optional<String> kapp) {
        return transactions.call(unit -> {
            WebhookScope scope = scope(unit.connection(), who, kapp);
            return WebhookTable.ofScope(unit.connection(), scope.id()).stream()
                    .map(Webhook::json)
                    .toList();
        });
    }

    @Override
    public ObjectNode find(Identity who, Optional<String> kapp, String name) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Webhook webhook =
                    WebhookTable.find(connection, scope(connection, who, kapp).id(), name);
            ObjectNode json = webhook.json();
            json.set("notices", FilterNotices.of(connection, webhook.id()));
            return json.put("noticeCount", FilterNotices.total(connection, webhook.id()));
        });
    }

    @Override
    public Saved create(Identity who, Optional<String> kapp, ObjectNode body) {
        UUID id = UUID.randomUUID();
        return change(
                who,
                kapp,
                body,
                (connection, scope, now) -> {
                    if (kapp.isPresent()) {
                        KappTable.lock(connection, kapp.get()); // It is not deleted meanwhile.
                    }
                    return Webhook.blank(id, scope, new Webhook.Stamps(now, who.username(), now, who.username()));
                },
                WebhookTable::insert);
    }

    @Override
    public Saved update(Identity who, Optional<String> kapp, String name, ObjectNode body) {
        return change(
                who,
                kapp,
                body,
                (connection, scope, now) -> WebhookTable.lock(connection, scope.id(), name),
                WebhookTable::update);
    }

    private Saved change(Identity who, Optional<String> kapp, ObjectNode body, Origin origin, Step step) {
        WebhookDraft judged = transactions.call(unit -> draft(unit.connection(), who, kapp, body, origin));
        UUID id = judged.webhook().id();
        Optional<String> fresh =
                judged.secret().filter(secret -> !secret.isEmpty()).map(secret -> secrets.keep(id, secret));
        try {
            return transactions.call(unit -> {
                WebhookDraft draft = draft(unit.connection(), who, kapp, body, origin);
                Optional<String> before = draft.webhook().secretPlace();
                Optional<String> place = draft.secret().isPresent() ? fresh : before;
                Webhook webhook = draft.webhook().with(place, stamps(draft.webhook(), who));
                step.make(unit.connection(), webhook);
                if (draft.secret().isPresent()) {
                    unit.afterCommit(() -> secrets.forget(id, before));
                }
                return new Saved(webhook.json(), draft.warnings());
            });
        } catch (RuntimeException e) {
            if (!DatabaseException.transientFault(e)) { // Otherwise the change may have been made all the same.
                secrets.forget(id, fresh);
            }
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("webhook", "name") : e;
        }
    }

    private Webhook.Stamps stamps(Webhook webhook, Identity who) {
        return new Webhook.Stamps(
                webhook.stamps().createdAt(), webhook.stamps().createdBy(), time.instant(), who.username());
    }

    /** Who tells the task component to start a tree needs the space: it may be any tree. */
    private WebhookDraft draft(
            Connection connection, Identity who, Optional<String> kapp, ObjectNode body, Origin origin)
            throws SQLException {
        Webhook before = origin.find(connection, scope(connection, who, kapp), time.instant());
        WebhookDraft draft = WebhookDraft.of(body, before, ksl, posts);
        String url = draft.webhook().url();
        if (TaskAddress.isLocal(url) && !url.equals(before.url())) {
            authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        }
        return draft;
    }

    @Override
    public ObjectNode delete(Identity who, Optional<String> kapp, String name) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Webhook webhook =
                    WebhookTable.lock(connection, scope(connection, who, kapp).id(), name);
            removal.remove(unit, webhook);
            return webhook.json();
        });
    }

    private WebhookScope scope(Connection connection, Identity who, Optional<String> kapp) throws SQLException {
        return WebhookScope.of(connection, authoriser, who, kapp);
    }
}
