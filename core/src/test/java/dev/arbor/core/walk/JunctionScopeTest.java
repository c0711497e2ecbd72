package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.NEW;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorAction;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Junctions in loops, around loops and in the branches of updates (engine spec 3.9). */
class JunctionScopeTest {

    private final PlayEngine engine = new PlayEngine();

    /*
     * head --[even]--> a --+
     *   |                  +--> j --> b --> tail --> z
     *   +---[odd]----> c --+
     */
    @Test
    void worksWithinEachIteration() {
        engine.condition("even", reader -> reader.iteration() % 2 == 0);
        engine.condition("three", reader -> reader.iteration() == 3);
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_1", "w,x,y,z", "")
                .node("a")
                .node("c")
                .junction("j")
                .node("b")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_1")
                .connect("head_1", "tail")
                .connect("head_1", "a")
                .when("even")
                .connect("head_1", "c")
                .when("three")
                .connect("a", "j")
                .connect("c", "j")
                .path("j", "b", "tail", "z")
                .build());

        assertThat(run.counts())
                .containsEntry("a", 2L)
                .containsEntry("c", 1L)
                .containsEntry("j", 4L)
                .containsEntry("b", 4L)
                .containsEntry("z", 1L);
        assertThat(run.performed()).endsWith("tail", "z");
        assertThat(run.open()).isEmpty();
    }

    /* head --[false]--> a --> j --> d(defers) --> tail : nothing was reached, and still the tail has to wait for d */
    @Test
    void anIterationIsNotDoneBeforeItsJunctions() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_1", "w", "")
                .node("a")
                .node("c")
                .junction("j")
                .defer("d")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_1")
                .connect("head_1", "tail")
                .connect("head_1", "a")
                .when("false")
                .connect("head_1", "c")
                .when("false")
                .connect("a", "j")
                .connect("c", "j")
                .path("j", "d", "tail", "z")
                .build());

        assertThat(run.performed()).containsExactly("start", "head_1", "j/1#0", "d/1#0");
        assertThat(run.status("tail")).isEqualTo(NEW);
        engine.complete(run.at("d", "/1#0"), Map.of());
        engine.settle();
        assertThat(run.performed()).endsWith("tail", "z");
        assertThat(run.open()).isEmpty();
    }

    /* head --[fails]--> a --> j : the head's own connector is undecided in the iteration */
    @Test
    void anUndecidedConnectorOfTheHeadBlocksTheJunctionInItsIteration() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_1", "w", "")
                .node("a")
                .node("c")
                .junction("j")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_1")
                .connect("head_1", "tail")
                .connect("head_1", "a")
                .when("fails")
                .connect("head_1", "c")
                .connect("a", "j")
                .connect("c", "j")
                .path("j", "tail", "z")
                .build());

        assertThat(run.performed()).containsExactly("start", "head_1", "c/1#0");
        assertThat(run.status("tail")).isEqualTo(NEW);
        engine.resolve(run.errors().get(0), ErrorAction.CONTINUE_BRANCH);
        assertThat(run.performed()).endsWith("a/1#0", "j/1#0", "tail", "z");
        assertThat(run.open()).isEmpty();
    }

    /*
     *             +--> head --> d(defers) --> tail(Any) --> a --+
     * start --> p-+                                             +--> j --> z
     *             +--> b ---------------------------------------+
     */
    @Test
    void waitsForEveryIterationEvenWhenTheTailDidNot() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("p")
                .loopHead("head_1", "x,y", "")
                .defer("d")
                .loopTail("tail", "Any", "")
                .node("a")
                .node("b")
                .junction("j")
                .node("z")
                .path("start", "p", "head_1", "d", "tail", "a", "j", "z")
                .connect("head_1", "tail")
                .path("p", "b", "j")
                .build());

        engine.complete(run.at("d", "/1#1"), Map.of());
        engine.settle();
        assertThat(run.performed()).endsWith("tail", "a");
        assertThat(run.status("j")).isEqualTo(NEW);
        engine.complete(run.at("d", "/1#0"), Map.of());
        engine.settle();
        assertThat(run.performed()).endsWith("tail", "a", "j", "z");
        assertThat(run.open()).isEmpty();
    }

    /*
     * start --> d(defers) --update--> (a, b[false]) --> j --> z
     */
    @Test
    void worksInABranchThatAnUpdateBegan() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .node("x")
                .node("a")
                .node("b")
                .junction("j")
                .node("z")
                .path("start", "d")
                .connect("d", "x")
                .on(UPDATE)
                .connect("x", "a")
                .connect("x", "b")
                .when("false")
                .connect("a", "j")
                .connect("b", "j")
                .connect("j", "z")
                .build());
        engine.update(run.at("d"), Map.of(), "");
        engine.update(run.at("d"), Map.of(), "");
        engine.settle();

        assertThat(run.counts()).containsEntry("z", 2L).containsEntry("j", 2L);
        complete(run, "d");
        assertThat(run.counts()).containsEntry("z", 2L);
        assertThat(run.open()).isEmpty();
    }

    /* start --> d --update--> a --> j <-- b <--update-- d : the origin was performed before the branch began */
    @Test
    void worksInABranchWhoseOriginIsTheUpdatedNode() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .node("a")
                .node("b")
                .junction("j")
                .node("z")
                .path("start", "d")
                .connect("d", "a")
                .on(UPDATE)
                .connect("d", "b")
                .on(UPDATE)
                .connect("a", "j")
                .connect("b", "j")
                .connect("j", "z")
                .build());
        engine.update(run.at("d"), Map.of(), "");
        engine.settle();

        assertThat(run.performed()).containsExactly("start", "d", "a", "b", "j", "z");
    }

    private void complete(PlayRun run, String node) {
        engine.complete(run.at(node), Map.of());
        engine.settle();
    }
}
