package dev.arbor.platform.workflow;

import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.api.Workflows.Scope;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormTable;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds what workflows are registered for. Whoever may change it may see and change its workflows. */
final class Items {

    private Items() {}

    /** What a request names. */
    static Item of(Connection connection, Authoriser authoriser, Identity who, Scope scope) throws SQLException {
        Entry space = SpaceTable.read(connection);
        Optional<Entry> kapp = Optional.empty();
        Optional<Entry> form = Optional.empty();
        if (scope.kapp().isPresent()) {
            kapp = Optional.of(KappTable.find(connection, scope.kapp().get()));
        }
        if (scope.form().isPresent()) {
            form = Optional.of(FormTable.find(
                    connection, kapp.orElseThrow().id(), scope.form().get()));
        }
        return allowed(authoriser, who, new Item(space, kapp, form));
    }

    /** The one that a workflow is registered for. */
    static Item of(Connection connection, Authoriser authoriser, Identity who, WorkflowTable.Row workflow)
            throws SQLException {
        Entry space = SpaceTable.read(connection);
        Optional<Entry> form = Optional.empty();
        Optional<UUID> kappId = workflow.itemType().equals("Kapp") ? Optional.of(workflow.itemId()) : Optional.empty();
        if (workflow.itemType().equals("Form")) {
            FormTable.InKapp found = FormTable.byId(connection, workflow.itemId())
                    .orElseThrow(() ->
                            PlatformRefusal.missing("Workflow", workflow.id().toString()));
            form = Optional.of(found.form());
            kappId = Optional.of(found.kappId());
        }
        Optional<Entry> kapp = Optional.empty();
        if (kappId.isPresent()) {
            String slug = Rows.one(
                            connection, "SELECT slug FROM kapp WHERE id = ?", row -> row.getString(1), kappId.get())
                    .orElseThrow(() ->
                            PlatformRefusal.missing("Workflow", workflow.id().toString()));
            kapp = Optional.of(KappTable.find(connection, slug));
        }
        return allowed(authoriser, who, new Item(space, kapp, form));
    }

    /** Nobody else registers workflows for it until the transaction ends. */
    static void lock(Connection connection, Item item) throws SQLException {
        String table = item.type().toLowerCase(Locale.ROOT);
        Rows.list(
                connection, "SELECT id FROM " + table + " WHERE id = ? FOR UPDATE", row -> row.getString(1), item.id());
    }

    private static Item allowed(Authoriser authoriser, Identity who, Item item) {
        if (item.form().isPresent()) {
            authoriser.demand(
                    who,
                    Right.FORM_MODIFICATION,
                    Subject.form(
                            item.kapp().orElseThrow().document(),
                            item.form().get().document()));
        } else if (item.kapp().isPresent()) {
            authoriser.demand(
                    who, Right.KAPP_MODIFICATION, Subject.kapp(item.kapp().get().document()));
        } else {
            authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        }
        return item;
    }
}
