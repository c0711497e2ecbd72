package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.api.Submissions;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The submissions of the API. */
@ApplicationScoped
public class StoredSubmissions implements Submissions {

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final FormModels models;
    private final Steps steps;
    private final SubmissionWriter writer;
    private final SubmissionRemoval removal;
    private final SubmissionEvents events;
    private final SubmissionViews views;
    private final SubmissionSearch search;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredSubmissions() {
        this(null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    public StoredSubmissions(
            Transactions transactions,
            Authoriser authoriser,
            FormModels models,
            Steps steps,
            SubmissionWriter writer,
            SubmissionRemoval removal,
            SubmissionEvents events,
            SubmissionViews views,
            SubmissionSearch search,
            InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.models = models;
        this.steps = steps;
        this.writer = writer;
        this.removal = removal;
        this.events = events;
        this.views = views;
        this.search = search;
        this.time = time;
    }

    @Override
    public String create(Identity who, String kapp, String form, ObjectNode body, Saving saving) {
        return transactions.call(unit -> {
            FormModel model = models.find(unit.connection(), kapp, form);
            return made(unit, model, who, authoriser.permissions(who), body, saving)
                    .id
                    .toString();
        });
    }

    @Override
    public Made create(Identity who, String kapp, String form, ObjectNode body, Saving saving, Set<String> parts) {
        return transactions.call(unit -> {
            FormModel model = models.find(unit.connection(), kapp, form);
            Permissions permissions = authoriser.permissions(who);
            SubmissionRow row = made(unit, model, who, permissions, body, saving);
            return new Made(row.id.toString(), views.made(unit.connection(), permissions, row, model, parts));
        });
    }

    private SubmissionRow made(
            Transactions.Unit unit,
            FormModel model,
            Identity who,
            Permissions permissions,
            ObjectNode body,
            Saving saving)
            throws SQLException {
        permissions.demand(Right.FORM_DISPLAY, Subject.form(model.kapp(), model.form()));
        if (!model.active()) {
            throw PlatformRefusal.invalid(
                    "inactive_form",
                    "Expected an active form, but the form '"
                            + model.form().path("slug").asText() + "' is inactive.");
        }
        Instant now = now();
        SubmissionRow row = steps.fresh(model, who, now);
        SubmissionDraft.merge(unit.connection(), row, body, model);
        Optional<CoreState> asked = SubmissionDraft.coreState(body);
        steps.defaults(row, model, who);
        if (asked.isPresent() || saving.completed()) {
            steps.go(row, model, asked.orElse(CoreState.SUBMITTED), who, now);
        } else if (saving.page().isPresent()) {
            steps.submitPage(row, model, saving, who, now);
        }
        List<String> actions = SubmissionEvents.saved(Optional.empty(), row.coreState);
        writer.write(unit, model, Optional.empty(), row, actions, who, now);
        ActivityRows.insertAll(unit.connection(), row.id, body.path("activities"), who.username(), now);
        return row;
    }

    @Override
    public String patchNew(Identity who, String kapp, String form, ObjectNode body) {
        return transactions.call(unit -> {
            FormModel model = models.find(unit.connection(), kapp, form);
            authoriser.demand(who, Right.SUBMISSION_SUPPORT, Subject.form(model.kapp(), model.form()));
            CoreState state = SubmissionDraft.coreState(body).orElse(CoreState.DRAFT);
            SubmissionDraft.demandStamps(body, state);
            Instant now = now();
            SubmissionRow row = steps.fresh(model, who, now);
            SubmissionDraft.merge(unit.connection(), row, body, model);
            row.become(state, who.username(), now);
            SubmissionDraft.stamps(row, body);
            writer.write(unit, model, Optional.empty(), row, List.of(), who, now);
            ActivityRows.insertAll(unit.connection(), row.id, body.path("activities"), who.username(), now);
            return row.id.toString();
        });
    }

    @Override
    public ObjectNode find(Identity who, String id, Set<String> parts) {
        return transactions.call(unit -> {
            SubmissionRow row = one(unit.connection(), id, false);
            FormModel model = model(unit.connection(), row);
            Permissions permissions = authoriser.permissions(who);
            permissions.demand(Right.SUBMISSION_ACCESS, subject(row, model));
            return views.show(unit.connection(), permissions, List.of(row), parts)
                    .get(0);
        });
    }

    @Override
    public void submitPage(Identity who, String id, ObjectNode body, Saving saving) {
        change(who, id, Right.SUBMISSION_MODIFICATION, (unit, model, row, now) -> {
            SubmissionDraft.merge(unit.connection(), row, body, model);
            Optional<CoreState> asked = SubmissionDraft.coreState(body);
            if (asked.isPresent() || saving.completed()) {
                steps.go(row, model, asked.orElse(CoreState.SUBMITTED), who, now);
            } else {
                steps.submitPage(row, model, saving, who, now);
            }
            return true;
        });
    }

    @Override
    public void update(Identity who, String id, ObjectNode body) {
        change(who, id, Right.SUBMISSION_MODIFICATION, (unit, model, row, now) -> {
            SubmissionDraft.merge(unit.connection(), row, body, model);
            steps.go(row, model, SubmissionDraft.coreState(body).orElse(row.coreState), who, now);
            return true;
        });
    }

    @Override
    public void patch(Identity who, String id, ObjectNode body) {
        change(who, id, Right.SUBMISSION_SUPPORT, (unit, model, row, now) -> {
            SubmissionDraft.merge(unit.connection(), row, body, model);
            SubmissionDraft.coreState(body).ifPresent(state -> steps.set(row, state, who, now));
            SubmissionDraft.stamps(row, body);
            return false;
        });
    }

    /** What is changed about a submission; whether it is told. */
    @FunctionalInterface
    private interface Step {
        boolean take(Transactions.Unit unit, FormModel form, SubmissionRow row, Instant now) throws SQLException;
    }

    private void change(Identity who, String id, Right right, Step step) {
        transactions.call(unit -> {
            SubmissionRow row = one(unit.connection(), id, true);
            FormModel model = model(unit.connection(), row);
            authoriser.demand(who, right, subject(row, model));
            SubmissionRow before = row.copy();
            Instant now = now();
            row.updatedAt = now;
            row.updatedBy = who.username();
            boolean told = step.take(unit, model, row, now);
            List<String> actions =
                    told ? SubmissionEvents.saved(Optional.of(before.coreState), row.coreState) : List.of();
            writer.write(unit, model, Optional.of(before), row, actions, who, now);
            return null;
        });
    }

    @Override
    public ObjectNode delete(Identity who, String id) {
        return transactions.call(unit -> {
            SubmissionRow row = one(unit.connection(), id, true);
            FormModel model = model(unit.connection(), row);
            authoriser.demand(who, Right.SUBMISSION_MODIFICATION, subject(row, model));
            ObjectNode shown =
                    views.show(unit.connection(), who, List.of(row), Set.of()).get(0);
            events.record(unit, List.of("Deleted"), model, Optional.empty(), row, who, now());
            removal.remove(unit, model, row);
            return shown;
        });
    }

    @Override
    public Found search(Identity who, Search wanted, Set<String> parts) {
        return transactions.call(unit -> search.find(unit.connection(), who, wanted, parts));
    }

    private static SubmissionRow one(Connection connection, String id, boolean lock) throws SQLException {
        Optional<UUID> uuid = SubmissionDraft.uuid(id);
        Optional<SubmissionRow> row = Optional.empty();
        if (uuid.isPresent()) {
            row = lock ? SubmissionTable.lock(connection, uuid.get()) : SubmissionTable.find(connection, uuid.get());
        }
        return row.orElseThrow(() -> PlatformRefusal.missing("Submission", id));
    }

    private FormModel model(Connection connection, SubmissionRow row) throws SQLException {
        return models.find(connection, row.formId)
                .orElseThrow(() -> PlatformRefusal.missing("Submission", row.id.toString()));
    }

    private static Subject subject(SubmissionRow row, FormModel model) {
        return Subject.submission(model.kapp(), model.form(), SubmissionDocument.of(row, model));
    }

    /** As exact as the databases keep it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
