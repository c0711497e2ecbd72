package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Integrations;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.EntryTable;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.ksl.Templates;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The integrations of kapps of the API. */
@ApplicationScoped
public class StoredIntegrations implements Integrations {

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final Templates templates;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredIntegrations() {
        this(null, null, null, null);
    }

    @Inject
    public StoredIntegrations(
            Transactions transactions, Authoriser authoriser, Templates templates, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.templates = templates;
        this.time = time;
    }

    /** Something that is done to a kapp that nobody else changes meanwhile. */
    @FunctionalInterface
    private interface Change {
        ObjectNode make(Connection connection, UUID kapp, Instant now) throws SQLException;
    }

    @Override
    public List<ObjectNode> list(Identity who, String kapp) {
        return transactions.call(unit -> {
            Entry owner = permitted(who, KappTable.find(unit.connection(), kapp));
            return IntegrationTable.of(unit.connection(), owner.id()).stream()
                    .map(IntegrationTable.Row::document)
                    .toList();
        });
    }

    @Override
    public ObjectNode find(Identity who, String kapp, String name) {
        return transactions.call(unit -> {
            Entry owner = permitted(who, KappTable.find(unit.connection(), kapp));
            return IntegrationTable.find(unit.connection(), owner.id(), name).document();
        });
    }

    @Override
    public ObjectNode create(Identity who, String kapp, ObjectNode body) {
        return unique(() -> change(who, kapp, (connection, owner, now) -> {
            ObjectNode document = IntegrationDraft.blank();
            IntegrationDraft.merge(document, body, templates);
            IntegrationTable.insert(connection, UUID.randomUUID(), owner, document, who.username(), now);
            return stored(connection, owner, document);
        }));
    }

    @Override
    public ObjectNode update(Identity who, String kapp, String name, ObjectNode body) {
        return unique(() -> change(who, kapp, (connection, owner, now) -> {
            IntegrationTable.Row row = IntegrationTable.find(connection, owner, name);
            IntegrationDraft.merge(row.document(), body, templates);
            IntegrationTable.update(connection, row, who.username(), now);
            return stored(connection, owner, row.document());
        }));
    }

    @Override
    public ObjectNode delete(Identity who, String kapp, String name) {
        return change(who, kapp, (connection, owner, now) -> {
            IntegrationTable.Row row = IntegrationTable.find(connection, owner, name);
            IntegrationTable.delete(connection, row.id());
            return row.document();
        });
    }

    private ObjectNode change(Identity who, String kapp, Change change) {
        return transactions.call(unit -> {
            Entry owner = permitted(who, KappTable.lock(unit.connection(), kapp));
            Instant now = time.instant();
            ObjectNode document = change.make(unit.connection(), owner.id(), now);
            EntryTable.touch(unit.connection(), "kapp", owner.id(), who.username(), now);
            return document;
        });
    }

    private Entry permitted(Identity who, Entry kapp) {
        authoriser.demand(who, Right.KAPP_MODIFICATION, Subject.kapp(kapp.document()));
        return kapp;
    }

    private static ObjectNode stored(Connection connection, UUID kapp, ObjectNode document) throws SQLException {
        return IntegrationTable.find(connection, kapp, document.get("name").asText())
                .document();
    }

    private static ObjectNode unique(Supplier<ObjectNode> change) {
        try {
            return change.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("integration", "name") : e;
        }
    }
}
