package dev.arbor.platform.submission;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.file.FileRows;
import dev.arbor.platform.file.FileStore;
import dev.arbor.platform.form.FormContents;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import dev.arbor.platform.index.IndexEntries;
import dev.arbor.platform.index.IndexPath;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Deletes submissions with their activities, files and index entries; their children lose their parent. What is on disk
 * goes after the commit.
 */
@ApplicationScoped
public class SubmissionRemoval implements FormContents {

    private static final String OF_FORM = " IN (SELECT id FROM submission WHERE form_id = ?)";

    private final FormModels models;
    private final FileStore files;

    /** For the container's proxy. */
    protected SubmissionRemoval() {
        this(null, null);
    }

    @Inject
    public SubmissionRemoval(FormModels models, FileStore files) {
        this.models = models;
        this.files = files;
    }

    void remove(Transactions.Unit unit, FormModel form, SubmissionRow row) throws SQLException {
        Connection connection = unit.connection();
        IndexEntries.change(connection, row.id, row.createdAt, SubmissionWriter.entries(form, row), Set.of());
        Rows.change(connection, "DELETE FROM submission_unique WHERE submission_id = ?", row.id);
        Rows.change(connection, "DELETE FROM activity WHERE submission_id = ?", row.id);
        List<UUID> gone = FileRows.deleteOfSubmission(connection, row.id);
        Rows.change(connection, "UPDATE submission SET parent_id = NULL WHERE parent_id = ?", row.id);
        Rows.change(connection, "UPDATE submission SET origin_id = NULL WHERE origin_id = ?", row.id);
        Rows.change(connection, "DELETE FROM submission WHERE id = ?", row.id);
        unit.afterCommit(() -> gone.forEach(files::delete));
    }

    @Override
    public void remove(Transactions.Unit unit, UUID form) throws SQLException {
        Connection connection = unit.connection();
        Optional<FormModel> model = models.find(connection, form);
        if (model.isPresent()) {
            entries(connection, model.get());
        }
        for (String table : List.of("submission_unique", "activity")) {
            Rows.change(connection, "DELETE FROM " + table + " WHERE submission_id" + OF_FORM, form);
        }
        List<UUID> gone = FileRows.deleteOfForm(connection, form);
        for (String column : List.of("parent_id", "origin_id")) {
            Rows.change(
                    connection,
                    "UPDATE submission SET " + column + " = NULL WHERE " + column + OF_FORM + " AND form_id <> ?",
                    form,
                    form);
        }
        Rows.change(connection, "DELETE FROM submission WHERE form_id = ?", form);
        unit.afterCommit(() -> gone.forEach(files::delete));
    }

    /** Those of the form go as a whole, those of the kapp one by one: other forms have some under the same paths. */
    private static void entries(Connection connection, FormModel form) throws SQLException {
        List<Object> ofKapp = new ArrayList<>();
        for (IndexPath path : form.indexPaths()) {
            if (path.ofKapp()) {
                ofKapp.add(path.number());
            } else {
                Rows.change(connection, "DELETE FROM submission_index WHERE path = ?", path.number());
            }
        }
        if (!ofKapp.isEmpty()) {
            int paths = ofKapp.size();
            ofKapp.add(form.id());
            Rows.change(
                    connection,
                    "DELETE FROM submission_index WHERE path IN (" + Rows.marks(paths) + ") AND submission_id"
                            + OF_FORM,
                    ofKapp.toArray());
        }
    }
}
