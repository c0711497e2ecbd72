package dev.arbor.platform.webhookjob;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.trigger.EventEngine;
import dev.arbor.integrator.Integrator;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.WebhookJobs.Page;
import dev.arbor.platform.api.WebhookJobs.Query;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.notice.FilterNotices;
import dev.arbor.platform.space.SpaceTable;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What webhooks and their deliveries promise, on whichever database a subclass brings, with a real other side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobSuite {

    private static final Identity ADMIN =
            Identity.of(new Account("admin", Optional.empty(), Optional.empty(), true, false), 0);
    private static final Identity ANNA =
            Identity.of(new Account("anna", Optional.empty(), Optional.empty(), false, false), 0);
    private static final Optional<String> SPACE = Optional.empty();
    private static final String SECRET = "a secret of 24 letters ü";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Receiver receiver = new Receiver();
    private EventEngine server;
    private Integrator integrator;
    private Office office;
    private UUID kapp;
    private UUID form;
    private String slug;

    abstract EventEngine open();

    /** Of a thread or of a server. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    void start() {
        server = open();
        SpaceTable.ensure(server.transactions(), server.clock(), "acme");
        IntegratorSchema.bringUpToDate(server.database());
        integrator = new Integrator(new Integrator.Ground(
                server.database(),
                KeyRing.parse("k1:" + Base64.getEncoder().encodeToString(new byte[32])),
                new Egress("127.0.0.1", Optional.empty(), InetAddress::getAllByName),
                Limits.USUAL,
                clock,
                InstantSource.system()));
    }

    @AfterAll
    void stop() {
        receiver.close();
        integrator.close();
        clock.shutdownNow();
        server.close();
    }

    @BeforeEach
    void fresh() {
        server.rest();
        for (String table : List.of(
                "platform_event",
                "platform_event_payload",
                "webhook",
                "webhook_job",
                "filter_notice",
                "filter_notice_count")) {
            server.change("DELETE FROM " + table);
        }
        server.change("UPDATE tree SET platform_item_id = NULL");
        receiver.forget();
        kapp = UUID.randomUUID();
        form = UUID.randomUUID();
        slug = "k" + kapp.toString().substring(0, 8);
        server.change(
                "INSERT INTO kapp (id, slug, name, content, version_id, created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, 'Kapp', '{}', 0, now(), 'x', now(), 'x')",
                kapp,
                slug);
        server.change(
                "INSERT INTO form (id, kapp_id, slug, name, status, anonymous, content, version_id, created_at,"
                        + " created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, 'desk', 'Desk', 'Active', FALSE, '{}', 0, now(), 'x', now(), 'x')",
                form,
                kapp);
        office = new Office(server, integrator);
    }

    @AfterEach
    void closeOffice() {
        receiver.forget();
        office.close();
    }

    private ObjectNode body(String name, String event, String filter, String path) {
        return Documents.object()
                .put("name", name)
                .put("type", "Submission")
                .put("event", event)
                .put("filter", filter)
                .put("url", path.startsWith("/app") ? path : receiver.url(path));
    }

    private void webhook(Optional<String> scope, String name, String event, String filter, String path) {
        office.webhooks.create(ADMIN, scope, body(name, event, filter, path));
    }

    private void happens(String submission, String... actions) {
        happens(submission, 2, actions);
    }

    private void happens(String submission, int depth, String... actions) {
        ObjectNode payload = Documents.object();
        payload.putObject("space").put("name", "Acme").put("slug", "acme");
        payload.putObject("kapp").put("slug", slug);
        payload.putObject("form").put("slug", "desk");
        payload.putObject("submission").put("id", submission);
        payload.putObject("values").put("Summary", "Ünï — " + submission).put("Status", "Open");
        payload.putObject("identity").put("username", "änna").put("authenticated", true);
        Identity who = new Identity("änna", Optional.empty(), Optional.empty(), true, false, depth);
        server.transactions().call(unit -> {
            new Outbox(server.ids(), () -> {})
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
                            server.clock().instant());
            return null;
        });
    }

    private void await(String what, long jobs, String status) {
        EventEngine.await(
                what, () -> server.number("SELECT count(*) FROM webhook_job WHERE status = ?", status) == jobs);
    }

    private ObjectNode only(Optional<String> scope) {
        Page page = office.jobs.list(ADMIN, scope, query(10));
        assertThat(page.jobs()).hasSize(1);
        return page.jobs().get(0);
    }

    private static Query query(int limit) {
        return new Query(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }

    @Test
    void anEventIsToldToTheWebhooksThatMatch() {
        webhook(SPACE, "all", "Submission Created", "", "/space");
        webhook(Optional.of(slug), "open", "Created", "values('Status') == 'Open'", "/kapp");
        webhook(Optional.of(slug), "closed", "Submission Created", "values('Status') == 'Closed'", "/no");
        webhook(Optional.of(slug), "saved", "Submission Saved", "", "/no");
        webhook(Optional.of(slug), "none", "", "", "/no");
        server.change("UPDATE webhook SET scope_id = ? WHERE name = 'saved'", UUID.randomUUID());
        webhook(SPACE, "broken", "Submission Created", "values('Status').nothing.more == 1", "/no");

        happens("s-1", "Created", "Saved");
        office.deliverAll();
        await("both were told", 2, "Complete");

        assertThat(receiver.at("/no")).isEmpty();
        Receiver.Delivered told = receiver.at("/kapp").get(0);
        ObjectNode payload = Documents.read(told.body());
        assertThat(payload.at("/event/action").asText()).isEqualTo("Created");
        assertThat(payload.at("/values/Summary").asText()).isEqualTo("Ünï — s-1");
        ObjectNode job =
                office.jobs.list(ADMIN, Optional.of(slug), query(10)).jobs().get(0);
        assertThat(told.headers())
                .containsEntry("X-Arbor-Delivery", job.get("id").asText())
                .containsEntry("X-Arbor-Event", "Submission Created")
                .containsEntry("X-Kinetic-Causation-Depth", "3")
                .doesNotContainKey("X-Arbor-Signature");
        assertThat(job.get("name").asText()).isEqualTo("open");
        assertThat(job.get("status").asText()).isEqualTo("Complete");
        assertThat(job.get("summary").asText()).isEqualTo("200 OK");
        assertThat(job.get("requestContent").asText()).isEqualTo(told.body());
        assertThat(job.get("responseContent").asText()).isEqualTo("ünderstood");
        assertThat(job.get("parentId").asText()).isEqualTo("s-1");
        assertThat(job.get("scopeType").asText()).isEqualTo("Kapp");
        assertThat(job.get("retryCount").asInt()).isZero();
        assertThat(receiver.at("/space")).hasSize(1);
        ObjectNode broken = office.webhooks.find(ADMIN, SPACE, "broken");
        assertThat(broken.at("/notices/0/message").asText()).contains("nothing");
        assertThat(broken.get("noticeCount").asInt()).isEqualTo(1);
    }

    @Test
    void aDeliveryIsSignedWithASecretThatNobodySees() throws Exception {
        ObjectNode made = office.webhooks
                .create(ADMIN, SPACE, body("signed", "Created", "", "/signed").put("secret", SECRET))
                .webhook();
        assertThat(made.get("signed").asBoolean()).isTrue();
        assertThat(made.toString()).doesNotContain(SECRET);
        assertThat(server.column("SELECT envelope FROM integrator_secret WHERE owner LIKE 'wh-%'"))
                .hasSize(1)
                .noneMatch(each -> each.contains("letters"));
        happens("s-signed", "Created");
        office.deliverAll();
        await("it was told", 1, "Complete");

        Receiver.Delivered told = receiver.at("/signed").get(0);
        String time = told.headers().get("X-Arbor-Timestamp");
        assertThat(time).isEqualTo(Long.toString(server.clock().instant().getEpochSecond()));
        assertThat(told.headers())
                .containsEntry("X-Arbor-Signature", "sha256=" + mac(SECRET, time + "." + told.body()));

        office.webhooks.update(ADMIN, SPACE, "signed", Documents.object().put("secret", SECRET + "2"));
        office.webhooks.update(
                ADMIN, SPACE, "signed", Documents.object().put("filter", "").putNull("secret"));
        assertThat(server.column("SELECT place FROM integrator_secret WHERE owner LIKE 'wh-%'"))
                .as("the old one is gone")
                .hasSize(1);
        happens("s-again", "Created");
        office.deliverAll();
        await("it was told again", 2, "Complete");
        told = receiver.at("/signed").get(1);
        assertThat(told.headers())
                .containsEntry("X-Arbor-Signature", "sha256=" + mac(SECRET + "2", time + "." + told.body()));

        ObjectNode bare = office.webhooks
                .update(ADMIN, SPACE, "signed", Documents.object().put("secret", ""))
                .webhook();
        assertThat(bare.get("signed").asBoolean()).isFalse();
        assertThat(server.number("SELECT count(*) FROM integrator_secret WHERE owner LIKE 'wh-%'"))
                .isZero();
        assertThatThrownBy(() -> office.webhooks.update(
                        ADMIN,
                        SPACE,
                        "signed",
                        Documents.object().put("secret", SECRET).put("url", "nowhere")))
                .isInstanceOf(PlatformRefusal.class);
        assertThat(server.number("SELECT count(*) FROM integrator_secret WHERE owner LIKE 'wh-%'"))
                .as("nothing is kept of what was refused")
                .isZero();
    }

    /** Computed here by itself, as a receiver would. */
    private static String mac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSecretThatCannotBeOpenedIsNeverLeftOut() {
        office.webhooks.create(
                ADMIN, SPACE, body("signed", "Created", "", "/signed").put("secret", SECRET));
        server.change("DELETE FROM integrator_secret WHERE owner LIKE 'wh-%'");
        happens("s-unsigned", "Created");
        office.deliverAll();
        EventEngine.await(
                "the try failed",
                () -> server.number("SELECT count(*) FROM webhook_job WHERE summary LIKE 'Expected the secret%'") == 1);
        assertThat(receiver.at("/signed")).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainAndThenHasFailed() {
        webhook(SPACE, "busy", "Submission Created", "", "/busy");
        receiver.arrange("/busy", 503, 500, 404, 301, 400, 503);
        happens("s-busy", "Created");
        office.deliverAll();
        long[] least = {12, 72, 432, 2592};
        for (int tries = 1; tries <= 4; tries++) {
            int so = tries;
            EventEngine.await("try " + tries, () -> receiver.at("/busy").size() == so);
            await("queued again after try " + tries, 1, "Queued");
            Instant due = Instant.parse(server.column("SELECT due_at FROM webhook_job")
                    .get(0)
                    .replace(' ', 'T')
                    .replaceAll("\\+00(:00)?$", "Z"));
            Duration wait = Duration.between(server.clock().instant(), due);
            assertThat(wait)
                    .isBetween(Duration.ofSeconds(least[tries - 1]), Duration.ofSeconds(least[tries - 1] * 3 / 2));
            server.later(Duration.ofSeconds(least[tries - 1] - 1));
            office.look();
            office.deliverAll();
            server.later(wait.minusSeconds(least[tries - 1]).plusSeconds(2));
            assertThat(receiver.at("/busy")).as("not before its time").hasSize(tries);
            office.look();
        }
        await("it has failed", 1, "Failed");
        ObjectNode job = only(SPACE);
        assertThat(job.get("retryCount").asInt()).isEqualTo(4);
        assertThat(job.get("summary").asText()).isEqualTo("400 Bad Request");
        assertThat(receiver.at("/busy").stream()
                        .map(each -> each.headers().get("X-Arbor-Delivery"))
                        .distinct())
                .containsExactly(job.get("id").asText());

        ObjectNode queued = Documents.object().put("status", "Queued");
        assertThat(office.jobs
                        .update(ADMIN, SPACE, job.get("id").asText(), queued)
                        .get("status")
                        .asText())
                .isEqualTo("Queued");
        EventEngine.await("the sixth try", () -> receiver.at("/busy").size() == 6);
        await("it is tried again", 1, "Queued");
        server.later(Duration.ofSeconds(20));
        office.look();
        await("somebody took it", 1, "Complete");
        assertThatThrownBy(() -> office.jobs.update(ADMIN, SPACE, job.get("id").asText(), queued))
                .hasMessageContaining("is Complete");
    }

    @Test
    void whereNobodyMayGoNothingIsTriedAgain() {
        office.webhooks.create(ADMIN, SPACE, body("inside", "Created", "", "/").put("url", "http://127.0.0.2:1/"));
        happens("s-inside", "Created");
        office.deliverAll();
        await("it failed at once", 1, "Failed");
        assertThat(only(SPACE).get("summary").asText()).contains("ARBOR_EGRESS_ALLOW");
    }

    /** A server that is killed at one of its commits, once before it and once after it. */
    @Test
    void aServerThatDiesAnywhereIsFollowedByAnother() {
        webhook(SPACE, "told", "Submission Created", "", "/told");
        int deaths = 0;
        for (int commit = 1; commit <= 5; commit++) {
            for (boolean after : List.of(false, true)) {
                String submission = "s-" + commit + after;
                receiver.forget();
                server.change("DELETE FROM webhook_job");
                happens(submission, "Created");
                Office dying = dying(commit, after);
                try {
                    dying.deliverAll();
                } catch (Killed e) {
                    assertThat(commit).as("killed while it delivered").isEqualTo(1);
                }
                // The other one may have been looking for something to do, and have taken the job.
                EventEngine.await("the server to die", () -> dead.get() || isComplete());
                deaths += dead.get() ? 1 : 0;
                server.later(Duration.ofSeconds(20));
                office.deliverAll();
                office.look();
                await("it was told, killed at commit " + commit + " after " + after, 1, "Complete");

                // Twice where the server had called and could not write down what came of it.
                assertThat(receiver.at("/told"))
                        .as("calls, killed at commit %d, after it: %s", commit, after)
                        .hasSizeBetween(1, 2);
                assertThat(receiver.at("/told").stream()
                                .map(each -> each.headers().get("X-Arbor-Delivery"))
                                .distinct())
                        .hasSize(1);
                dying.close();
            }
        }
        assertThat(deaths).as("servers that died").isGreaterThanOrEqualTo(6);
    }

    /** Whether the last server that was to die has done so. */
    private volatile AtomicBoolean dead = new AtomicBoolean();

    private boolean isComplete() {
        return server.number("SELECT count(*) FROM webhook_job WHERE status = 'Complete'") == 1;
    }

    private Office dying(int commit, boolean after) {
        EventEngine engine = server.another();
        AtomicInteger commits = new AtomicInteger();
        ThreadLocal<Integer> number = new ThreadLocal<>();
        AtomicBoolean itself = new AtomicBoolean();
        dead = itself;
        engine.transactions().edge(new PlainTransactions.Edge() {
            @Override
            public void beforeCommit() {
                number.set(commits.incrementAndGet());
                if (number.get() == commit && !after) {
                    die();
                }
            }

            @Override
            public void afterCommit() {
                if (number.get() == commit && after) {
                    die();
                }
            }

            private void die() {
                engine.vanish();
                itself.set(true);
                throw new Killed();
            }
        });
        return new Office(engine, integrator);
    }

    @Test
    void aServerThatDiesWhileItCallsIsFollowedByAnother() {
        webhook(SPACE, "told", "Submission Created", "", "/held");
        receiver.hold("/held");
        happens("s-held", "Created");
        EventEngine engine = server.another();
        Office dying = new Office(engine, integrator);
        dying.deliverAll();
        EventEngine.await("the call", () -> receiver.at("/held").size() == 1);
        engine.vanish();
        office.look();
        await("it is in hand of the dead", 1, "In Progress");

        server.later(Duration.ofSeconds(20));
        receiver.release("/held");
        office.look();
        await("it was told again", 1, "Complete");
        assertThat(receiver.at("/held")).hasSize(2);
        assertThat(receiver.at("/held").get(0).headers().get("X-Arbor-Delivery"))
                .isEqualTo(receiver.at("/held").get(1).headers().get("X-Arbor-Delivery"));
        assertThat(only(SPACE).get("retryCount").asInt()).isEqualTo(1);
        dying.close();
    }

    @Test
    void whatIsStillUnderWayIsNotTakenBack() {
        webhook(SPACE, "told", "Submission Created", "", "/held");
        webhook(SPACE, "later", "Submission Closed", "", "/later");
        receiver.hold("/held");
        happens("s-held", "Created");
        office.deliverAll();
        EventEngine.await("the call", () -> receiver.at("/held").size() == 1);
        server.later(Duration.ofMinutes(1));
        office.look();
        happens("s-later", "Closed");
        office.deliverAll();
        await("what came after the look", 1, "Complete");
        assertThat(receiver.at("/held")).hasSize(1);
        receiver.release("/held");
        await("both", 2, "Complete");
    }

    @Test
    void aServerThatWasTakenForGoneDoesNotWriteOverWhatAnotherOneDid() {
        webhook(SPACE, "told", "Submission Created", "", "/held");
        receiver.hold("/held");
        happens("s-zombie", "Created");
        EventEngine engine = server.another();
        Office slow = new Office(engine, integrator);
        slow.deliverAll();
        EventEngine.await("the call", () -> receiver.at("/held").size() == 1);
        CountDownLatch first = receiver.letOthersPass("/held");
        server.later(Duration.ofSeconds(20));
        office.look();
        await("another one has told it", 1, "Complete");
        receiver.arrange("/held", 500);
        first.countDown();
        EventEngine.await("the slow one is done", () -> slow.worker.isIdle());
        assertThat(server.column("SELECT status || ' ' || summary FROM webhook_job"))
                .containsExactly("Complete 200 OK");
        slow.close();
    }

    @Test
    void whatAThreadLeftIsFoundAgain() {
        webhook(SPACE, "told", "Submission Created", "", "/told");
        happens("s-left", "Created");
        EventEngine engine = server.another();
        AtomicInteger broken = new AtomicInteger();
        engine.transactions().edge(new PlainTransactions.Edge() {
            @Override
            public void beforeCommit() {
                if (!receiver.at("/told").isEmpty() && broken.incrementAndGet() < 3) {
                    throw new IllegalStateException("Nothing can be written after the call.");
                }
            }
        });
        Office shaky = new Office(engine, integrator);
        shaky.deliverAll();
        EventEngine.await("what could not be written", () -> broken.get() >= 2);
        assertThat(server.column("SELECT status FROM webhook_job")).containsExactly("In Progress");
        server.later(Duration.ofSeconds(20));
        EventEngine.await("it was told again", () -> {
            shaky.look();
            return server.number("SELECT count(*) FROM webhook_job WHERE status = 'Complete'") == 1;
        });
        assertThat(receiver.at("/told")).hasSize(2);
        shaky.close();
    }

    @Test
    void oneThatIsSlowKeepsNobodyElseUp() {
        webhook(SPACE, "slow", "Submission Created", "", "/slow");
        webhook(SPACE, "quick", "Submission Closed", "", "/quick");
        receiver.hold("/slow");
        for (int i = 0; i < 10; i++) {
            happens("s-slow-" + i, "Created");
        }
        office.deliverAll();
        EventEngine.await("slow calls", () -> receiver.at("/slow").size() == 2);
        happens("s-quick", "Closed");
        office.deliverAll();
        await("the quick one", 1, "Complete");
        assertThat(receiver.at("/slow")).as("half of the threads").hasSize(2);
        assertThat(receiver.at("/quick")).hasSize(1);
        receiver.release("/slow");
        await("all", 11, "Complete");
    }

    @Test
    void anAddressOfTheTaskComponentStartsARunOnce() {
        UUID guid = server.workflow(
                tree("w " + UUID.randomUUID())
                        .start()
                        .echo("e", "<%= @values['Summary'] %>")
                        .path("start", "e"),
                "-",
                "Space",
                UUID.randomUUID());
        webhook(SPACE, "run", "Submission Created", "", "/app/api/v2/runs?guid=" + guid);
        for (boolean after : List.of(false, true)) {
            server.change("DELETE FROM webhook_job");
            String submission = "s-run-" + after;
            happens(submission, "Created");
            Office dying = dying(4, after);
            dying.deliverAll();
            EventEngine.await("the server to die", () -> dead.get() || isComplete());
            server.later(Duration.ofSeconds(20));
            office.look();
            await("the run is there", 1, "Complete");
            // What the dying server stored last may have come after the first look; a server looks each second.
            EventEngine.await("the run to end", () -> {
                server.later(Duration.ofSeconds(3));
                return server.number(
                                "SELECT count(*) FROM run WHERE source_id = ? AND completed_at IS NULL", submission)
                        == 0;
            });
            List<String> runs = server.column("SELECT id FROM run WHERE source_id = ?", submission);
            assertThat(runs).hasSize(1);
            assertThat(server.output(Long.parseLong(runs.get(0)), "e")).isEqualTo("Ünï — " + submission);
            assertThat(server.column("SELECT depth FROM run WHERE id = ?", Long.parseLong(runs.get(0))))
                    .containsExactly("3");
            assertThat(server.column("SELECT response_content FROM webhook_job").get(0))
                    .contains("\"runId\":\"" + runs.get(0) + "\"");
            dying.close();
        }
        server.change("DELETE FROM webhook_job");
        server.change("UPDATE tree SET deleted_id = id WHERE guid = ?", guid.toString());
        happens("s-run-none", "Created");
        office.deliverAll();
        EventEngine.await(
                "the try failed",
                () -> server.number("SELECT count(*) FROM webhook_job WHERE status = 'Queued' AND summary LIKE '%"
                                + guid + "%'")
                        == 1);
    }

    @Test
    void workflowsAndWebhooksAreListedTogether() {
        UUID workflow = server.workflow(
                tree("w " + UUID.randomUUID()).start().echo("e", "x").path("start", "e"),
                "Submission Created",
                "Form",
                form);
        server.change(
                "INSERT INTO workflow (id, item_type, item_id, filter) VALUES (?, 'Form', ?, '')", workflow, form);
        webhook(Optional.of(slug), "mine", "Submission Created", "", "/told");
        webhook(SPACE, "other", "Submission Created", "", "/told");
        for (int i = 0; i < 5; i++) {
            happens("s-list-" + i, "Created");
            office.deliverAll();
            server.later(Duration.ofSeconds(1));
        }
        server.rest();
        await("all were told", 10, "Complete");

        assertThat(names(office.jobs.list(ADMIN, Optional.of(slug), query(100)).jobs()))
                .hasSize(10)
                .containsOnly("mine", ImplicitJobs.NAME);
        assertThat(names(office.jobs
                        .list(ADMIN, SPACE, of(false, null, null, null, null))
                        .jobs()))
                .hasSize(5)
                .containsOnly("other");
        List<ObjectNode> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Query query = query(4);
            Page page = office.jobs.list(
                    ADMIN,
                    SPACE,
                    new Query(
                            true,
                            query.status(),
                            query.webhook(),
                            query.parentType(),
                            query.parentKey(),
                            query.start(),
                            query.end(),
                            4,
                            next));
            assertThat(page.jobs().size()).isBetween(1, 4);
            all.addAll(page.jobs());
            next = page.next();
        } while (next.isPresent());
        assertThat(all.stream().map(each -> each.get("id").asText()).distinct()).hasSize(15);
        List<String> times =
                all.stream().map(each -> each.get("scheduledAt").asText()).toList();
        assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());

        List<ObjectNode> ofOne = office.jobs
                .list(ADMIN, SPACE, of(true, null, null, "Submission", "s-list-3"))
                .jobs();
        assertThat(names(ofOne)).containsExactlyInAnyOrder("mine", "other", ImplicitJobs.NAME);
        assertThat(office.jobs
                        .list(ADMIN, SPACE, of(true, null, null, "Form", "s-list-3"))
                        .jobs())
                .isEmpty();
        assertThat(names(office.jobs
                        .list(ADMIN, SPACE, of(true, "complete", "mine", null, null))
                        .jobs()))
                .hasSize(5);
        assertThat(office.jobs
                        .list(ADMIN, SPACE, of(true, "failed", null, null, null))
                        .jobs())
                .isEmpty();

        ObjectNode implicit = ofOne.stream()
                .filter(each -> each.get("name").asText().equals(ImplicitJobs.NAME))
                .findFirst()
                .orElseThrow();
        assertThat(implicit.get("url").asText()).isEqualTo("/app/api/v2/runs?guid=" + workflow);
        assertThat(implicit.get("webhookId").isNull()).isTrue();
        assertThat(implicit.get("parentId").asText()).isEqualTo("s-list-3");
        assertThat(implicit.get("event").asText()).isEqualTo("Submission Created");
        assertThat(implicit.get("scopeType").asText()).isEqualTo("Form");
        String run =
                server.column("SELECT id FROM run WHERE source_id = 's-list-3'").get(0);
        assertThat(implicit.get("responseContent").asText())
                .isEqualTo("{\"messageType\":\"success\",\"message\":\"Initiated run #" + run + ".\",\"runId\":\"" + run
                        + "\"}");
        assertThat(implicit.get("requestContent").asText()).contains("Ünï — s-list-3");
        String id = implicit.get("id").asText();
        assertThat(office.jobs.find(ADMIN, Optional.of(slug), id)).isEqualTo(implicit);
        assertThatThrownBy(() ->
                        office.jobs.update(ADMIN, SPACE, id, Documents.object().put("status", "Queued")))
                .hasMessageContaining("is Complete");

        Instant third = Instant.parse(times.get(8));
        Query during = new Query(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(third.toString()),
                Optional.of(third.plusSeconds(1).toString()),
                100,
                Optional.empty());
        assertThat(office.jobs.list(ADMIN, SPACE, during).jobs()).hasSize(3);
    }

    private static List<String> names(List<ObjectNode> jobs) {
        return jobs.stream().map(each -> each.get("name").asText()).toList();
    }

    private static Query of(boolean all, String status, String webhook, String type, String key) {
        return new Query(
                all,
                Optional.ofNullable(status),
                Optional.ofNullable(webhook),
                Optional.ofNullable(type),
                Optional.ofNullable(key),
                Optional.empty(),
                Optional.empty(),
                100,
                Optional.empty());
    }

    @Test
    void whatWaitsForADeletedWebhookIsCancelled() {
        webhook(SPACE, "gone", "Submission Created", "", "/gone");
        webhook(Optional.of(slug), "with its kapp", "Submission Created", "", "/gone");
        receiver.arrange("/gone", 500, 500);
        happens("s-gone", "Created");
        office.deliverAll();
        EventEngine.await("both tries", () -> receiver.at("/gone").size() == 2);
        await("both wait", 2, "Queued");
        office.webhooks.delete(ADMIN, SPACE, "gone");
        server.transactions().call(unit -> {
            office.removal.remove(unit, new Entry(kapp, 0, Documents.object()), ADMIN);
            return null;
        });
        assertThat(server.column("SELECT status FROM webhook_job")).containsExactly("Cancelled", "Cancelled");
        assertThat(server.number("SELECT count(*) FROM webhook")).isZero();
        server.later(Duration.ofHours(1));
        office.look();
        assertThat(receiver.at("/gone")).hasSize(2);
        String id = server.column("SELECT id FROM webhook_job").get(0);
        assertThatThrownBy(() ->
                        office.jobs.update(ADMIN, SPACE, id, Documents.object().put("status", "Queued")))
                .hasMessageContaining("is Cancelled");
    }

    @Test
    void whatEndedLongAgoIsForgottenInSmallSteps() {
        webhook(SPACE, "told", "Submission Created", "", "/told");
        happens("s-old", "Created");
        office.deliverAll();
        await("it was told", 1, "Complete");
        for (int i = 1; i < 450; i++) {
            server.change(
                    "INSERT INTO webhook_job (id, webhook_id, scope_type, scope_id, name, type, event, parent_id,"
                            + " parent_key, url, status, request_content, retry_count, tries, depth, caused_by,"
                            + " scheduled_at, ended_at) SELECT CAST(? AS UUID), webhook_id, scope_type, scope_id, name,"
                            + " type, event, parent_id, parent_key, url, status, '{}', 0, 1, depth, caused_by,"
                            + " scheduled_at, ended_at FROM webhook_job WHERE parent_id = 's-old' LIMIT 1",
                    UUID.randomUUID().toString());
        }
        receiver.arrange("/told", 500);
        server.later(Duration.ofDays(20));
        happens("s-young", "Created");
        office.deliverAll();
        EventEngine.await("the young one was tried", () -> receiver.at("/told").size() == 2);
        await("the young one waits", 1, "Queued");
        office.look();
        server.later(Duration.ofDays(10).plusMinutes(2));
        office.look();
        await("the young one was told", 1, "Complete");
        EventEngine.await("the old ones are gone", () -> server.number("SELECT count(*) FROM webhook_job") == 1);
    }

    @Test
    void noticesAreBounded() {
        UUID owner = UUID.randomUUID();
        for (int i = 0; i < 130; i++) {
            int number = i;
            server.later(Duration.ofSeconds(1));
            server.transactions().call(unit -> {
                FilterNotices.record(
                        unit.connection(),
                        new FilterNotices.Owner("webhook", owner),
                        new FilterNotices.Notice("Submission Created", "s", "It broke at " + number % 120 + "."),
                        server.clock().instant());
                return null;
            });
        }
        assertThat(server.number("SELECT count(*) FROM filter_notice WHERE owner_id = ?", owner))
                .isEqualTo(100);
        server.transactions().call(unit -> {
            assertThat(FilterNotices.total(unit.connection(), owner)).isEqualTo(130);
            assertThat(FilterNotices.of(unit.connection(), owner)
                            .get(0)
                            .get("message")
                            .asText())
                    .isEqualTo("It broke at 9.");
            return null;
        });
    }

    @Test
    void onlyThoseWhoMayChangeAScopeSeeItsWebhooks() {
        webhook(Optional.of(slug), "mine", "Submission Created", "", "/told");
        for (Optional<String> scope : List.of(SPACE, Optional.of(slug))) {
            for (Runnable each : List.<Runnable>of(
                    () -> office.webhooks.list(ANNA, scope),
                    () -> office.webhooks.find(ANNA, scope, "mine"),
                    () -> office.webhooks.create(
                            ANNA, scope, body("x", "Created", "", "/x").put("secret", SECRET)),
                    () -> office.webhooks.update(ANNA, scope, "mine", Documents.object()),
                    () -> office.webhooks.delete(ANNA, scope, "mine"),
                    () -> office.jobs.list(ANNA, scope, query(1)),
                    () -> office.jobs.find(ANNA, scope, UUID.randomUUID().toString()))) {
                assertThatThrownBy(each::run).hasMessageContaining("'anna' does not have it");
            }
        }
        assertThat(server.number("SELECT count(*) FROM integrator_secret WHERE owner LIKE 'wh-%'"))
                .isZero();
        assertThat(Map.of("left", server.number("SELECT count(*) FROM webhook")))
                .containsEntry("left", 1L);
    }
}
