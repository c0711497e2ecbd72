package dev.arbor.platform.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.EventTrees;
import dev.arbor.engine.api.EventTrees.EventTree;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.RunStarter.StartRun;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.platform.access.Identities;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Event;
import dev.arbor.platform.event.EventQueue;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.ksl.KslContext;
import dev.arbor.platform.ksl.Verdict;
import dev.arbor.platform.notice.FilterNotices;
import dev.arbor.platform.people.IdentityFacts;
import dev.arbor.platform.space.SpaceTable;
import dev.arbor.platform.webhook.Webhook;
import dev.arbor.platform.webhook.WebhookTable;
import dev.arbor.platform.webhookjob.Job;
import dev.arbor.platform.webhookjob.JobRows;
import dev.arbor.platform.workflow.WorkflowTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Some events that are delivered in one transaction. What they have in common is looked up once. */
final class Batch {

    private final Connection connection;
    private final EventTrees trees;
    private final RunStarter starter;
    private final Ksl ksl;
    private final Instant now;
    private final Map<List<Object>, Audience> audiences = new HashMap<>();
    private final Map<String, ObjectNode> people = new HashMap<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<RunStarter.Wish> wishes = new ArrayList<>();
    private UUID space;

    /** A workflow that an event may start. */
    private record Workflow(UUID id, String filter) {}

    /** Who hears of an event. */
    private record Audience(List<Workflow> workflows, List<Webhook> webhooks) {

        boolean isEmpty() {
            return workflows.isEmpty() && webhooks.isEmpty();
        }
    }

    Batch(Connection connection, EventTrees trees, RunStarter starter, Ksl ksl, Instant now) {
        this.connection = connection;
        this.trees = trees;
        this.starter = starter;
        this.ksl = ksl;
        this.now = now;
    }

    /**
     * Starts the runs of the workflows that match, and queues the jobs of the webhooks that do.
     *
     * @return whether there are such jobs
     */
    boolean deliver(List<Event> events) throws SQLException {
        space = SpaceTable.id(connection);
        Map<Event, Audience> wanted = new LinkedHashMap<>();
        Set<Long> payloads = new LinkedHashSet<>();
        for (Event event : events) {
            Audience audience = audience(event);
            if (!audience.isEmpty()) {
                wanted.put(event, audience);
                payloads.add(event.payloadId());
            }
        }
        Map<Long, String> told = EventQueue.payloads(connection, payloads);
        for (Map.Entry<Event, Audience> each : wanted.entrySet()) {
            Event event = each.getKey();
            Told payload = Told.of(event, told.get(event.payloadId()));
            for (Workflow workflow : each.getValue().workflows()) {
                deliver(event, payload, workflow);
            }
            for (Webhook webhook : each.getValue().webhooks()) {
                if (matches(event, payload, webhook.filter(), new FilterNotices.Owner("webhook", webhook.id()))) {
                    jobs.add(Job.of(webhook, event, payload.document(), now));
                }
            }
        }
        starter.startAll(wishes);
        JobRows.insert(connection, jobs);
        return !jobs.isEmpty();
    }

    private void deliver(Event event, Told payload, Workflow workflow) throws SQLException {
        if (matches(event, payload, workflow.filter(), new FilterNotices.Owner("workflow", workflow.id()))) {
            wishes.add(new RunStarter.Wish(
                    new StartRun(
                            new TreeRef.Guid(workflow.id().toString()),
                            payload.text(),
                            Map.of(),
                            Optional.empty(),
                            event.depth() + 1),
                    new Caller(payload.username(), "Event " + event.name())));
        }
    }

    private boolean matches(Event event, Told payload, String filter, FilterNotices.Owner owner) throws SQLException {
        Verdict verdict = ksl.judge(filter, payload.filterContext(this::known));
        if (verdict instanceof Verdict.Broken broken) {
            FilterNotices.record(
                    connection,
                    owner,
                    new FilterNotices.Notice(event.name(), event.subjectId(), broken.message()),
                    now);
        }
        return verdict.holds();
    }

    private ObjectNode known(String username) {
        return people.computeIfAbsent(username, name -> {
            try {
                return Identities.document(IdentityFacts.of(connection, name));
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
        });
    }

    private Audience audience(Event event) throws SQLException {
        List<Object> key = List.of(event.name(), event.formId(), event.kappId());
        Audience known = audiences.get(key);
        if (known == null) {
            List<UUID> scopes = new ArrayList<>(event.kappId().stream().toList());
            scopes.add(space);
            known = new Audience(find(event), WebhookTable.hearing(connection, event.name(), scopes));
            audiences.put(key, known);
        }
        return known;
    }

    /** Those of the form first, then those of the kapp, then those of the space. */
    private List<Workflow> find(Event event) throws SQLException {
        List<String> items = new ArrayList<>();
        event.formId().ifPresent(id -> items.add(id.toString()));
        event.kappId().ifPresent(id -> items.add(id.toString()));
        items.add(space.toString());
        List<EventTree> found = trees.active(event.name(), items);
        Map<UUID, String> filters = WorkflowTable.filters(connection, ids(found));
        List<Workflow> inOrder = new ArrayList<>();
        for (String item : items) {
            for (EventTree tree : found) {
                Optional<UUID> id = WorkflowTable.id(tree.guid());
                if (tree.platformItemId().equals(item) && id.isPresent() && filters.containsKey(id.get())) {
                    inOrder.add(new Workflow(id.get(), filters.get(id.get())));
                }
            }
        }
        return inOrder;
    }

    private static Collection<UUID> ids(List<EventTree> trees) {
        return trees.stream()
                .flatMap(tree -> WorkflowTable.id(tree.guid()).stream())
                .toList();
    }

    /** What an event tells: the text that the run gets, and the document that filters ask. */
    private static final class Told {

        private final Event event;
        private final ObjectNode document;

        private Told(Event event, ObjectNode document) {
            this.event = event;
            this.document = document;
        }

        static Told of(Event event, String payload) {
            ObjectNode document = Documents.object();
            document.putObject("event")
                    .put("type", event.type())
                    .put("action", event.action())
                    .put("timestamp", Documents.moment(event.createdAt()));
            document.setAll(Documents.read(payload));
            return new Told(event, document);
        }

        ObjectNode document() {
            return document;
        }

        String text() {
            return Documents.write(document);
        }

        String username() {
            return Documents.text(document.path("identity"), "username").orElse("system");
        }

        KslContext filterContext(Function<String, ObjectNode> known) {
            return FilterContexts.of(event.type(), document, known);
        }
    }
}
