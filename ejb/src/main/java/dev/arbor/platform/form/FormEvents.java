package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.space.SpaceTable;
import dev.arbor.platform.space.StoredSpace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells what happens to forms, and writes how events tell of spaces, kapps and forms (integrator spec 5.4). */
@ApplicationScoped
public class FormEvents {

    private static final List<String> OF_FORM = List.of(
            "name",
            "slug",
            "description",
            "status",
            "type",
            "anonymous",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy");

    private final Outbox outbox;

    /** For the container's proxy. */
    protected FormEvents() {
        this(null);
    }

    @Inject
    public FormEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void record(Transactions.Unit unit, String action, Entry kapp, Entry form, Identity who, Instant now)
            throws SQLException {
        ObjectNode payload = surroundings(unit.connection(), kapp, form);
        payload.set("identity", identity(who));
        outbox.record(
                unit,
                new Outbox.Change(
                        "Form",
                        List.of(action),
                        Optional.of(kapp.id()),
                        Optional.of(form.id()),
                        form.id().toString(),
                        payload),
                who,
                now);
    }

    /** The space, the kapp and the form, with the attributes that they have. */
    static ObjectNode surroundings(Connection connection, Entry kapp, Entry form) throws SQLException {
        ObjectNode json = Documents.object();
        json.set("space", space(connection));
        json.set("kapp", named(connection, kapp, "kappAttributeDefinitions"));
        ObjectNode told = named(connection, form, FormParts.KIND);
        OF_FORM.forEach(name -> told.set(name, form.document().get(name)));
        json.set("form", told);
        return json;
    }

    /** The space, with the attributes that it has. */
    public static ObjectNode space(Connection connection) throws SQLException {
        return named(connection, SpaceTable.read(connection), StoredSpace.KIND);
    }

    /** Who did it. */
    public static ObjectNode identity(Identity who) {
        return Documents.object()
                .put("username", who.username())
                .put("displayName", who.displayName().orElse(null))
                .put("email", who.email().orElse(null))
                .put("authenticated", who.authenticated())
                .put("spaceAdmin", who.spaceAdmin());
    }

    private static ObjectNode named(Connection connection, Entry entry, String kind) throws SQLException {
        ObjectNode json = Documents.object()
                .put("name", entry.document().path("name").asText())
                .put("slug", entry.slug());
        UUID id = entry.id();
        ObjectNode shown = Documents.object();
        AttributeValues.show(
                shown,
                AttributeValues.of(connection, kind, List.of(id.toString())).get(id.toString()),
                AttributeDefinitions.names(List.of()),
                "");
        json.set("attributes", shown.get("attributes"));
        return json;
    }
}
