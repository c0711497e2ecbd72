package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Activities;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The activities of the API. Who may see a submission sees them; adding and changing them takes Submission Support. */
@ApplicationScoped
public class StoredActivities implements Activities {

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final FormModels models;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredActivities() {
        this(null, null, null, null);
    }

    @Inject
    public StoredActivities(Transactions transactions, Authoriser authoriser, FormModels models, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.models = models;
        this.time = time;
    }

    @Override
    public List<ObjectNode> list(Identity who, String submission) {
        return transactions.call(unit -> {
            UUID id = demand(unit.connection(), who, submission, Right.SUBMISSION_ACCESS);
            return ActivityRows.of(unit.connection(), List.of(id)).getOrDefault(id, List.of());
        });
    }

    @Override
    public ObjectNode find(Identity who, String submission, String id) {
        return transactions.call(unit ->
                one(unit.connection(), demand(unit.connection(), who, submission, Right.SUBMISSION_ACCESS), id));
    }

    @Override
    public ObjectNode create(Identity who, String submission, ObjectNode body) {
        return transactions.call(unit -> {
            UUID owner = demand(unit.connection(), who, submission, Right.SUBMISSION_SUPPORT);
            UUID id = ActivityRows.insert(unit.connection(), owner, body, who.username(), time.instant());
            return one(unit.connection(), owner, id.toString());
        });
    }

    @Override
    public ObjectNode update(Identity who, String submission, String id, ObjectNode body) {
        return transactions.call(unit -> {
            UUID owner = demand(unit.connection(), who, submission, Right.SUBMISSION_SUPPORT);
            ObjectNode activity = one(unit.connection(), owner, id);
            UUID key = UUID.fromString(activity.get("id").asText());
            activity.setAll(body);
            ActivityRows.update(unit.connection(), key, activity, who.username(), time.instant());
            return one(unit.connection(), owner, id);
        });
    }

    @Override
    public ObjectNode delete(Identity who, String submission, String id) {
        return transactions.call(unit -> {
            UUID owner = demand(unit.connection(), who, submission, Right.SUBMISSION_SUPPORT);
            ObjectNode activity = one(unit.connection(), owner, id);
            ActivityRows.delete(
                    unit.connection(), UUID.fromString(activity.get("id").asText()));
            return activity;
        });
    }

    private UUID demand(Connection connection, Identity who, String submission, Right right) throws SQLException {
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
        return row.get().id;
    }

    private static ObjectNode one(Connection connection, UUID submission, String id) throws SQLException {
        Optional<UUID> uuid = SubmissionDraft.uuid(id);
        Optional<ObjectNode> found =
                uuid.isEmpty() ? Optional.empty() : ActivityRows.find(connection, submission, uuid.get());
        return found.orElseThrow(() -> PlatformRefusal.missing("Activity", id));
    }
}
