package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Files;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.file.FileRows;
import dev.arbor.platform.file.FileStore;
import dev.arbor.platform.form.FormField;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The files of the API. Content is written without a transaction; then its row says that it is there. */
@ApplicationScoped
public class SubmissionFiles implements Files {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TYPE = 255;

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final FormModels models;
    private final FileStore store;
    private final InstantSource time;

    /** For the container's proxy. */
    protected SubmissionFiles() {
        this(null, null, null, null, null);
    }

    @Inject
    public SubmissionFiles(
            Transactions transactions, Authoriser authoriser, FormModels models, FileStore store, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.models = models;
        this.store = store;
        this.time = time;
    }

    @Override
    public ObjectNode upload(
            Identity who, String kapp, String form, String name, String contentType, InputStream content) {
        UUID formId = transactions.call(unit -> {
            FormModel model = models.find(unit.connection(), kapp, form);
            authoriser.demand(who, Right.FORM_DISPLAY, Subject.form(model.kapp(), model.form()));
            return model.id();
        });
        return write(who, formId, Optional.empty(), name, contentType, content);
    }

    @Override
    public ObjectNode upload(Identity who, String submission, String name, String contentType, InputStream content) {
        SubmissionRow row =
                transactions.call(unit -> one(unit.connection(), submission, who, Right.SUBMISSION_MODIFICATION));
        return write(who, row.formId, Optional.of(row.id), name, contentType, content);
    }

    private ObjectNode write(
            Identity who, UUID form, Optional<UUID> submission, String name, String contentType, InputStream content) {
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(each -> each < ' ')) {
            throw PlatformRefusal.invalid(
                    "invalid_file", "Expected a file with a name of at most " + LONGEST_NAME + " characters.");
        }
        String type =
                contentType == null || contentType.length() > LONGEST_TYPE ? "application/octet-stream" : contentType;
        UUID id = UUID.randomUUID();
        FileStore.Written written = store.write(id, content);
        boolean noted = false;
        try {
            transactions.call(unit -> {
                FileRows.insert(
                        unit.connection(),
                        new FileRows.Row(id, name, type, written.size(), written.sha256()),
                        form,
                        submission,
                        who.username(),
                        time.instant());
                return null;
            });
            noted = true;
        } finally {
            if (!noted) {
                store.delete(id);
            }
        }
        return Documents.object()
                .put("id", id.toString())
                .put("name", name)
                .put("contentType", type)
                .put("size", written.size())
                .put("sha256", written.sha256());
    }

    @Override
    public Stored open(Identity who, String submission, String field, int index, String name) {
        return transactions.call(unit -> {
            SubmissionRow row = one(unit.connection(), submission, who, Right.SUBMISSION_ACCESS);
            FormModel model = models.find(unit.connection(), row.formId).orElseThrow();
            FormField attachment = model.fields().get(field);
            JsonNode file = attachment == null || attachment.type() != FormField.Type.FILE
                    ? Documents.object()
                    : row.content.path(attachment.key()).path(index);
            Optional<FileRows.Row> stored = file.path("name").asText().equals(name)
                    ? FileRows.find(unit.connection(), file.path("id").asText(""))
                    : Optional.empty();
            return stored.orElseThrow(() -> PlatformRefusal.missing("File", name))
                    .at(store);
        });
    }

    private SubmissionRow one(Connection connection, String submission, Identity who, Right right) throws SQLException {
        Optional<UUID> id = SubmissionDraft.uuid(submission);
        Optional<SubmissionRow> row = id.isEmpty() ? Optional.empty() : SubmissionTable.find(connection, id.get());
        Optional<FormModel> form = row.isEmpty() ? Optional.empty() : models.find(connection, row.get().formId);
        if (form.isEmpty()) {
            throw PlatformRefusal.missing("Submission", submission);
        }
        authoriser.demand(
                who,
                right,
                Subject.submission(form.get().kapp(), form.get().form(), SubmissionDocument.of(row.get(), form.get())));
        return row.get();
    }
}
