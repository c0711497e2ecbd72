package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.form.FormEvents;
import dev.arbor.platform.form.FormModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what happens to submissions: which events (integrator spec 5.2), and what they tell (5.4). */
@ApplicationScoped
public class SubmissionEvents {

    private static final List<String> KEPT_BACK = List.of("origin", "parent");

    private final Outbox outbox;

    /** For the container's proxy. */
    protected SubmissionEvents() {
        this(null);
    }

    @Inject
    public SubmissionEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The events of a submission that was saved, in their order; there was none before if it was created. */
    static List<String> saved(Optional<CoreState> before, CoreState after) {
        List<String> actions = new ArrayList<>(List.of(before.isEmpty() ? "Created" : "Updated", "Saved"));
        boolean changed = before.map(state -> state != after).orElse(after != CoreState.DRAFT);
        if (changed) {
            actions.add(after == CoreState.CLOSED ? "Closed" : "Submitted");
        }
        return actions;
    }

    void record(
            Transactions.Unit unit,
            List<String> actions,
            FormModel form,
            Optional<SubmissionRow> before,
            SubmissionRow after,
            Identity who,
            Instant now)
            throws SQLException {
        ObjectNode payload = form.surroundings().deepCopy();
        ObjectNode submission = told(after);
        ObjectNode values = SubmissionDocument.values(after, form);
        Optional<ObjectNode> submissionBefore = before.map(SubmissionEvents::told);
        ObjectNode valuesBefore =
                before.map(row -> SubmissionDocument.values(row, form)).orElseGet(Documents::object);
        payload.set("submission", submission);
        payload.set("values", values);
        payload.set(
                "submissionPrevious",
                submissionBefore.<JsonNode>map(each -> each).orElse(payload.nullNode()));
        payload.set("valuesPrevious", valuesBefore);
        payload.set("submissionChanges", changes(submissionBefore.orElseGet(Documents::object), submission));
        payload.set("valuesChanges", changes(valuesBefore, values));
        payload.set("identity", FormEvents.identity(who));
        outbox.record(
                unit,
                new Outbox.Change(
                        "Submission",
                        actions,
                        Optional.of(form.kappId()),
                        Optional.of(form.id()),
                        after.id.toString(),
                        payload),
                who,
                now);
    }

    private static ObjectNode told(SubmissionRow row) {
        ObjectNode json = SubmissionDocument.properties(row);
        json.remove(KEPT_BACK);
        return json;
    }

    /** What was there before and is different now. */
    private static ObjectNode changes(ObjectNode before, ObjectNode after) {
        ObjectNode changes = Documents.object();
        before.properties().forEach(each -> {
            JsonNode now = after.path(each.getKey());
            if (!now.equals(each.getValue())) {
                changes.putArray(each.getKey()).add(each.getValue()).add(now);
            }
        });
        return changes;
    }
}
