package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeStatus;
import dev.arbor.engine.api.RunStarter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls of routines, and returns (engine spec 3.11 and 3.12). */
abstract class RoutineSuite extends EngineSuite {

    private long child(long parent) {
        return rows.number("SELECT id FROM run WHERE parent_id = ?", parent);
    }

    @Test
    void passesInputsAndGivesOutputsBack() {
        engine.store(tree("Greet")
                .routine("routine_greet_v1")
                .input("Name", "nobody")
                .input("From", "<%= @results['who']['output'] %> (default)")
                .input("Empty", "")
                .output("Greeting")
                .start()
                .returns("r")
                .param(
                        "Greeting",
                        "<%= @inputs['Name'] %>/<%= @inputs['From'] %>/<%= @inputs.to_json %>/<%= @source['Name'] %>")
                .path("start", "r"));
        long run = engine.run(tree("greeting")
                .start()
                .echo("who", "Zoë —")
                .call("c", "routine_greet_v1")
                .param("Name", "<%= @results['who']['output'] %> 🎉")
                .param("Extra", "e")
                .echo("after", "<%= @results['c']['Greeting'] %>")
                .path("start", "who", "c", "after"));

        assertThat(rows.output(run, "after"))
                .isEqualTo("Zoë — 🎉/Zoë — (default)/{\"Name\":\"Zoë — 🎉\",\"Extra\":\"e\","
                        + "\"From\":\"Zoë — (default)\",\"Empty\":\"\"}/-");
        long child = child(run);
        assertThat(rows.results(run, "c"))
                .containsEntry("Run Id", Long.toString(child))
                .containsKeys("Source Id", "Tree Id");
        assertThat(rows.outputs(child)).containsOnlyKeys("Greeting");
        assertThat(rows.number("SELECT originating_id FROM run WHERE id = ?", child))
                .isEqualTo(run);
        assertThat(rows.one("SELECT originator FROM trigger WHERE run_id = ? AND action = 'ROOT'", child))
                .isEqualTo("ENGINE Call System Tree");
        assertThat(rows.complete(run)).isTrue();
        assertThat(rows.complete(child)).isTrue();
    }

    @Test
    void doesNotWaitWhereItDoesNotDefer() {
        engine.store(tree("Forget")
                .routine("routine_forget_v1")
                .output("x")
                .start()
                .wait("w", "1", "Hour")
                .returns("r")
                .param("x", "1")
                .path("start", "w", "r"));
        long run = engine.run(tree("forgetting")
                .start()
                .node("c", "routine_forget_v1")
                .echo("after", "<%= @results['c'].keys.sort.inspect %>")
                .path("start", "c", "after"));

        assertThat(rows.output(run, "after")).isEqualTo("[\"Run Id\", \"Source Id\", \"Tree Id\"]");
        assertThat(rows.complete(run)).isTrue();
        engine.later(Duration.ofHours(1));
        assertThat(rows.complete(child(run))).isTrue();
        assertThat(rows.activeErrors(run)).isEmpty();
    }

    @Test
    void theFirstReturnCounts() {
        engine.store(tree("Two")
                .routine("routine_two_v1")
                .output("x")
                .start()
                .returns("r1")
                .param("x", "first")
                .returns("r2")
                .param("x", "second")
                .path("start", "r1", "r2"));
        long run = engine.run(tree("first")
                .start()
                .call("c", "routine_two_v1")
                .echo("after", "<%= @results['c']['x'] %>")
                .path("start", "c", "after"));

        assertThat(rows.output(run, "after")).isEqualTo("first");
        assertThat(rows.outputs(child(run))).containsEntry("x", "first");
        assertThat(rows.number("SELECT count(*) FROM trigger WHERE run_id = ? AND action = 'COMPLETE'", run))
                .isEqualTo(1);
        assertThat(rows.activeErrors(child(run))).isEmpty();
        assertThat(rows.complete(child(run))).isTrue();
    }

    @Test
    void recursionGoesFiftyDeepAndBack() {
        engine.store(tree("Deep")
                .routine("routine_deep_v1")
                .input("n", "0")
                .output("sum")
                .start()
                .returns("end")
                .param("sum", "0")
                .call("c", "routine_deep_v1")
                .param("n", "<%= @inputs['n'].to_i - 1 %>")
                .returns("r")
                .param("sum", "<%= @results['c']['sum'].to_i + 1 %>")
                .connect("start", "end")
                .when("@inputs['n'].to_i == 0")
                .connect("start", "c")
                .when("@inputs['n'].to_i > 0")
                .connect("c", "r"));
        long run = engine.run(tree("depth")
                .start()
                .call("c", "routine_deep_v1")
                .param("n", "50")
                .echo("after", "<%= @results['c']['sum'] %>")
                .path("start", "c", "after"));

        assertThat(rows.output(run, "after")).isEqualTo("50");
        assertThat(rows.number("SELECT count(*) FROM run WHERE originating_id = ? AND completed_at IS NOT NULL", run))
                .isEqualTo(52);
    }

    @Test
    void aRoutineThatIsNotThereIsAMissingRoutine() {
        long run = engine.run(tree("missing")
                .start()
                .call("c", "routine_later_v1")
                .echo("after", "<%= @results['c']['x'] %>")
                .path("start", "c", "after"));
        assertThat(rows.described(rows.error(run)))
                .startsWith(
                        "Missing Routine Error | The \"c\" node could not call the routine \"routine_later_v1\" because there is no such routine.");

        long routine = engine.store(tree("Later")
                .routine("routine_later_v1")
                .output("x")
                .start()
                .returns("r")
                .param("x", "late")
                .path("start", "r"));
        engine.status(routine, TreeStatus.INACTIVE);
        engine.resolve("Retry Task", rows.error(run));
        assertThat(rows.described(rows.error(run)))
                .startsWith("Missing Routine Error")
                .contains("the routine is inactive");

        engine.status(routine, TreeStatus.ACTIVE);
        engine.resolve("Retry Task", rows.error(run));
        assertThat(rows.output(run, "after")).isEqualTo("late");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aRoutineUpdatesAndCompletesItsCallerByItsToken() {
        engine.store(tree("Relay")
                .routine("routine_relay_v1")
                .output("x")
                .start()
                .node("u", "utilities_create_trigger_v1")
                .param("action_type", "Update")
                .param("deferral_token", "<%= @run['Token'] %>")
                .param("deferred_variables", "")
                .param("message", "TASK_ID:<%= @run['Id'] %>")
                .node("f", "utilities_create_trigger_v1")
                .param("action_type", "Complete")
                .param("deferral_token", "<%= @run['Token'] %>")
                .param("deferred_variables", "<results><result name=\"x\">by hand</result></results>")
                .param("message", "")
                .returns("r")
                .param("x", "too late")
                .path("start", "u", "f", "r"));
        long run = engine.run(tree("relayed")
                .start()
                .call("c", "routine_relay_v1")
                .echo("up", "<%= @trigger['Message'] %>")
                .echo("after", "<%= @results['c']['x'] %>")
                .path("start", "c", "after")
                .connect("c", "up")
                .on(UPDATE)
                .when("@trigger['Message'].to_s.start_with?('TASK_ID:')"));

        assertThat(rows.one("SELECT results FROM task WHERE run_id = ? AND node_id = 'up'", run))
                .contains("TASK_ID:" + child(run));
        assertThat(rows.output(run, "after")).isEqualTo("by hand");
        assertThat(rows.complete(run)).isTrue();
        assertThat(rows.complete(child(run))).isTrue();
    }

    @Test
    void aDefaultThatFailsNamesTheInput() {
        engine.store(tree("Default")
                .routine("routine_default_v1")
                .input("In", "<%= @results['nowhere']['x'] %>")
                .start());
        long run = engine.run(
                tree("defaulting").start().call("c", "routine_default_v1").path("start", "c"));
        assertThat(rows.described(rows.error(run)))
                .startsWith(
                        "Node Parameter Error | The \"In\" default of the routine \"Default\" could not be evaluated due to an IndexError.");
        engine.resolve("Skip Task", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aCallInALoopCompletesEachIteration() {
        engine.store(tree("Twice")
                .routine("routine_twice_v1")
                .input("n", "")
                .output("n")
                .start()
                .returns("r")
                .param("n", "<%= @inputs['n'].to_i * 2 %>")
                .path("start", "r"));
        long run = engine.run(tree("calls")
                .start()
                .node("head_1", "system_loop_head_v1")
                .param("data_source", "<%= (1..30).to_a.to_json %>")
                .param("loop_path", "$[*]")
                .param("var_name", "n")
                .call("c_2", "routine_twice_v1")
                .param("n", "<%= @n %>")
                .loopTail("tail_3", "All", "")
                .echo("after", "<%= @results['c_2'].values.map { |r| r['n'].to_i }.sum %>")
                .path("start", "head_1", "c_2", "tail_3", "after")
                .connect("head_1", "tail_3"));

        assertThat(rows.output(run, "after")).isEqualTo("930");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aTokenOfARoutineBelongsToTheSourceThatItAllBeganWith() {
        engine.store(
                tree("Inner").routine("routine_inner_v1").start().defer("d").path("start", "d"));
        long run =
                engine.run(tree("outer").start().call("c", "routine_inner_v1").path("start", "c"));
        String source = rows.one("SELECT t.source_name FROM run r JOIN tree t ON t.id = r.tree_id WHERE r.id = ?", run);

        assertThat(source).isNotEqualTo("-");
        assertThat(engine.tokens.sourceOf(rows.token(child(run), "d"))).contains(source);
        assertThat(engine.tokens.sourceOf("none")).isEmpty();
        assertThat(engine.tokens.sourceOf("a\0")).isEmpty();
    }

    @Test
    void whoeverWaitsIsToldOfTheReturn() {
        engine.store(tree("returning")
                .start()
                .defer("d")
                .returns("r")
                .param("content", "ä 🎉")
                .path("start", "d", "r"));
        long run = engine.start("returning");
        engine.workers.rest();
        assertThat(engine.starter.await(run, Duration.ofMillis(1)).standing()).isEqualTo(RunStarter.Standing.RUNNING);
        engine.tokens.complete(rows.token(run, "d"), Map.of(), "", EngineInTest.ANNA);

        RunStarter.Awaited awaited = engine.starter.await(run, Duration.ofSeconds(30));

        assertThat(awaited.standing()).isEqualTo(RunStarter.Standing.RETURNED);
        assertThat(awaited.outputs()).containsEntry("content", "ä 🎉");
    }

    @Test
    void aWebApiReturnsDefaults() {
        engine.store(tree("web").start().returns("r").param("content", "{}").path("start", "r"), "Test", "WebApis > x");
        long run = engine.start(new dev.arbor.engine.api.TreeRef.Triple("Test", "WebApis > x", "web"), "");
        engine.workers.rest();
        assertThat(rows.outputs(run))
                .isEqualTo(Map.of(
                        "content",
                        "{}",
                        "content_type",
                        "application/json",
                        "response_code",
                        "200",
                        "headers_json",
                        "{}"));
    }

    @Test
    void aStagedChildIsReleasedWithItsRoutine() {
        long routine = engine.store(tree("Paused")
                .routine("routine_paused_v1")
                .output("x")
                .start()
                .returns("r")
                .param("x", "1")
                .path("start", "r"));
        engine.status(routine, TreeStatus.PAUSED);
        long run = engine.run(tree("patient")
                .start()
                .call("c", "routine_paused_v1")
                .node("after")
                .path("start", "c", "after"));
        assertThat(rows.column("SELECT status FROM run WHERE parent_id = ?", run))
                .isEqualTo(List.of("STAGED"));

        engine.status(routine, TreeStatus.ACTIVE);
        engine.workers.rest();

        assertThat(rows.complete(run)).isTrue();
    }
}
