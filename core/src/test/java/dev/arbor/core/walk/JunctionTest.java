package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.NEW;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.tree.TreeDsl;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Junctions (engine spec 3.9). */
class JunctionTest {

    private final PlayEngine engine = new PlayEngine();

    private void complete(PlayRun run, String node) {
        engine.complete(run.at(node), Map.of());
        engine.settle();
    }

    /*
     *             +--[true]---> a --+
     * start --> p-+                 +--> j --> z
     *             +--[false]--> b --+
     */
    @Test
    void mergesTheBranchesThatWereTaken() {
        PlayRun run = engine.run(two("true", "false").build());

        assertThat(run.performed()).containsExactly("start", "p", "a", "j", "z");
        assertThat(run.open()).isEmpty();
        PlayRun both = engine.run(two("true", "true").build());
        assertThat(both.performed()).containsExactly("start", "p", "a", "b", "j", "z");
        assertThat(both.errors()).isEmpty();
    }

    private static TreeDsl two(String a, String b) {
        return tree("t")
                .start()
                .node("p")
                .node("a")
                .node("b")
                .junction("j")
                .node("z")
                .path("start", "p")
                .connect("p", "a")
                .when(a)
                .connect("p", "b")
                .when(b)
                .connect("a", "j")
                .connect("b", "j")
                .connect("j", "z");
    }

    @Test
    void goesOnWhenAllBranchesAreFalse() {
        PlayRun run = engine.run(two("false", "false").build());

        assertThat(run.performed()).containsExactly("start", "p", "j", "z");
        assertThat(run.open()).isEmpty();
    }

    /* start --[false]--> p --> (a, b) --> j */
    @Test
    void neverRunsWhenItsOriginWasNeverReached() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("p")
                .node("a")
                .node("b")
                .junction("j")
                .connect("start", "p")
                .when("false")
                .connect("p", "a")
                .connect("p", "b")
                .connect("a", "j")
                .connect("b", "j")
                .build());

        assertThat(run.performed()).containsExactly("start");
        assertThat(run.reached("j")).isFalse();
    }

    /*
     *             +--> d(defers) --[false]--> x --+
     * start --> p-+                               +--> j --> z
     *             +--> b -------------------------+
     */
    @Test
    void aDeferredBranchBlocksUntilItIsAsCompleteAsItCanBe() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("p")
                .defer("d")
                .node("x")
                .node("b")
                .junction("j")
                .node("z")
                .path("start", "p", "d")
                .connect("d", "x")
                .when("false")
                .path("x", "j", "z")
                .path("p", "b", "j")
                .build());

        assertThat(run.performed()).containsExactly("start", "p", "d", "b");
        assertThat(run.status("j")).isEqualTo(NEW);
        complete(run, "d");
        assertThat(run.performed()).containsExactly("start", "p", "d", "b", "j", "z");
        assertThat(run.open()).isEmpty();
    }

    /* p(defers) --create--> a --> j <-- b <--complete-- p : the origin itself has to be complete */
    @Test
    void aDeferredOriginBlocks() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("p")
                .node("a")
                .node("b")
                .junction("j")
                .node("z")
                .path("start", "p")
                .connect("p", "a")
                .on(CREATE)
                .connect("p", "b")
                .connect("a", "j")
                .connect("b", "j")
                .connect("j", "z")
                .build());

        assertThat(run.performed()).containsExactly("start", "p", "a");
        complete(run, "p");
        assertThat(run.performed()).containsExactly("start", "p", "a", "b", "j", "z");
    }

    /*
     *             +--> x(fails) --+
     * start --> p-+               +--> j --> z
     *             +--> b ---------+
     */
    @Test
    void anErrorOnABranchBlocksUntilItIsSkipped() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("p")
                .echo("x", "${no.such}")
                .node("b")
                .junction("j")
                .node("z")
                .path("start", "p", "x", "j", "z")
                .path("p", "b", "j")
                .build());

        assertThat(run.performed()).containsExactly("start", "p", "x", "b");
        engine.resolve(run.errors().get(0), ErrorAction.SKIP_TASK);
        assertThat(run.performed()).containsExactly("start", "p", "x", "b", "j", "z");
        assertThat(run.open()).isEmpty();
    }

    /*
     *             +--[fails]--> a --+
     * start --> p-+                 +--> j --> z
     *             +-----------> b --+
     */
    @Test
    void aConnectorThatNobodyCouldJudgeBlocksUntilSomeoneDoes() {
        PlayRun cancelled = engine.run(two("fails", "true").build());
        assertThat(cancelled.performed()).containsExactly("start", "p", "b");
        engine.resolve(cancelled.errors().get(0), ErrorAction.CANCEL_BRANCH);
        assertThat(cancelled.performed()).containsExactly("start", "p", "b", "j", "z");
        assertThat(cancelled.open()).isEmpty();

        PlayRun taken = engine.run(two("fails", "true").build());
        engine.resolve(taken.errors().get(0), ErrorAction.CONTINUE_BRANCH);
        assertThat(taken.performed()).containsExactly("start", "p", "b", "a", "j", "z");
        assertThat(taken.open()).isEmpty();

        PlayRun lost = engine.run(two("fails", "fails").build());
        assertThat(lost.errors()).hasSize(2);
        engine.resolve(lost.errors().get(0), ErrorAction.CANCEL_BRANCH);
        assertThat(lost.reached("j")).isFalse();
        engine.resolve(lost.errors().get(1), ErrorAction.CANCEL_BRANCH);
        assertThat(lost.performed()).containsExactly("start", "p", "j", "z");
    }

    /*
     *             +--> x --[false]--> (a, b) --> inner --> d(defers) --+
     * start --> p-+      (origin of inner: x)                          +--> outer --> z
     *             +--> c ----------------------------------------------+
     */
    @Test
    void anInnerJunctionOpensBeforeTheOuterOne() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("p")
                .node("x")
                .node("a")
                .node("b")
                .node("c")
                .junction("outer")
                .junction("inner")
                .defer("d")
                .node("z")
                .path("start", "p", "x")
                .connect("x", "a")
                .when("false")
                .connect("x", "b")
                .when("false")
                .connect("a", "inner")
                .connect("b", "inner")
                .path("inner", "d", "outer", "z")
                .path("p", "c", "outer")
                .build());

        assertThat(run.performed()).containsExactly("start", "p", "x", "c", "inner", "d");
        complete(run, "d");
        assertThat(run.performed()).containsExactly("start", "p", "x", "c", "inner", "d", "outer", "z");
        assertThat(run.open()).isEmpty();
    }

    /* start --> p --> (a[false], b[false]) --> first --> (c[false], e[false]) --> second --> z */
    @Test
    void junctionsInARowOpenOneAfterAnother() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .node("b")
                .junction("first")
                .node("c")
                .node("e")
                .junction("second")
                .node("z")
                .connect("start", "a")
                .when("false")
                .connect("start", "b")
                .when("false")
                .connect("a", "first")
                .connect("b", "first")
                .connect("first", "c")
                .when("false")
                .connect("first", "e")
                .when("false")
                .connect("c", "second")
                .connect("e", "second")
                .connect("second", "z")
                .build());

        assertThat(run.performed()).containsExactly("start", "first", "second", "z");
    }
}
