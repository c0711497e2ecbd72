package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.BackgroundJobs;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexDefinitions;
import dev.arbor.platform.index.IndexPath;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.submission.IndexJobRows.Job;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The background jobs of the API. */
@ApplicationScoped
public class StoredJobs implements BackgroundJobs {

    /** A job over no more submissions than this is done before it is answered. */
    private static final int SMALL = 2_000;

    private static final int SHOWN = 200;
    private static final Set<String> BUILDS = Set.of("Build Index", "Populate Index");
    private static final String CLEANUP = "Cleanup Index";
    private static final String SYSTEM = "Reindex System";

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final FormModels models;
    private final IndexBuilding building;
    private final JobThreads threads;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredJobs() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public StoredJobs(
            Transactions transactions,
            Authoriser authoriser,
            FormModels models,
            IndexBuilding building,
            JobThreads threads,
            InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.models = models;
        this.building = building;
        this.threads = threads;
        this.time = time;
    }

    @Override
    public ObjectNode begin(Identity who, String kapp, Optional<String> form, ObjectNode body) {
        String type = Documents.text(body, "type").orElse("");
        if (!BUILDS.contains(type) && !type.equals(CLEANUP) && !type.equals(SYSTEM)) {
            throw PlatformRefusal.invalid(
                    "invalid_job",
                    "Expected the type of a background job to be Build Index, Cleanup Index, Populate Index or"
                            + " Reindex System, but it is '" + type + "'.");
        }
        Job job = transactions.call(unit -> note(unit.connection(), who, kapp, form, type, body));
        if (job.status().equals("Starting")) {
            if (job.total() <= SMALL) {
                building.run(job.id());
            } else {
                threads.run(() -> building.run(job.id()));
            }
        }
        return transactions.call(unit ->
                IndexJobRows.lock(unit.connection(), job.id()).orElse(job).json());
    }

    private Job note(
            Connection connection, Identity who, String kapp, Optional<String> form, String type, ObjectNode body)
            throws SQLException {
        UUID scope;
        if (form.isPresent()) {
            FormModel model = models.find(connection, kapp, form.get());
            authoriser.demand(who, Right.FORM_MODIFICATION, Subject.form(model.kapp(), model.form()));
            scope = model.id();
        } else {
            Entry owner = KappTable.find(connection, kapp);
            authoriser.demand(who, Right.KAPP_MODIFICATION, Subject.kapp(owner.document()));
            scope = owner.id();
        }
        List<String> names = type.equals(SYSTEM)
                ? IndexDefinitions.OF_EVERY_FORM
                : names(body.path("content").path("indexes"));
        Set<String> known = IndexDefinitions.of(connection, scope).stream()
                .map(IndexDefinition::name)
                .collect(Collectors.toSet());
        boolean cleanup = type.equals(CLEANUP);
        for (String name : names) {
            if (BUILDS.contains(type) && !known.contains(name)) {
                throw PlatformRefusal.invalid(
                        "unknown_index", "Expected an index definition '" + name + "', but there is none.");
            }
            if (cleanup && !known.contains(name)) {
                forget(connection, scope, name);
            }
        }
        long total = Rows.one(
                        connection,
                        "SELECT count(*) FROM submission WHERE " + (form.isPresent() ? "form_id" : "kapp_id") + " = ?",
                        row -> row.getLong(1),
                        scope)
                .orElse(0L);
        ObjectNode content = Documents.object();
        content.set("indexes", Documents.list(names));
        Instant now = time.instant();
        Job job = new Job(
                UUID.randomUUID(),
                scope,
                form.isPresent() ? "Form" : "Kapp",
                type,
                cleanup ? "Completed" : "Starting",
                content,
                null,
                0,
                cleanup ? 0 : total,
                null,
                now,
                who.username(),
                now);
        IndexJobRows.insert(connection, job);
        return job;
    }

    /** Entries of a definition that is no more; parts that others share with it are built again when they are needed. */
    private static void forget(Connection connection, UUID scope, String name) throws SQLException {
        Rows.change(
                connection,
                "DELETE FROM submission_index WHERE path = ?",
                IndexPath.number(scope, List.of(name.split(","))));
    }

    private static List<String> names(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw PlatformRefusal.invalid(
                    "invalid_job", "Expected the content to have indexes, a list of their names.");
        }
        return java.util.stream.StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.isObject() ? each.path("name").asText() : each.asText())
                .toList();
    }

    @Override
    public List<ObjectNode> list(Identity who) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        return transactions.call(unit -> IndexJobRows.newest(unit.connection(), SHOWN).stream()
                .map(Job::json)
                .toList());
    }
}
