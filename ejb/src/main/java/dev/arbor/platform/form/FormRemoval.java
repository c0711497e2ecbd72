package dev.arbor.platform.form;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormTable.InKapp;
import dev.arbor.platform.kapp.KappContents;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Deletes forms with everything in them. */
@ApplicationScoped
public class FormRemoval implements KappContents {

    private final Iterable<FormContents> contents;

    /** For the container's proxy. */
    protected FormRemoval() {
        this(List.of());
    }

    @Inject
    FormRemoval(@Any Instance<FormContents> contents) {
        this((Iterable<FormContents>) contents);
    }

    /** Of forms that hold these. */
    public FormRemoval(Iterable<FormContents> contents) {
        this.contents = contents;
    }

    @Override
    public void remove(Transactions.Unit unit, Entry kapp, Identity who) throws SQLException {
        for (InKapp each : FormTable.ofKapps(unit.connection(), List.of(kapp.id()))) {
            remove(unit, each.form().id());
        }
        FormArchive.forget(unit.connection(), kapp.id());
    }

    void remove(Transactions.Unit unit, UUID form) throws SQLException {
        for (FormContents each : contents) {
            each.remove(unit, form);
        }
        Connection connection = unit.connection();
        Rows.change(connection, "DELETE FROM categorization WHERE form_id = ?", form);
        Rows.change(connection, "DELETE FROM field WHERE owner_id = ?", form);
        Rows.change(connection, "DELETE FROM index_definition WHERE scope_id = ?", form);
        Rows.change(connection, "DELETE FROM background_job WHERE scope_id = ?", form);
        AttributeValues.delete(connection, form.toString());
        Rows.change(connection, "DELETE FROM form WHERE id = ?", form);
    }
}
