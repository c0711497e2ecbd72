package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.ConnectorType.COMPLETE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeDsl;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunControl;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.expression.RubyExpressions;
import dev.arbor.engine.handler.OutsideHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Failures become errors that name what failed, and what people decide about them is carried out (engine spec 3.15). */
abstract class ErrorSuite extends EngineSuite {

    private static TreeDsl echoing(String name, String template) {
        return tree(name).start().echo("bad", template).echo("after", "x").path("start", "bad", "after");
    }

    @Test
    void aParameterThatFailsNamesNodeAndParameter() {
        long run = engine.run(echoing("parameter", "<%= @results['Ähm'] %>"));

        assertThat(rows.described(rows.error(run)))
                .startsWith(
                        "Node Parameter Error | The \"input\" parameter of the \"bad\" node could not be evaluated due to an IndexError.")
                .contains("PROBLEM")
                .contains("ROOT CAUSE")
                .contains("STACK TRACE")
                .contains("Ähm");
        assertThat(rows.tasks(run)).containsEntry("bad", "NEW").doesNotContainKey("after");
        assertThat(rows.complete(run)).isFalse();
        assertThat(rows.one("SELECT originator FROM trigger WHERE run_id = ? AND status = 'FAILED'", run))
                .isEqualTo("ENGINE Run Error");
    }

    @Test
    void retryTaskRunsTheNewestVersion() {
        long run = engine.run(echoing("retry", "<%= raise 'one' %>"));
        engine.resolve("Retry Task", rows.error(run));
        long second = rows.error(run);
        assertThat(rows.number("SELECT count(*) FROM error WHERE run_id = ?", run))
                .isEqualTo(2);

        engine.store(echoing("retry", "fixed <%= @task['Status'] %>"));
        engine.resolve("Retry Task", second);

        assertThat(rows.output(run, "bad")).isEqualTo("fixed New");
        assertThat(rows.number("SELECT tree_version FROM run WHERE id = ?", run))
                .isEqualTo(1);
        assertThat(rows.column(
                        "SELECT a.number || CASE WHEN a.error_id IS NULL THEN ' ok' ELSE ' failed' END FROM task_attempt a"
                                + " JOIN task t ON t.id = a.task_id WHERE t.run_id = ? ORDER BY a.number",
                        run))
                .containsExactly("1 failed", "2 failed", "3 ok");
        assertThat(rows.column("SELECT status FROM trigger WHERE run_id = ? AND originator = 'ENGINE Run Error'", run))
                .containsExactly("MANAGED", "MANAGED");
        assertThat(rows.column(
                        "SELECT m.text FROM error_message m JOIN error e ON e.id = m.error_id WHERE e.run_id = ?", run))
                .containsExactly("gelöst — ✔", "gelöst — ✔");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void skipTaskGoesOnWithoutResults() {
        long run = engine.run(tree("skip")
                .start()
                .echo("bad", "<%= raise 'x' %>")
                .echo("after", "<%= @results['bad'].inspect %>")
                .path("start", "bad", "after"));
        engine.resolve("Skip Task", rows.error(run));
        assertThat(rows.output(run, "after")).isEqualTo("{}");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void doNothingLeavesTheTaskAsItIs() {
        long run = engine.run(echoing("nothing", "<%= raise 'x' %>"));
        engine.resolve("Do Nothing", rows.error(run));
        assertThat(rows.activeErrors(run)).isEmpty();
        assertThat(rows.tasks(run)).containsEntry("bad", "NEW");
        assertThat(rows.complete(run)).isFalse();
    }

    @Test
    void eachConnectorThatFailsWaitsForADecision() {
        long run = engine.run(tree("connectors")
                .start()
                .node("a")
                .node("b")
                .node("c")
                .node("d")
                .junction("j")
                .node("e")
                .connect("start", "a")
                .connect("a", "b")
                .when("@results['x']")
                .label("Yes")
                .connect("a", "c")
                .when("raise 'no'")
                .connect("a", "d")
                .connect("b", "j")
                .connect("c", "j")
                .connect("d", "j")
                .connect("j", "e"));
        List<Long> errors = rows.activeErrors(run);
        assertThat(errors).hasSize(2);
        assertThat(rows.described(errors.get(0)))
                .startsWith(
                        "Connector Error | The Yes connector between a and b could not be evaluated due to an IndexError.");
        assertThat(rows.described(errors.get(1)))
                .startsWith(
                        "Connector Error | The Complete connector between a and c could not be evaluated due to a RuntimeError.");
        assertThat(rows.tasks(run)).containsEntry("d", "CLOSED").doesNotContainKeys("b", "c", "e");

        Refusal refusal = EngineInTest.refusal(() -> engine.resolve("Do Nothing", errors.get(0)));
        assertThat(refusal)
                .hasMessage("Invalid management action \"Do Nothing\" for error #" + errors.get(0)
                        + " with type \"Connector Error\"");
        engine.resolve("Continue Branch", errors.get(0));
        assertThat(rows.tasks(run)).containsEntry("b", "CLOSED").doesNotContainKey("c");
        engine.resolve("Cancel Branch", errors.get(1));

        assertThat(rows.tasks(run)).doesNotContainKey("c").containsEntry("e", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aMessageThatFailsDoesNotHoldTheRun() {
        long run = engine.run(tree("message")
                .start()
                .node("a")
                .message(COMPLETE, "<%= @results['x'] %>")
                .node("b")
                .path("start", "a", "b"));
        assertThat(rows.described(rows.error(run)))
                .startsWith(
                        "Node Message Error | The Complete message of the \"a\" node could not be evaluated due to an IndexError.");
        assertThat(rows.tasks(run)).containsEntry("b", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
        assertThat(rows.number("SELECT active_errors FROM run WHERE id = ?", run))
                .isEqualTo(1);
        engine.resolve("Do Nothing", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aHandlerThatIsNotThereAndOneThatFails() {
        long missing = engine.run(
                tree("nohandler").start().node("a", "system_return_v1").path("start", "a"));
        assertThat(rows.described(rows.error(missing)))
                .startsWith(
                        "Missing Handler Error | The \"a\" node could not be performed because there is no handler \"system_return_v1\".");
        once.answers(call -> {
            throw new OutsideHandler.HandlerException("RuntimeError", "kaputt — 💥", null);
        });
        long run = engine.run(tree("failing")
                .start()
                .node("a", "test_once_v1")
                .param("input", "ok")
                .echo("b", "<%= @results['a']['output'] %>")
                .path("start", "a", "b"));
        assertThat(rows.described(rows.error(run)))
                .startsWith("Handler Error | RuntimeError raised by the \"test_once_v1\" handler.")
                .contains("kaputt — 💥");
        once.answers(call -> {
            throw new IllegalStateException("bug");
        });
        engine.resolve("Retry Task", rows.error(run));
        assertThat(rows.described(rows.error(run))).startsWith("Handler Error | IllegalStateException raised by");
        once.forget();
        engine.resolve("Retry Task", rows.error(run));
        assertThat(rows.output(run, "b")).isEqualTo("ok");
        assertThat(once.calls()).isEqualTo(1);
        assertThat(rows.complete(run)).isTrue();
        engine.resolve("Skip Task", rows.error(missing));
        assertThat(rows.complete(missing)).isTrue();
    }

    @Test
    void badValuesOfSystemNodesAreHandlerErrors() {
        long wait =
                engine.run(tree("badwait").start().wait("w", "soon", "Second").path("start", "w"));
        assertThat(rows.described(rows.error(wait)))
                .startsWith(
                        "Handler Error | The \"w\" node failed: Expected the parameter 'Time to wait' to be a number, but it was 'soon'.");
        long token = engine.run(tree("badtoken")
                .start()
                .node("t", "utilities_create_trigger_v1")
                .param("action_type", "Update")
                .param("deferral_token", "zzz")
                .path("start", "t"));
        assertThat(rows.described(rows.error(token)))
                .contains("Expected to update a deferred task with token 'zzz', but no such task was found.");
        engine.resolve("Skip Task", rows.error(wait), rows.error(token));
        assertThat(rows.complete(wait)).isTrue();
    }

    @Test
    void aNodeReachedTwiceIsATreeError() {
        long run = engine.run(tree("again")
                .start()
                .node("a")
                .node("b")
                .node("c")
                .connect("start", "a")
                .connect("start", "b")
                .connect("a", "c")
                .connect("b", "c"));
        assertThat(rows.described(rows.error(run))).startsWith("Tree Error | The \"c\" node was reached a second time");
        assertThat(rows.tasks(run)).containsEntry("c", "CLOSED");
        engine.resolve("Do Nothing", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void anIdThatNoRowCanHoldIsASourceError() {
        engine.store(tree("ids").start().echo("a", "1").path("start", "a"), "Kinetic Request CE", "Ids");
        TreeRef ref = new TreeRef.Triple("Kinetic Request CE", "Ids", "ids");
        for (String id : List.of("x".repeat(256), "a\\u0000b")) {
            long run = engine.start(ref, "{\"submission\":{\"id\":\"" + id + "\"}}");
            engine.workers.rest();
            assertThat(rows.described(rows.error(run)))
                    .contains("Expected what started the run to have an id of at most 255 characters");
        }
        long longest = engine.start(ref, "{\"submission\":{\"id\":\"" + "x".repeat(255) + "\"}}");
        engine.workers.rest();
        assertThat(rows.complete(longest)).isTrue();
    }

    @Test
    void aPayloadThatCannotBeReadIsASourceErrorAndCanBeRetried() {
        engine.store(
                tree("ce").start().echo("a", "<%= @values['Näme'] %>").path("start", "a"),
                "Kinetic Request CE",
                "Forms");
        TreeRef ref = new TreeRef.Triple("Kinetic Request CE", "Forms", "ce");
        long run = engine.start(ref, "{broken");
        engine.workers.rest();
        assertThat(rows.described(rows.error(run))).startsWith("Source Error | The payload that started run " + run);
        assertThat(rows.complete(run)).isFalse();

        engine.resolve("Retry", rows.error(run));
        assertThat(rows.number("SELECT count(*) FROM error WHERE run_id = ?", run))
                .isEqualTo(2);
        engine.desk.change(
                run,
                new RunControl.RunChange(
                        Optional.empty(),
                        Optional.of("{\"values\":{\"Näme\":\"Zoë\"},\"submission\":{\"id\":\"s-1\"}}"),
                        Optional.empty(),
                        "repaired"),
                EngineInTest.ANNA);
        engine.resolve("Retry", rows.error(run));

        assertThat(rows.output(run, "a")).isEqualTo("Zoë");
        assertThat(rows.one("SELECT source_id FROM run WHERE id = ?", run)).isEqualTo("s-1");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aSourceErrorThatNobodyWantsEndsTheRun() {
        engine.store(tree("ce2").start(), "Kinetic Request CE", "Forms");
        long run = engine.start(new TreeRef.Triple("Kinetic Request CE", "Forms", "ce2"), "[]");
        engine.resolve("Retry", rows.error(run));
        engine.resolve("Do Nothing", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void illegalDecisionsChangeNothing() {
        long parameter = engine.run(echoing("illegal1", "<%= raise 'x' %>"));
        long message = engine.run(tree("illegal2")
                .start()
                .node("a")
                .message(COMPLETE, "<%= raise 'x' %>")
                .path("start", "a"));
        List<Long> both = List.of(rows.error(parameter), rows.error(message));

        assertThat(EngineInTest.refusal(() -> engine.errors.resolve(both, "Skip Task", "", EngineInTest.ANNA))
                        .errorKey())
                .contains("invalid_action");
        assertThat(EngineInTest.refusal(() -> engine.errors.resolve(both, "Dance", "", EngineInTest.ANNA))
                        .errorKey())
                .contains("invalid_action");
        assertThat(EngineInTest.refusal(() -> engine.errors.resolve(
                                List.of(both.get(0), 999_999_999L), "Do Nothing", "", EngineInTest.ANNA))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_FOUND);
        assertThat(rows.activeErrors(parameter)).hasSize(1);

        engine.resolve("Do Nothing", both.toArray(Long[]::new));
        assertThat(rows.activeErrors(parameter)).isEmpty();
        assertThat(EngineInTest.refusal(() -> engine.resolve("Do Nothing", both.get(1)))
                        .errorKey())
                .contains("already_handled");
    }

    @Test
    void ofTwoPersonsAtOnceOneDecides() throws Exception {
        ExecutorService persons = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 5; round++) {
                once.answers(call -> {
                    throw new OutsideHandler.HandlerException("X", "x", null);
                });
                long run = engine.run(
                        tree("race").start().node("a", "test_once_v1").path("start", "a"));
                long error = rows.error(run);
                once.forget();
                CyclicBarrier together = new CyclicBarrier(4);
                Callable<Boolean> decide = () -> {
                    together.await();
                    try {
                        engine.errors.resolve(List.of(error), "Retry Task", "", EngineInTest.ANNA);
                        return true;
                    } catch (Refusal e) {
                        return false;
                    }
                };
                int won = 0;
                for (Future<Boolean> person : persons.invokeAll(List.of(decide, decide, decide, decide))) {
                    won += person.get() ? 1 : 0;
                }
                engine.workers.rest();
                assertThat(won).isEqualTo(1);
                assertThat(once.calls()).isEqualTo(1);
                assertThat(rows.complete(run)).isTrue();
            }
        } finally {
            persons.shutdownNow();
        }
    }

    @Test
    void theNoticeTreeIsToldOfEachErrorAndNotOfItsOwn() {
        engine.store(tree("Helper")
                .routine("routine_helper_v1")
                .output("x")
                .start()
                .echo("bad", "<%= raise 'helper' %>")
                .path("start", "bad"));
        long notify = engine.store(
                tree("Notify on Run Error")
                        .start()
                        .echo(
                                "told",
                                "<%= @error['tree']['Name'] %>|<%= @error['tree']['Owner Email'] %>|<%= @error['tree']['Source'] %>|<%= @error['tree']['Source Group'] %>|<%= @error['run']['Id'] %>|<%= @error['Text'].include?('ROOT CAUSE') %>")
                        .echo("fails", "<%= @results['nothing'] %>")
                        .call("helps", "routine_helper_v1")
                        .path("start", "told", "fails")
                        .connect("told", "helps"),
                "Kinetic Task",
                "Run Error");

        long run = engine.run(echoing("notified", "<%= raise 'x' %>"));

        long told = rows.number("SELECT id FROM run WHERE tree_id = ?", notify);
        assertThat(rows.output(told, "told")).isEqualTo("notified|owner@example.com|Test|Group|" + run + "|true");
        assertThat(rows.activeErrors(told)).hasSize(1);
        long helper = rows.number("SELECT id FROM run WHERE parent_id = ?", told);
        assertThat(rows.activeErrors(helper))
                .as("the routine's error, which tells nobody")
                .hasSize(1);
        rows.change("UPDATE tree SET status = 'INACTIVE' WHERE id = ?", notify);
    }

    @Test
    void anExpressionThatNeverEndsEndsAtItsDeadline() {
        try (RubyExpressions impatient = new RubyExpressions(Duration.ofMillis(700), 100);
                EngineInTest other = new EngineInTest(database, clock, 1, List.of(once), impatient)) {
            warm(impatient);
            other.store(tree("endless")
                    .start()
                    .echo("bad", "<% loop {} %>")
                    .connect("start", "bad")
                    .node("c")
                    .connect("start", "c")
                    .when("loop {}")
                    .echo("fine", "<%= 1 + 1 %>")
                    .connect("start", "fine"));
            long run = other.start("endless");
            other.workers.rest();

            List<String> errors = new ArrayList<>();
            rows.activeErrors(run).forEach(id -> errors.add(rows.described(id)));
            assertThat(errors).hasSize(2);
            assertThat(errors).anySatisfy(text -> assertThat(text)
                    .startsWith("Connector Error | The Complete connector between Start and c"));
            assertThat(errors).anySatisfy(text -> assertThat(text)
                    .startsWith("Node Parameter Error | The \"input\" parameter of the \"bad\" node"));
            assertThat(rows.output(run, "fine")).isEqualTo("2");
            other.store(tree("endless2")
                    .start()
                    .echo("a", "<%= def f(x); f(x + 1); end; f(1) %>")
                    .echo("b", "<%= 2 + 2 %>")
                    .connect("start", "a")
                    .connect("start", "b"));
            long deep = other.start("endless2");
            other.workers.rest();
            assertThat(rows.output(deep, "b")).isEqualTo("4");
            assertThat(rows.described(rows.error(deep)))
                    .startsWith("Node Parameter Error")
                    .contains("SystemStackError");
            assertThat(other.workers.thrown()).isEmpty();
        }
    }

    private static void warm(RubyExpressions expressions) {
        boolean warm = false;
        for (int i = 0; i < 50 && !warm; i++) {
            try {
                expressions.warmUp();
                warm = true;
            } catch (dev.arbor.engine.expression.ExpressionException slow) {
                warm = false; // The first evaluations load classes, and the machine may be busy.
            }
        }
        assertThat(warm).isTrue();
    }

    @Test
    void aTriggerThatBreaksTheEngineFailsAloneAndIsSeen() {
        long run = engine.run(tree("poison").start().defer("d").node("after").path("start", "d", "after"));
        rows.change(
                "INSERT INTO trigger (id, run_id, branch_id, action, type, mode, status, node_id, loop_index, token, results,"
                        + " originator, scheduled_at, due_at, created_at, created_by, updated_at, updated_by) SELECT -id, run_id, branch_id,"
                        + " 'UPDATE', 'DEFERRED', 'ACTIVE', 'NEW', 'd', '/', (SELECT token FROM task WHERE run_id = trigger.run_id AND node_id = 'd'),"
                        + " 'this is no JSON', 'x', scheduled_at, scheduled_at, created_at, 'x', updated_at, 'x' FROM trigger WHERE run_id = ?",
                run);

        engine.complete(rows.token(run, "d"), Map.of(), "");

        assertThat(rows.described(rows.error(run))).startsWith("Unidentified Error | The trigger ");
        assertThat(rows.column("SELECT status FROM trigger WHERE run_id = ? AND id < 0", run))
                .containsExactly("FAILED");
        assertThat(rows.tasks(run)).containsEntry("after", "CLOSED");
        engine.resolve("Do Nothing", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void dataSoDeepThatTheStackIsTooShortIsAnErrorToo() {
        String deep = "<a>".repeat(60_000) + "</a>".repeat(60_000);
        engine.store(tree("deep")
                .start()
                .node("head_1", "system_loop_head_v1")
                .param("data_source", "<%= @source['Data'] %>")
                .param("loop_path", "/*")
                .param("var_name", "x")
                .node("b_2")
                .loopTail("tail_3", "All", "")
                .path("start", "head_1", "b_2", "tail_3")
                .connect("head_1", "tail_3"));
        long run = engine.start("deep", deep);
        engine.workers.rest();
        assertThat(rows.activeErrors(run)).isNotEmpty();
    }
}
