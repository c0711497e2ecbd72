package dev.arbor.platform.webhookjob;

import dev.arbor.engine.api.EventRuns;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.WebhookJobs.Query;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.webhook.WebhookScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query that was read: what of it is asked of the rows of jobs, and what of the runs of workflows.
 *
 * @param scope empty for all
 */
record JobSearch(
        Optional<WebhookScope> scope,
        Optional<JobStatus> status,
        Optional<String> webhook,
        Optional<String> parentType,
        Optional<String> parentKey,
        Optional<Instant> start,
        Optional<Instant> end) {

    /**
     * Reads a query.
     *
     * @throws PlatformRefusal when it makes no sense
     */
    static JobSearch of(Query query, WebhookScope scope, boolean kapp) {
        if (query.parentType().isPresent() != query.parentKey().isPresent()) {
            throw PlatformRefusal.invalid(
                    "invalid_value", "Expected parentType and parentKey together, but only one of them is there.");
        }
        Optional<JobStatus> status = query.status().map(label -> JobStatus.of(label)
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "invalid_value",
                        "Expected status to be queued, in progress, complete, failed or cancelled, but it is '" + label
                                + "'.")));
        return new JobSearch(
                query.all() && !kapp ? Optional.empty() : Optional.of(scope),
                status,
                query.webhook(),
                query.parentType(),
                query.parentKey(),
                moment(query.start(), "start"),
                moment(query.end(), "end"));
    }

    private static Optional<Instant> moment(Optional<String> text, String name) {
        try {
            return text.map(each -> OffsetDateTime.parse(each).toInstant());
        } catch (DateTimeParseException e) {
            throw PlatformRefusal.invalid(
                    "invalid_value",
                    "Expected " + name + " to be a time such as 2026-01-31T12:00:00Z, but it is '" + text.orElseThrow()
                            + "'.");
        }
    }

    /** Jobs behind a place, newest first. */
    List<Job> jobs(Connection connection, JobPlace place, int limit) throws SQLException {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        List<Object> values = new ArrayList<>();
        scope.ifPresent(each -> is("scope_id = ?", each.id(), conditions, values));
        status.ifPresent(each -> is("status = ?", each.label(), conditions, values));
        webhook.ifPresent(each -> is("name = ?", each, conditions, values));
        parentType.ifPresent(each -> is("type = ?", each, conditions, values));
        parentKey.ifPresent(each -> is("parent_key = ?", each, conditions, values));
        start.ifPresent(each -> is("scheduled_at >= ?", each, conditions, values));
        end.ifPresent(each -> is("scheduled_at < ?", each, conditions, values));
        if (place.scheduledAt().isPresent()) {
            Instant last = place.scheduledAt().get();
            is("scheduled_at <= ?", last, conditions, values);
            is("(scheduled_at < ? OR id < ?)", last, conditions, values);
            values.add(place.jobId().orElseThrow());
        }
        return Rows.list(
                connection,
                JobRows.SELECT + " WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY scheduled_at DESC, id DESC LIMIT " + limit,
                JobRows::read,
                values.toArray());
    }

    private static void is(String condition, Object value, List<String> conditions, List<Object> values) {
        conditions.add(condition);
        values.add(value);
    }

    /** Whether runs of workflows can be among what is looked for. */
    boolean meansRuns() {
        return status.map(each -> each == JobStatus.COMPLETE).orElse(true)
                && webhook.map(ImplicitJobs.NAME::equals).orElse(true);
    }

    /** Which runs; those of forms are their kapp's. */
    EventRuns.Filter runs(Connection connection) throws SQLException {
        Optional<java.util.Collection<String>> items = Optional.empty();
        if (scope.isPresent()) {
            List<String> ids = new ArrayList<>(List.of(scope.get().id().toString()));
            ids.addAll(Rows.list(
                    connection,
                    "SELECT id FROM form WHERE kapp_id = ?",
                    row -> Rows.uuid(row, 1).toString(),
                    scope.get().id()));
            items = Optional.of(ids);
        }
        return new EventRuns.Filter(items, parentKey, start, end);
    }
}
