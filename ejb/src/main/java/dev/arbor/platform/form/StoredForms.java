package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Forms;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Listing;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormTable.InKapp;
import dev.arbor.platform.kapp.FieldTable;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.query.ListedDocuments;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The forms of the API. */
@ApplicationScoped
public class StoredForms implements Forms {

    /** What a query may name. */
    private static final Set<String> QUERIED =
            Set.of("category", "createdAt", "name", "slug", "status", "type", "updatedAt");

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final FormRemoval removal;
    private final FormEvents events;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredForms() {
        this(null, null, null, null, null);
    }

    @Inject
    public StoredForms(
            Transactions transactions,
            Authoriser authoriser,
            FormRemoval removal,
            FormEvents events,
            InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.removal = removal;
        this.events = events;
        this.time = time;
    }

    @Override
    public List<ObjectNode> list(Identity who, String kapp, Listing listing, Set<String> parts) {
        return transactions.call(unit -> {
            Entry owner = KappTable.find(unit.connection(), kapp);
            Permissions permissions = authoriser.permissions(who);
            permissions.demand(Right.KAPP_DISPLAY, Subject.kapp(owner.document()));
            Set<String> needed = new HashSet<>(parts);
            if (ListedDocuments.needsAttributes(listing)) {
                needed.add("attributesMap");
            }
            boolean byCategory = listing.q().orElse("").contains("category");
            if (byCategory) {
                needed.add("categorizations");
            }
            List<ObjectNode> all =
                    list(unit.connection(), permissions, List.of(owner), needed).get(owner.slug());
            if (byCategory) {
                all.forEach(StoredForms::nameCategories);
            }
            return ListedDocuments.of(all, listing, QUERIED);
        });
    }

    /** A query asks for the slug of a category. */
    private static void nameCategories(ObjectNode form) {
        var slugs = form.putArray("category");
        form.path("categorizations")
                .forEach(each -> slugs.add(each.at("/category/slug").asText()));
    }

    @Override
    public Map<String, List<ObjectNode>> ofKapps(Identity who, List<String> kapps, Set<String> parts) {
        return transactions.call(unit -> {
            Permissions permissions = authoriser.permissions(who);
            List<Entry> owners = new ArrayList<>();
            for (Entry each : KappTable.all(unit.connection())) {
                if (kapps.contains(each.slug()) && permissions.may(Right.KAPP_DISPLAY, Subject.kapp(each.document()))) {
                    owners.add(each);
                }
            }
            return list(unit.connection(), permissions, owners, parts);
        });
    }

    private Map<String, List<ObjectNode>> list(
            Connection connection, Permissions permissions, List<Entry> kapps, Set<String> parts) throws SQLException {
        Map<UUID, Entry> owners = new HashMap<>();
        Map<String, List<ObjectNode>> all = new LinkedHashMap<>();
        kapps.forEach(kapp -> {
            owners.put(kapp.id(), kapp);
            all.put(kapp.slug(), new ArrayList<>());
        });
        List<InKapp> seen = FormTable.ofKapps(connection, owners.keySet()).stream()
                .filter(each -> permissions.may(
                        Right.FORM_DISPLAY,
                        Subject.form(
                                owners.get(each.kappId()).document(),
                                each.form().document())))
                .toList();
        for (InKapp each : seen) {
            authorise(owners.get(each.kappId()), each.form(), permissions, parts);
        }
        FormParts.fill(connection, seen, parts);
        seen.forEach(each ->
                all.get(owners.get(each.kappId()).slug()).add(each.form().document()));
        return all;
    }

    @Override
    public ObjectNode find(Identity who, String kapp, String slug, Set<String> parts) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry owner = KappTable.find(connection, kapp);
            Entry form = FormTable.find(connection, owner.id(), slug);
            Permissions permissions = authoriser.permissions(who);
            permissions.demand(Right.FORM_DISPLAY, Subject.form(owner.document(), form.document()));
            authorise(owner, form, permissions, parts);
            FormParts.fill(connection, List.of(new InKapp(owner.id(), form)), parts);
            return form.document();
        });
    }

    /** Says what the one who is shown a form may do with it, if that is asked for. */
    private static void authorise(Entry kapp, Entry form, Permissions permissions, Set<String> parts) {
        if (parts.contains("authorization")) {
            boolean modification =
                    permissions.may(Right.FORM_MODIFICATION, Subject.form(kapp.document(), form.document()));
            form.document().putObject("authorization").put("Display", true).put("Modification", modification);
        }
    }

    @Override
    public String create(Identity who, String kapp, ObjectNode body) {
        return unique(() -> transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry owner = KappTable.find(connection, kapp);
            authoriser.demand(who, Right.FORM_CREATION, Subject.kapp(owner.document()));
            Entry form = make(unit, who, owner, UUID.randomUUID(), body, "Created");
            // Whoever makes a form is shown it.
            authoriser.demand(who, Right.FORM_DISPLAY, Subject.form(owner.document(), form.document()));
            return form.slug();
        }));
    }

    private Entry make(Transactions.Unit unit, Identity who, Entry owner, UUID id, ObjectNode body, String action)
            throws SQLException {
        Connection connection = unit.connection();
        Pages pages = FormDraft.check(body, List.of(), true);
        Entry form = new Entry(id, 0, FormDraft.create(body, pages));
        Instant now = time.instant();
        FormTable.insert(connection, owner.id(), form, who.username(), now);
        FieldTable.replace(connection, form.id(), pages.fields());
        FormParts.write(connection, owner.id(), form, body, true);
        events.record(unit, action, owner, form, who, now);
        return form;
    }

    @Override
    public String restore(Identity who, String kapp, String restorationToken, ObjectNode change) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        return unique(() -> transactions.call(unit -> {
            Entry owner = KappTable.lock(unit.connection(), kapp);
            FormArchive.Archived archived = FormArchive.take(unit.connection(), owner.id(), restorationToken);
            change.properties().forEach(each -> archived.body().set(each.getKey(), each.getValue()));
            return make(unit, who, owner, archived.id(), archived.body(), "Restored")
                    .slug();
        }));
    }

    private static String unique(Supplier<String> change) {
        try {
            return change.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("form", "slug") : e;
        }
    }

    @Override
    public String update(Identity who, String kapp, String slug, ObjectNode change) {
        return unique(() -> transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry owner = KappTable.find(connection, kapp);
            Entry form = FormTable.lock(connection, owner.id(), slug);
            authoriser.demand(who, Right.FORM_MODIFICATION, Subject.form(owner.document(), form.document()));
            Documents.text(change, "versionId")
                    .filter(version -> !version.equals(Long.toString(form.version())))
                    .ifPresent(version -> {
                        throw PlatformRefusal.stale("form", version, Long.toString(form.version()));
                    });
            Pages pages = FormDraft.check(change, FieldTable.of(connection, form.id()), false);
            FormDraft.merge(form.document(), change, pages);
            Instant now = time.instant();
            FormTable.update(connection, form, who.username(), now);
            if (pages != null) {
                FieldTable.replace(connection, form.id(), pages.fields());
            }
            FormParts.write(connection, owner.id(), form, change, false);
            events.record(unit, "Updated", owner, form, who, now);
            return form.slug();
        }));
    }

    @Override
    public String delete(Identity who, String kapp, String slug) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry owner = KappTable.find(connection, kapp);
            Entry form = FormTable.lock(connection, owner.id(), slug);
            authoriser.demand(who, Right.FORM_MODIFICATION, Subject.form(owner.document(), form.document()));
            Instant now = time.instant();
            String token = FormArchive.keep(connection, owner.id(), form, who.username(), now);
            events.record(unit, "Deleted", owner, form, who, now);
            removal.remove(unit, form.id());
            return token;
        });
    }
}
