package dev.arbor.platform.submission;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexDefinitions;
import dev.arbor.platform.index.IndexEntries;
import dev.arbor.platform.index.IndexPath;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.submission.Candidates.Candidate;
import dev.arbor.platform.submission.IndexJobRows.Job;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Builds indexes: gives submissions that are older than a definition their entries, some at a time, oldest first. Each
 * turn is a transaction that locks its submissions, so nobody changes them meanwhile, and notes how far it came.
 */
@ApplicationScoped
public class IndexBuilding {

    private static final int AT_ONCE = 200;

    private static final Logger LOG = Logger.getLogger(IndexBuilding.class);

    private final Transactions transactions;
    private final FormModels models;
    private final InstantSource time;

    /** For the container's proxy. */
    protected IndexBuilding() {
        this(null, null, null);
    }

    @Inject
    public IndexBuilding(Transactions transactions, FormModels models, InstantSource time) {
        this.transactions = transactions;
        this.models = models;
        this.time = time;
    }

    /** Does a job to its end. What fails is noted on the job and told to the operator. */
    public void run(UUID id) {
        try {
            while (transactions.call(unit -> turn(unit.connection(), id))) {
                // The next turn.
            }
        } catch (RuntimeException e) {
            LOG.warnf("The background job %s failed: %s", id, e.getMessage());
            String message =
                    e instanceof PlatformRefusal ? e.getMessage() : "It failed; the log of the server tells more.";
            transactions.call(unit -> {
                IndexJobRows.end(unit.connection(), id, "Failed", message, time.instant());
                return null;
            });
        }
    }

    /** Some of the submissions; whether there may be more. */
    private boolean turn(Connection connection, UUID id) throws SQLException {
        Optional<Job> found = IndexJobRows.lock(connection, id);
        if (found.isEmpty()
                || !Set.of("Starting", "Running").contains(found.get().status())) {
            return false;
        }
        Job job = found.get();
        boolean ofKapp = job.scopeType().equals("Kapp");
        List<IndexDefinition> wanted = IndexDefinitions.of(connection, job.scope()).stream()
                .filter(each -> job.indexes().contains(each.name()))
                .toList();
        List<IndexPath> paths = new ArrayList<>();
        wanted.forEach(each -> paths.addAll(IndexPath.of(job.scope(), each, ofKapp)));
        List<IndexPath> distinct = IndexPath.distinct(paths);
        Candidates.Timeline all = new Candidates.Timeline(
                ofKapp ? "kapp_id" : "form_id",
                job.scope(),
                "created_at",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Candidates rest = new Candidates(
                connection,
                all,
                false,
                AT_ONCE,
                Optional.ofNullable(job.place()).map(SearchQuery::place));
        List<Candidate> some = new ArrayList<>();
        while (some.size() < AT_ONCE && rest.peek().isPresent()) {
            some.add(rest.take());
        }
        enter(connection, distinct, some);
        if (some.size() < AT_ONCE) {
            for (IndexDefinition each : wanted) {
                IndexDefinitions.built(connection, job.scope(), each.name(), true);
            }
            IndexJobRows.advance(connection, id, job.done() + some.size(), job.place(), time.instant());
            IndexJobRows.end(connection, id, "Completed", null, time.instant());
            return false;
        }
        String place = SearchQuery.token(some.get(some.size() - 1).place());
        IndexJobRows.advance(connection, id, job.done() + some.size(), place, time.instant());
        return true;
    }

    private void enter(Connection connection, List<IndexPath> paths, List<Candidate> some) throws SQLException {
        List<UUID> ids = some.stream().map(each -> each.row().id).sorted().toList();
        if (ids.isEmpty()) {
            return;
        }
        Rows.list(
                connection,
                "SELECT id FROM submission WHERE id IN (" + Rows.marks(ids.size()) + ") ORDER BY id FOR UPDATE",
                row -> 1,
                ids.toArray());
        // Read again: somebody may have changed one before it was locked.
        Map<UUID, SubmissionRow> rows = SubmissionTable.all(connection, ids);
        for (SubmissionRow row : rows.values()) {
            Optional<FormModel> form = models.find(connection, row.formId);
            if (form.isPresent()) {
                var values = SubmissionWriter.values(form.get(), row);
                IndexEntries.change(connection, row.id, row.createdAt, Set.of(), IndexEntries.of(paths, values));
                IndexEntries.claim(connection, row.id, paths, values);
            }
        }
    }
}
