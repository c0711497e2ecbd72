package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.NEW;
import static dev.arbor.core.run.TaskStatus.WIP;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayError;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDsl;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Return nodes and routine calls (engine spec 3.11, 3.12). */
class RoutineTest {

    private final PlayEngine engine = new PlayEngine();

    private static TreeDefinition calling(boolean defers) {
        TreeDsl tree = tree("t").start();
        tree = defers ? tree.call("c", "routine_r_v1") : tree.node("c", "routine_r_v1");
        return tree.param("In", "hello")
                .node("made")
                .node("u")
                .echo("z", "${c.Run Id}")
                .path("start", "c", "z")
                .connect("c", "made")
                .on(CREATE)
                .connect("c", "u")
                .on(UPDATE)
                .build();
    }

    private PlayRun child() {
        return engine.runs().get(engine.runs().size() - 1);
    }

    /* caller: start --> c --> z      routine: start --> r(Out = In) */
    @Test
    void aCallWaitsForTheReturn() {
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .input("In", "")
                .input("Other", "default")
                .output("Out")
                .start()
                .returns("r")
                .param("Out", "${input.In}, ${input.Other}")
                .path("start", "r")
                .build());
        PlayRun run = engine.run(calling(true));

        assertThat(run.performed()).containsExactly("start", "c", "made", "z");
        assertThat(run.at("c").results()).containsEntry("Out", "hello, default").containsKey("Run Id");
        assertThat(child().outputs()).contains(Map.of("Out", "hello, default"));
        assertThat(run.open()).isEmpty();
        assertThat(child().open()).isEmpty();
    }

    @Test
    void aCallThatDoesNotDeferGoesOnAtOnce() {
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .returns("r")
                .param("Out", "x")
                .path("start", "r")
                .build());
        PlayRun run = engine.run(calling(false));

        assertThat(run.performed()).containsExactly("start", "c", "z");
        assertThat(run.at("c").results()).containsOnlyKeys("Run Id");
        assertThat(run.errors()).isEmpty();
    }

    /* routine: start --> a, with no return */
    @Test
    void aRoutineThatDoesNotReturnLeavesItsCallerWaiting() {
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .node("a")
                .path("start", "a")
                .build());
        PlayRun run = engine.run(calling(true));

        assertThat(run.status("c")).isEqualTo(WIP);
        assertThat(run.reached("z")).isFalse();
    }

    /* routine: start --> r1 --> a, start --> r2 */
    @Test
    void theFirstReturnWinsAndTheRestGoesOn() {
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .returns("r1")
                .param("Out", "1")
                .node("a")
                .returns("r2")
                .param("Out", "2")
                .connect("start", "r1")
                .connect("start", "r2")
                .connect("r1", "a")
                .build());
        PlayRun run = engine.run(calling(true));

        assertThat(run.at("c").results()).containsEntry("Out", "1");
        assertThat(child().outputs()).contains(Map.of("Out", "1"));
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.errors()).isEmpty();
        assertThat(child().performed()).containsExactly("start", "r1", "a", "r2");
        assertThat(child().open()).isEmpty();
    }

    /* routine: start --> u(updates the caller by its token) --> r */
    @Test
    void aRoutineTellsItsCallerHowItGoes() {
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .node("u", "utilities_create_trigger_v1")
                .param("action_type", "Update")
                .param("deferral_token", "${run.token}")
                .param("message", "TASK_ID:7")
                .returns("r")
                .param("Out", "x")
                .path("start", "u", "r")
                .build());
        PlayRun run = engine.run(calling(true));

        assertThat(run.counts()).containsEntry("u", 1L).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /* routine: start --> u(completes the caller by its token) --> r */
    @Test
    void aRoutineMayReturnByHandAndThenAgain() {
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .node("u", "utilities_create_trigger_v1")
                .param("action_type", "Complete")
                .param("deferral_token", "${run.token}")
                .param("deferred_variables", "by hand")
                .returns("r")
                .param("output", "by return")
                .path("start", "u", "r")
                .build());
        PlayRun run = engine.run(calling(true));

        assertThat(run.at("c").results()).containsEntry("output", "by hand");
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.errors()).isEmpty();
        assertThat(run.notes()).containsExactly("the task was completed before");
    }

    @Test
    void aMissingRoutineIsAnError() {
        PlayRun run = engine.run(calling(true));

        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.MISSING_ROUTINE);
        assertThat(run.status("c")).isEqualTo(NEW);
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .returns("r")
                .param("Out", "x")
                .path("start", "r")
                .build());
        engine.resolve(run.errors().get(0), ErrorAction.RETRY_TASK);
        assertThat(run.counts()).containsEntry("z", 1L);
    }

    /* routine: start --[more]--> c(itself) --> r,  start --[no more]--> r2 */
    @Test
    void aRoutineMayCallItself() {
        engine.condition("more", reader -> engine.runs().size() <= 500);
        engine.condition("no more", reader -> engine.runs().size() > 500);
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .call("again", "routine_r_v1")
                .returns("r")
                .param("Out", "${again.Out}")
                .returns("r2")
                .param("Out", "deep")
                .connect("start", "again")
                .when("more")
                .connect("again", "r")
                .connect("start", "r2")
                .when("no more")
                .build());
        PlayRun run = engine.run(calling(true));

        assertThat(run.at("c").results()).containsEntry("Out", "deep");
        assertThat(engine.runs()).hasSize(501).allMatch(each -> each.open().isEmpty());
    }

    @Test
    void aWebApiHasDefaultsForItsResponse() {
        PlayRun run = engine.runWebApi(tree("t")
                .start()
                .returns("r")
                .param("content", "{}")
                .param("response_code", "201")
                .path("start", "r")
                .build());

        assertThat(run.outputs())
                .contains(Map.of(
                        "content",
                        "{}",
                        "content_type",
                        "application/json",
                        "response_code",
                        "201",
                        "headers_json",
                        "{}"));
    }

    /* start --> r --> a, in a tree that an event started */
    @Test
    void aReturnElsewhereIsRecordedAndHarmless() {
        PlayRun run = engine.run(tree("t")
                .start()
                .returns("r")
                .param("status", "x")
                .defers()
                .node("a")
                .path("start", "r", "a")
                .build());

        assertThat(run.outputs()).contains(Map.of("status", "x"));
        assertThat(run.performed()).containsExactly("start", "r", "a");
        assertThat(run.errors()).isEmpty();
    }

    /* head --> c --> tail : a call in each iteration */
    @Test
    void callsRunInLoops() {
        engine.routine(tree("r")
                .routine("routine_r_v1")
                .start()
                .returns("r")
                .param("Out", "${input.In}!")
                .path("start", "r")
                .build());
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .call("c", "routine_r_v1")
                .param("In", "${head_2.Value}")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "c", "tail", "z")
                .connect("head_2", "tail")
                .build());

        assertThat(run.at("c", "/2#1").results()).containsEntry("Out", "y!");
        assertThat(run.counts()).containsEntry("z", 1L);
    }
}
