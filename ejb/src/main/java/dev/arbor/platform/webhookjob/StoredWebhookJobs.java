package dev.arbor.platform.webhookjob;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.EventRuns;
import dev.arbor.engine.api.EventRuns.EventRun;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.WebhookJobs;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.webhook.WebhookScope;
import dev.arbor.platform.webhook.WebhookTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The webhook jobs of the API: those of webhooks, and the runs of workflows. */
@ApplicationScoped
public class StoredWebhookJobs implements WebhookJobs {

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final EventRuns runs;
    private final JobBell bell;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredWebhookJobs() {
        this(null, null, null, null, null);
    }

    @Inject
    public StoredWebhookJobs(
            Transactions transactions, Authoriser authoriser, EventRuns runs, JobBell bell, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.runs = runs;
        this.bell = bell;
        this.time = time;
    }

    @Override
    public Page list(Identity who, Optional<String> kapp, Query query) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            WebhookScope scope = WebhookScope.of(connection, authoriser, who, kapp);
            JobSearch search = JobSearch.of(query, scope, kapp.isPresent());
            JobPlace place = query.after().map(JobPlace::of).orElse(JobPlace.BEGINNING);
            List<Job> jobs = search.jobs(connection, place, query.limit() + 1);
            List<EventRun> started = search.meansRuns()
                    ? runs.below(place.runId(), search.runs(connection), query.limit() + 1)
                    : List.of();
            return merge(jobs, ofType(started, query), place, query.limit());
        });
    }

    /** The key of a form may be that of a team. */
    private static List<EventRun> ofType(List<EventRun> runs, Query query) {
        return query.parentType().isEmpty()
                ? runs
                : runs.stream()
                        .filter(run -> run.event().startsWith(query.parentType().get() + " "))
                        .toList();
    }

    private static Page merge(List<Job> jobs, List<EventRun> runs, JobPlace from, int limit) {
        List<ObjectNode> page = new ArrayList<>();
        JobPlace place = from;
        int job = 0;
        int run = 0;
        while (page.size() < limit && (job < jobs.size() || run < runs.size())) {
            boolean takesJob = run == runs.size()
                    || job < jobs.size()
                            && !jobs.get(job)
                                    .scheduledAt()
                                    .isBefore(runs.get(run).createdAt());
            if (takesJob) {
                place = place.behind(jobs.get(job));
                page.add(jobs.get(job++).json());
            } else {
                place = place.behindRun(runs.get(run).id());
                page.add(ImplicitJobs.json(runs.get(run++)));
            }
        }
        boolean more = job < jobs.size() || run < runs.size();
        return new Page(page, more ? Optional.of(place.text()) : Optional.empty());
    }

    @Override
    public ObjectNode find(Identity who, Optional<String> kapp, String id) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            WebhookScope scope = WebhookScope.of(connection, authoriser, who, kapp);
            UUID uuid = uuid(id);
            OptionalLong run = ImplicitJobs.run(uuid);
            if (run.isPresent()) {
                EventRun found = runs.find(run.getAsLong()).orElseThrow(() -> missing(id));
                if (kapp.isPresent() && !isOf(connection, scope, found)) {
                    throw missing(id);
                }
                return ImplicitJobs.json(found);
            }
            return find(connection, scope, kapp.isPresent(), uuid).json();
        });
    }

    private static boolean isOf(Connection connection, WebhookScope scope, EventRun run) throws SQLException {
        return new JobSearch(
                        Optional.of(scope),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .runs(connection)
                .itemIds()
                .orElseThrow()
                .contains(run.itemId());
    }

    private static Job find(Connection connection, WebhookScope scope, boolean kapp, UUID id) throws SQLException {
        return JobRows.find(connection, id)
                .filter(job -> !kapp || job.scope().equals(scope))
                .orElseThrow(() -> missing(id.toString()));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw missing(id);
        }
    }

    private static PlatformRefusal missing(String id) {
        return PlatformRefusal.missing("Webhook Job", id);
    }

    @Override
    public ObjectNode update(Identity who, Optional<String> kapp, String id, ObjectNode body) {
        ObjectNode now = find(who, kapp, id);
        if (!body.has("status")) {
            return now;
        }
        if (!Documents.text(body, "status").map("Queued"::equalsIgnoreCase).orElse(false)
                || !body.get("status").isTextual()) {
            throw PlatformRefusal.invalid(
                    "invalid_value", "Expected the status \"Queued\", which is the only one that can be asked for.");
        }
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            WebhookScope scope = WebhookScope.of(connection, authoriser, who, kapp);
            UUID uuid = uuid(id);
            if (ImplicitJobs.run(uuid).isPresent() || !JobRows.queueAgain(connection, uuid, time.instant())) {
                throw PlatformRefusal.invalid(
                        "wrong_status",
                        "Expected a webhook job that has failed, but this one is "
                                + now.get("status").asText() + ".");
            }
            Job job = find(connection, scope, kapp.isPresent(), uuid);
            if (WebhookTable.of(connection, List.of(job.webhookId())).isEmpty()) {
                throw PlatformRefusal.invalid(
                        "webhook_deleted",
                        "Expected the webhook '" + job.name() + "' to be there, but it was deleted.");
            }
            unit.afterCommit(bell::ring);
            return job.json();
        });
    }
}
