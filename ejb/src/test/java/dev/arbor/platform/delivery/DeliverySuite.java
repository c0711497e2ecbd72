package dev.arbor.platform.delivery;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.DueLook;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.trigger.EventEngine;
import dev.arbor.integrator.script.ScriptDesk;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.EventBell;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.ksl.KslContext;
import dev.arbor.platform.space.SpaceTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the delivery of events promises, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeliverySuite {

    private static final Ksl KSL = new Ksl(new ScriptDesk());

    private EventEngine server;
    private UUID space;
    private UUID kapp;
    private UUID form;

    abstract EventEngine open();

    /** Of a thread or of a server. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    void start() {
        server = open();
        SpaceTable.ensure(server.transactions(), server.clock(), "acme");
        space = new UUID(0, 1);
        // The first expression of a JVM takes longer than one may.
        EventEngine.await(
                "the first expression",
                () -> KSL.judge("1 == 1", KslContext.builder().build()).holds());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void fresh() {
        server.rest();
        server.change("DELETE FROM platform_event");
        server.change("DELETE FROM platform_event_payload");
        server.change("UPDATE tree SET platform_item_id = NULL");
        kapp = UUID.randomUUID();
        form = UUID.randomUUID();
    }

    private static Delivery delivery(EventEngine engine) {
        return new Delivery(engine.transactions(), engine.trees(), engine.starter(), KSL, () -> {}, engine.clock());
    }

    /** A workflow of one echo, registered. */
    private UUID workflow(String event, String itemType, UUID item, String filter) {
        UUID id = server.workflow(
                tree("w " + UUID.randomUUID())
                        .start()
                        .echo("e", "<%= @event['Action'] %> <%= @values['Summary'] %>")
                        .path("start", "e"),
                event,
                itemType,
                item);
        register(server, id, itemType, item, filter);
        return id;
    }

    private static void register(EventEngine engine, UUID id, String itemType, UUID item, String filter) {
        engine.change(
                "INSERT INTO workflow (id, item_type, item_id, filter) VALUES (?, ?, ?, ?)",
                id,
                itemType,
                item,
                filter);
    }

    private void happens(EventEngine engine, EventBell bell, String submission, int depth, String... actions) {
        ObjectNode payload = Documents.object();
        payload.putObject("space").put("name", "Acme").put("slug", "acme");
        payload.putObject("kapp").put("slug", "services");
        payload.putObject("form")
                .put("slug", "desk")
                .putArray("attributes")
                .addObject()
                .put("name", "Icon")
                .putArray("values")
                .add("flask");
        payload.putObject("submission").put("id", submission).put("coreState", "Submitted");
        payload.putObject("values").put("Summary", "Ünï — " + submission).put("Status", "Open");
        payload.putObject("identity").put("username", "änna").put("authenticated", true);
        Identity who = new Identity("änna", Optional.empty(), Optional.empty(), true, false, depth);
        engine.transactions().call(unit -> {
            new Outbox(engine.ids(), bell)
                    .record(
                            unit,
                            new Outbox.Change(
                                    "Submission",
                                    List.of(actions),
                                    Optional.of(kapp),
                                    Optional.of(form),
                                    submission,
                                    payload),
                            who,
                            engine.clock().instant());
            return null;
        });
    }

    private void happens(String submission, String... actions) {
        happens(server, () -> {}, submission, 0, actions);
    }

    /** Action and guid of the workflow of each run that something started, in the order of their birth. */
    private List<String> runs(String submission) {
        return server.column(
                "SELECT t.event || ' ' || t.guid FROM run r JOIN tree t ON t.id = r.tree_id WHERE r.source_id = ?"
                        + " ORDER BY r.id",
                submission);
    }

    private void deliverAll() {
        Delivery delivery = delivery(server);
        while (delivery.deliver()) {
            assertThat(server.transactions()).isNotNull();
        }
        server.rest();
    }

    @Test
    void everyActiveWorkflowOfTheFormThenTheKappThenTheSpaceIsStarted() {
        UUID ofSpace = workflow("Submission Submitted", "Space", space, "");
        UUID ofKapp = workflow("Submission Submitted", "Kapp", kapp, "");
        UUID second = workflow("Submission Created", "Form", form, "");
        UUID ofForm = workflow("Submission Submitted", "Form", form, "");
        workflow("Submission Closed", "Form", form, "");
        workflow("Submission Submitted", "Form", UUID.randomUUID(), "");
        UUID paused = workflow("Submission Submitted", "Form", form, "");
        server.change("UPDATE tree SET status = 'PAUSED' WHERE guid = ?", paused.toString());
        UUID inactive = workflow("Submission Submitted", "Form", form, "");
        server.change("UPDATE tree SET status = 'INACTIVE' WHERE guid = ?", inactive.toString());
        UUID deleted = workflow("Submission Submitted", "Form", form, "");
        server.change("UPDATE tree SET deleted_id = id WHERE guid = ?", deleted.toString());
        UUID orphan = workflow("Submission Submitted", "Form", form, "");
        server.change("DELETE FROM workflow WHERE id = ?", orphan);

        happens("s-1", "Created", "Saved", "Submitted");
        deliverAll();

        assertThat(runs("s-1"))
                .containsExactly(
                        "Submission Created " + second,
                        "Submission Submitted " + ofForm,
                        "Submission Submitted " + ofKapp,
                        "Submission Submitted " + ofSpace);
        assertThat(server.number("SELECT count(*) FROM platform_event")).isZero();
        assertThat(server.number("SELECT count(*) FROM platform_event_payload")).isZero();
        long run = server.number("SELECT max(id) FROM run WHERE source_id = 's-1'");
        assertThat(server.output(run, "e")).isEqualTo("Submitted Ünï — s-1");
        assertThat(server.column("SELECT created_by FROM run WHERE id = ?", run))
                .containsExactly("änna");
        assertThat(server.column("SELECT originator FROM trigger WHERE run_id = ?", run))
                .containsExactly("Event Submission Submitted");
        assertThat(Documents.read(server.column("SELECT source_data FROM run WHERE id = ?", run)
                                .get(0))
                        .at("/event/type")
                        .asText())
                .isEqualTo("Submission");
    }

    @Test
    void whatTheEventTellsIsBoundToVariables() {
        UUID id = server.workflow(
                tree("bound " + UUID.randomUUID())
                        .start()
                        .echo(
                                "e",
                                "<%= [@event['Type'], @submission['Id'], @submission['Core State'], @submission['id'],"
                                        + " @submission['values']['Summary'], @values['Status'], @form['Slug'],"
                                        + " @form_attributes['Icon'], @kapp['Slug'], @space['Name'], @source['Id'],"
                                        + " @source['Name'], @requested_by.nil?].join('|') %>")
                        .path("start", "e"),
                "Submission Saved",
                "Form",
                form);
        register(server, id, "Form", form, "");
        happens("s-b", "Saved");
        deliverAll();
        long run = server.number("SELECT max(id) FROM run WHERE source_id = 's-b'");
        assertThat(server.output(run, "e"))
                .isEqualTo("Submission|s-b|Submitted|s-b|Ünï — s-b|Open|desk|flask|services|Acme|s-b"
                        + "|Kinetic Request CE|true");
    }

    @Test
    void aFilterDecidesAndOneThatBreaksIsTold() {
        UUID matches = workflow(
                "Submission Saved",
                "Form",
                form,
                "values('Status') == 'Open' && identity('username') == 'änna' && form('attribute:Icon') == 'flask'");
        workflow("Submission Saved", "Form", form, "values('Status') == 'Closed'");
        UUID broken = workflow("Submission Saved", "Form", form, "values('Status').nothing.more == 1");
        UUID noSyntax = workflow("Submission Saved", "Form", form, "values('Status' == ");

        happens("s-f", "Saved");
        happens("s-g", "Saved");
        deliverAll();

        assertThat(runs("s-f")).containsExactly("Submission Saved " + matches);
        assertThat(runs("s-g")).hasSize(1);
        assertThat(server.column(
                        "SELECT occurrences || ' ' || subject_id || ' ' || event FROM filter_notice WHERE owner_id = ?",
                        broken))
                .containsExactly("2 s-g Submission Saved");
        assertThat(server.column("SELECT message FROM filter_notice WHERE owner_id = ?", noSyntax))
                .singleElement()
                .asString()
                .contains("values('Status' ==");
    }

    @Test
    void filtersKnowTeamsAndAttributesOfWhoDidIt() {
        UUID account = UUID.randomUUID();
        UUID team = UUID.randomUUID();
        server.change("DELETE FROM membership");
        server.change("DELETE FROM account WHERE username = 'änna'");
        server.change(
                "INSERT INTO account (id, username, administrator, enabled, created_at, updated_at)"
                        + " VALUES (?, 'änna', FALSE, TRUE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                account);
        server.change(
                "INSERT INTO team (id, slug, name, local_name, created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, 'Department::HR', 'HR', CURRENT_TIMESTAMP, 'a', CURRENT_TIMESTAMP, 'a')",
                team,
                team.toString().replace("-", ""));
        server.change(
                "INSERT INTO membership (team_id, account_id, created_at, created_by)"
                        + " VALUES (?, ?, CURRENT_TIMESTAMP, 'a')",
                team,
                account);
        server.change(
                "INSERT INTO attribute_value (owner_id, kind, name, position, content)"
                        + " VALUES (?, 'userAttributeDefinitions', 'Site', 0, 'Bern')",
                account.toString());
        UUID matches = workflow(
                "Submission Closed",
                "Form",
                form,
                "identity('teams').includes('Department::HR') && identity('attribute:Site') == 'Bern'");
        workflow("Submission Closed", "Form", form, "identity('teams').includes('Department::IT')");

        happens("s-teams", "Closed");
        deliverAll();

        assertThat(runs("s-teams")).containsExactly("Submission Closed " + matches);
    }

    @Test
    void whatRunsCauseCountsHowFarItHasCome() {
        workflow("Submission Updated", "Form", form, "");
        happens(server, () -> {}, "s-d", 3, "Updated");
        happens(server, () -> {}, "s-e", Identity.MAX_DEPTH, "Updated");
        deliverAll();
        assertThat(server.column("SELECT depth FROM run WHERE source_id = 's-d'"))
                .containsExactly("4");
        assertThat(runs("s-e")).as("the chain ends").isEmpty();
    }

    @Test
    void aServerThatDiesAroundACommitStartsEachRunOnce() {
        workflow("Submission Created", "Form", form, "");
        workflow("Submission Submitted", "Kapp", kapp, "");
        for (boolean after : List.of(false, true)) {
            String submission = "s-killed-" + after;
            happens(submission, "Created", "Saved", "Submitted");
            EventEngine dying = server.another();
            dying.transactions().edge(new PlainTransactions.Edge() {
                @Override
                public void beforeCommit() {
                    if (!after) {
                        throw new Killed();
                    }
                }

                @Override
                public void afterCommit() {
                    throw new Killed();
                }
            });
            assertThatThrownBy(() -> delivery(dying).deliver()).isInstanceOf(Killed.class);
            dying.vanish();
            assertThat(runs(submission)).hasSize(after ? 2 : 0);

            deliverAll();
            server.later(Duration.ofSeconds(20));

            assertThat(runs(submission)).hasSize(2);
            assertThat(server.number(
                            "SELECT count(*) FROM run WHERE source_id = ? AND completed_at IS NULL", submission))
                    .as("runs that stand still, killed %s the commit", after ? "after" : "before")
                    .isZero();
        }
    }

    @Test
    void severalServersDeliverInOrderAndOnce() throws Exception {
        UUID created = workflow("Submission Created", "Form", form, "");
        UUID updated = workflow("Submission Updated", "Form", form, "");
        List<EventEngine> servers = List.of(server, server.another(), server.another());
        int submissions = 60;
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            AtomicInteger left = new AtomicInteger(3);
            List<Future<?>> all = new ArrayList<>();
            for (EventEngine each : servers) {
                int number = servers.indexOf(each);
                all.add(threads.submit(() -> {
                    for (int i = number; i < submissions; i += 3) {
                        happens(each, () -> {}, "s-many-" + i, 0, "Created");
                        happens(each, () -> {}, "s-many-" + i, 0, "Updated");
                    }
                    left.decrementAndGet();
                }));
                all.add(threads.submit(() -> {
                    Delivery delivery = delivery(each);
                    while (delivery.deliver() || left.get() > 0) {
                        Thread.onSpinWait();
                    }
                    delivery.deliver();
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        deliverAll();
        for (int i = 0; i < submissions; i++) {
            assertThat(runs("s-many-" + i))
                    .containsExactlyInAnyOrder("Submission Created " + created, "Submission Updated " + updated);
            assertThat(server.column(
                            "SELECT t.event FROM run r JOIN tree t ON t.id = r.tree_id WHERE r.source_id = ?"
                                    + " ORDER BY r.created_at, r.id",
                            "s-many-" + i))
                    .hasSize(2);
        }
        assertThat(server.number("SELECT count(*) FROM platform_event")).isZero();
    }

    @Test
    void anEventThatCannotBeDeliveredKeepsNobodyUpButItsOwn() {
        workflow("Submission Saved", "Form", form, "");
        happens("s-ok-1", "Saved");
        happens("s-poison", "Saved");
        happens("s-ok-2", "Saved");
        String payload = server.column("SELECT content FROM platform_event_payload WHERE content LIKE '%s-poison%'")
                .get(0);
        server.change("UPDATE platform_event_payload SET content = 'no JSON' WHERE content = ?", payload);

        deliverAll();
        happens("s-poison", "Saved");
        happens("s-ok-3", "Saved");
        deliverAll();

        assertThat(runs("s-ok-1")).hasSize(1);
        assertThat(runs("s-ok-2")).hasSize(1);
        assertThat(runs("s-ok-3")).hasSize(1);
        assertThat(runs("s-poison")).isEmpty();
        assertThat(server.column("SELECT attempts FROM platform_event WHERE due_at IS NOT NULL"))
                .containsExactly("1");

        server.change("UPDATE platform_event_payload SET content = ? WHERE content = 'no JSON'", payload);
        server.later(Duration.ofSeconds(2));
        deliverAll();
        assertThat(runs("s-poison")).hasSize(2);
    }

    @Test
    void aNudgeDeliversAndALookFindsWhatNobodyWasToldOf() {
        workflow("Submission Saved", "Form", form, "");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            DeliveryWorker worker = new DeliveryWorker(delivery(server), thread);
            happens(server, worker::nudge, "s-nudge", 0, "Saved");
            EventEngine.await("the nudged run", () -> !runs("s-nudge").isEmpty());

            happens("s-silent", "Saved");
            assertThat(runs("s-silent")).isEmpty();
            worker.look(new DueLook());
            EventEngine.await(
                    "the run that was looked for", () -> !runs("s-silent").isEmpty());
        } finally {
            thread.shutdownNow();
        }
    }
}
