package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.ConnectorType.COMPLETE;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.api.Refusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trees without errors: nodes, conditions, messages, waits, deferrals and updates (engine spec 3.3 to 3.9, 3.13). */
abstract class WalkSuite extends EngineSuite {

    private static final String WORDS = "Grüße — “ça” 🎉 日本語 \\ \" ' & <x>";

    @Test
    void performsAChainInOneGo() {
        long run = engine.run(tree("chain")
                .start()
                .echo("a", "one")
                .echo("b", "<%= @results['a']['output'] %> two")
                .path("start", "a", "b"));

        assertThat(rows.output(run, "b")).isEqualTo("one two");
        assertThat(rows.tasks(run))
                .containsExactly(Map.entry("start", "CLOSED"), Map.entry("a", "CLOSED"), Map.entry("b", "CLOSED"));
        assertThat(rows.complete(run)).isTrue();
        assertThat(rows.column("SELECT action || type || status FROM trigger WHERE run_id = ?", run))
                .containsExactly("ROOTAUTOMATICCLOSED");
    }

    @Test
    void takesConnectorsWhoseConditionsHold() {
        long run = engine.run(tree("conditions")
                .start()
                .echo("a", "42")
                .node("yes")
                .node("no")
                .node("nil")
                .node("text")
                .path("start", "a")
                .connect("a", "yes")
                .when("@results['a']['output'].to_i == 42")
                .connect("a", "no")
                .when("@results['a']['output'].to_i != 42")
                .connect("a", "nil")
                .when("nil")
                .connect("a", "text")
                .when("'false'"));

        assertThat(rows.tasks(run).keySet()).containsExactly("start", "a", "yes", "text");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void keepsEveryCharacter() {
        engine.store(tree("utf8")
                .start()
                .echo("Näme – 1", "<%= @source['Data'] %>|" + WORDS)
                .echo("b", "<%= @results['Näme – 1']['output'] %>")
                .node("c", "test_once_v1")
                .param("input", "<%= @results['b']['output'] %>")
                .message(COMPLETE, "<%= @results['c']['output'] %>")
                .path("start", "Näme – 1", "b", "c"));

        long run = engine.start("utf8", WORDS);
        engine.workers.rest();

        assertThat(rows.output(run, "b")).isEqualTo(WORDS + "|" + WORDS);
        assertThat(rows.output(run, "c")).isEqualTo(WORDS + "|" + WORDS);
        assertThat(rows.one("SELECT text FROM task_message WHERE run_id = ?", run))
                .isEqualTo(WORDS + "|" + WORDS);
        assertThat(rows.one("SELECT source_data FROM run WHERE id = ?", run)).isEqualTo(WORDS);
    }

    @Test
    void recordsMessagesOfEachMoment() {
        long run = engine.run(tree("messages")
                .start()
                .defer("d")
                .message(CREATE, "token <%= @results['d']['deferral_token'].length %>")
                .message(UPDATE, "up <%= @trigger['Message'] %>")
                .message(COMPLETE, "done <%= @trigger['Message'] %> <%= @results['d']['x'] %>")
                .path("start", "d"));

        engine.update(rows.token(run, "d"), Map.of(), "ä");
        engine.complete(rows.token(run, "d"), Map.of("x", "1"), "ö");

        assertThat(rows.column("SELECT text FROM task_message WHERE run_id = ? ORDER BY id", run))
                .containsExactly("token 40", "up ä", "done ö 1");
    }

    @Test
    void tellsHowAContextVariableStands() {
        engine.store(tree("variables")
                .start()
                .echo(
                        "a",
                        "<%= [@run['Id'], @run['Token'], @source['Name'], @source['Group'], @source['Data'],"
                                + " @task['Name'], @task['Status'], @task['Node Id'], @task['Loop Index'], @task['Tree Name'],"
                                + " @trigger['Action'], @trigger['Execution Type'], @inputs.to_json,"
                                + " @variables.equal?(nil), @results.keys, @results.has_key?('a'), @results.key?('b')].to_json %>")
                .path("start", "a"));
        long run = engine.start("variables", "{\"x\":1}");
        engine.workers.rest();

        assertThat(rows.output(run, "a"))
                .isEqualTo("[" + run + ",null,\"Test\",\"Group\",\"{\\\"x\\\":1}\",\"a\",\"New\",\"a\",\"/\","
                        + "\"variables\",\"Root\",\"Automatic\",\"{}\",false,[\"Start\"],false,false]");
    }

    @Test
    void waitsUntilItsTimeAndNotLonger() {
        long run = engine.run(
                tree("wait").start().wait("w", "5", "Minute").node("after").path("start", "w", "after"));
        assertThat(rows.tasks(run)).containsEntry("w", "WIP").doesNotContainKey("after");
        assertThat(engine.alarms).containsExactly(clock.instant().plus(Duration.ofMinutes(5)));

        engine.later(Duration.ofSeconds(299));
        assertThat(rows.tasks(run)).containsEntry("w", "WIP");

        engine.later(Duration.ofSeconds(1));
        assertThat(rows.tasks(run)).containsEntry("w", "CLOSED").containsEntry("after", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void completesAWaitEarlyAndOnce() {
        long run = engine.run(
                tree("early").start().wait("w", "1", "Hour").node("after").path("start", "w", "after"));

        engine.complete(rows.token(run, "w"), Map.of("by", "hand"), "");
        assertThat(rows.tasks(run)).containsEntry("after", "CLOSED");
        engine.later(Duration.ofHours(2));

        assertThat(rows.activeErrors(run)).isEmpty();
        assertThat(rows.complete(run)).isTrue();
        assertThat(rows.number("SELECT count(*) FROM trigger WHERE run_id = ? AND status <> 'CLOSED'", run))
                .isZero();
    }

    @Test
    void aWaitOfNothingIsDueAtOnce() {
        long run = engine.run(
                tree("now").start().wait("w", "0", "Second").node("after").path("start", "w", "after"));
        assertThat(rows.tasks(run)).containsEntry("after", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void givesItsTokenToWhatFollowsItsCreation() {
        long run = engine.run(tree("self")
                .start()
                .defer("d")
                .node("t", "utilities_create_trigger_v1")
                .param("action_type", "Complete")
                .param("deferral_token", "<%= @results['d']['deferral_token'] %>")
                .param("deferred_variables", "<results><result name=\"wörd\">ö🎉</result></results>")
                .param("message", "m")
                .echo("after", "<%= @results['d']['wörd'] %> <%= @trigger['Message'] %> <%= @results['t']['run_id'] %>")
                .path("start", "d")
                .connect("d", "t")
                .on(CREATE)
                .connect("d", "after"));

        assertThat(rows.output(run, "after")).isEqualTo("ö🎉 m " + run);
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void completesATaskOfAnotherRun() {
        long waiting = engine.run(tree("waiting")
                .start()
                .defer("d")
                .echo("after", "<%= @results['d']['a'] %>")
                .path("start", "d", "after"));
        engine.store(tree("completing")
                .start()
                .node("t", "utilities_create_trigger_v1")
                .param("action_type", "Complete")
                .param("deferral_token", "<%= @source['Data'] %>")
                .param("deferred_variables", "<results><result name='a'>b</result></results>")
                .param("message", "")
                .path("start", "t"));

        long run = engine.start("completing", rows.token(waiting, "d"));
        engine.workers.rest();

        assertThat(rows.output(waiting, "after")).isEqualTo("b");
        assertThat(rows.results(run, "t"))
                .containsEntry("run_id", Long.toString(waiting))
                .containsKey("trigger_id");
        assertThat(rows.complete(waiting)).isTrue();
    }

    @Test
    void eachUpdateBeginsABranch() {
        long run = engine.run(tree("updates")
                .start()
                .echo("base", "base")
                .defer("d")
                .echo("u", "<%= @trigger['Message'] %>/<%= @results['base']['output'] %>")
                .echo("v", "<%= @results['u']['output'] %>!")
                .node("end")
                .path("start", "base", "d", "end")
                .connect("d", "u")
                .on(UPDATE)
                .connect("u", "v"));

        engine.update(rows.token(run, "d"), Map.of("n", "1"), "first");
        engine.update(rows.token(run, "d"), Map.of("n", "2"), "zweite");
        engine.complete(rows.token(run, "d"), Map.of(), "");

        assertThat(rows.column("SELECT results FROM task WHERE run_id = ? AND node_id = 'v' ORDER BY id", run))
                .containsExactly("{\"output\":\"first/base!\"}", "{\"output\":\"zweite/base!\"}");
        assertThat(rows.column("SELECT DISTINCT branch_id FROM task WHERE run_id = ? AND node_id IN ('u', 'v')", run))
                .hasSize(2);
        assertThat(rows.results(run, "d")).containsEntry("n", "2");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aTokenIsCompletedOnce() {
        long run = engine.run(tree("twice")
                .start()
                .defer("d")
                .node("t", "utilities_create_trigger_v1")
                .param("action_type", "Complete")
                .param("deferral_token", "<%= @results['d']['deferral_token'] %>")
                .param("deferred_variables", "")
                .param("message", "")
                .path("start", "d", "t"));
        String token = rows.token(run, "d");
        engine.complete(token, Map.of(), "");

        Refusal twice = EngineInTest.refusal(() -> engine.tokens.complete(token, Map.of(), "", EngineInTest.ANNA));
        assertThat(twice.errorKey()).contains("already_completed");
        assertThat(twice)
                .hasMessage("Expected to complete a deferred task with token '" + token
                        + "', but it was completed before.");
        assertThat(EngineInTest.refusal(() -> engine.tokens.update(token, Map.of(), "", EngineInTest.ANNA))
                        .errorKey())
                .contains("already_completed");
        assertThat(rows.described(rows.error(run)))
                .startsWith("Handler Error | The \"t\" node failed: Expected to complete");
        engine.resolve("Skip Task", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void anUnknownTokenIsRefused() {
        Refusal refusal = EngineInTest.refusal(() -> engine.tokens.complete("nobody", Map.of(), "", EngineInTest.ANNA));
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_FOUND);
        assertThat(refusal)
                .hasMessage("Expected to complete a deferred task with token 'nobody', but no such task was found.");
    }

    @Test
    void aTokenThatComesBackBeforeItsCallIsCompletedAfterIt() throws Exception {
        once.close();
        engine.store(tree("inflight")
                .start()
                .node("o", "test_once_v1")
                .param("input", "x")
                .defers()
                .echo("up", "<%= @trigger['Message'] %>")
                .echo("after", "<%= @results['o']['y'] %><%= @results['o']['output'] %>")
                .path("start", "o", "after")
                .connect("o", "up")
                .on(UPDATE));
        long run = engine.start("inflight");
        Workers.await("the call", () -> once.calls() == 1);
        engine.tokens.update(rows.token(run, "o"), Map.of(), "soon", EngineInTest.ANNA);
        engine.tokens.complete(rows.token(run, "o"), Map.of("y", "early "), "", EngineInTest.ANNA);
        Workers.await(
                "both to be parked",
                () -> rows.number(
                                "SELECT count(*) FROM trigger WHERE run_id = ? AND due_at IS NULL AND status = 'NEW'",
                                run)
                        == 2);
        assertThat(rows.tasks(run)).containsEntry("o", "IN_FLIGHT");

        once.open();
        engine.workers.rest();

        assertThat(rows.output(run, "after")).isEqualTo("early x");
        assertThat(rows.one("SELECT results FROM task WHERE run_id = ? AND node_id = 'up'", run))
                .contains("soon");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void joinsAndJunctionsOpenOnce() {
        long run = engine.run(tree("gates")
                .start()
                .node("a")
                .node("b")
                .wait("c", "1", "Second")
                .join("any", "Any", "")
                .node("afterAny")
                .join("all", "All", "")
                .node("afterAll")
                .junction("j")
                .node("afterJ")
                .connect("start", "a")
                .connect("start", "b")
                .connect("start", "c")
                .connect("a", "any")
                .connect("b", "any")
                .connect("any", "afterAny")
                .connect("a", "all")
                .connect("c", "all")
                .connect("all", "afterAll")
                .connect("afterAny", "j")
                .connect("afterAll", "j")
                .connect("j", "afterJ"));
        assertThat(rows.tasks(run))
                .containsEntry("afterAny", "CLOSED")
                .containsEntry("all", "NEW")
                .doesNotContainKey("afterJ");

        engine.later(Duration.ofSeconds(1));

        assertThat(rows.tasks(run)).containsEntry("afterAll", "CLOSED").containsEntry("afterJ", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void performsOutsideNodesOneAfterTheOtherAndSiblingsToo() {
        long run = engine.run(tree("outside")
                .start()
                .node("a", "test_once_v1")
                .param("input", "1")
                .node("b", "test_once_v1")
                .param("input", "<%= @results['a']['output'] %>2")
                .node("c", "test_again_v1")
                .param("input", "3")
                .echo("end", "<%= @results['b']['output'] %><%= @results['c']['output'] %>")
                .join("j", "All", "")
                .path("start", "a", "b", "j", "end")
                .connect("start", "c")
                .connect("c", "j"));

        assertThat(rows.output(run, "end")).isEqualTo("123");
        assertThat(once.calls()).isEqualTo(2);
        assertThat(again.calls()).isEqualTo(1);
        assertThat(rows.complete(run)).isTrue();
    }
}
