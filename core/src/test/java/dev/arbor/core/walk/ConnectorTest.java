package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.CLOSED;
import static dev.arbor.core.run.TaskStatus.WIP;
import static dev.arbor.core.tree.ConnectorType.COMPLETE;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayError;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDsl;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starting a run, and what leads from node to node (engine spec 3.1, 3.3, 3.4). */
class ConnectorTest {

    private final PlayEngine engine = new PlayEngine();

    /*
     *            +--> b --> d
     * start --> a
     *            +--> c --> e
     */
    @Test
    void goesDepthFirstInTheOrderOfConnectors() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .node("b")
                .node("c")
                .node("d")
                .node("e")
                .path("start", "a")
                .connect("a", "b")
                .connect("a", "c")
                .connect("b", "d")
                .connect("c", "e")
                .build());

        assertThat(run.performed()).containsExactly("start", "a", "b", "d", "c", "e");
        assertThat(run.open()).isEmpty();
        assertThat(run.errors()).isEmpty();
    }

    /* begin(system_start_v1) --> a */
    @Test
    void theOnlyStartNodeIsTheEntryPointWhateverItsId() {
        PlayRun run = engine.run(tree("t")
                .node("begin", "system_start_v1")
                .node("a")
                .path("begin", "a")
                .build());

        assertThat(run.performed()).containsExactly("begin", "a");
    }

    /* start(defers) --> a */
    @Test
    void aStartNeverDefers() {
        PlayRun run = engine.run(
                tree("t").start().defers().node("a").path("start", "a").build());

        assertThat(run.status("start")).isEqualTo(CLOSED);
        assertThat(run.status("a")).isEqualTo(CLOSED);
    }

    /*
     *        +--[false]--> b
     * start -+
     *        +--[true]---> c
     */
    @Test
    void aFalseConnectorEndsItsBranchInSilence() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("b")
                .node("c")
                .connect("start", "b")
                .when("false")
                .connect("start", "c")
                .when("true")
                .build());

        assertThat(run.performed()).containsExactly("start", "c");
        assertThat(run.reached("b")).isFalse();
        assertThat(run.open()).isEmpty();
        assertThat(run.errors()).isEmpty();
    }

    /*
     *        +--> b
     * start -+
     *        +--[b has not run]--> c
     */
    @Test
    void everyConditionIsJudgedBeforeAnyTargetIsVisited() {
        engine.condition("b has not run", reader -> !reader.run().reached("b"));
        PlayRun run = engine.run(tree("t")
                .start()
                .node("b")
                .node("c")
                .connect("start", "b")
                .connect("start", "c")
                .when("b has not run")
                .build());

        assertThat(run.performed()).containsExactly("start", "b", "c");
    }

    /*
     * start --> a --[a.output == —😀é]--> b
     */
    @Test
    void aConditionSeesTheResultsOfItsOwnNode() {
        PlayRun run = engine.run(tree("t")
                .start()
                .echo("a", "—😀é")
                .node("b")
                .path("start", "a")
                .connect("a", "b")
                .when("a.output == —😀é")
                .build());

        assertThat(run.performed()).containsExactly("start", "a", "b");
        assertThat(run.at("a").results()).containsEntry("output", "—😀é");
    }

    /*
     *             +--create---> made
     * start --> d-+--update---> changed
     *             +--complete-> done
     */
    @Test
    void eachMomentOfADeferralTakesItsOwnConnectors() {
        PlayRun run = engine.run(moments());
        assertThat(run.performed()).containsExactly("start", "d", "made");
        assertThat(run.status("d")).isEqualTo(WIP);

        long branch = engine.update(run.at("d"), Map.of("percent", "50"), "half way");
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "d", "made", "changed");
        assertThat(run.task(new Scope(branch, LoopIndex.ROOT).task("changed"))).isPresent();
        assertThat(run.at("d").results()).containsEntry("percent", "50");
        assertThat(run.status("d")).isEqualTo(WIP);

        engine.update(run.at("d"), Map.of(), "nearly");
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "d", "made", "changed", "changed");

        engine.complete(run.at("d"), Map.of("percent", "100"));
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "d", "made", "changed", "changed", "done");
        assertThat(run.at("d").results()).containsEntry("percent", "100");
        assertThat(run.messages())
                .containsExactly("d Create: made", "d Update: half way", "d Update: nearly", "d Complete: 100");
        assertThat(run.open()).isEmpty();
    }

    private static TreeDefinition moments() {
        return tree("t")
                .start()
                .defer("d")
                .message(CREATE, "made")
                .message(UPDATE, "${trigger.message}")
                .message(COMPLETE, "${d.percent}")
                .node("made")
                .node("changed")
                .node("done")
                .path("start", "d")
                .connect("d", "made")
                .on(CREATE)
                .connect("d", "changed")
                .on(UPDATE)
                .connect("d", "done")
                .on(COMPLETE)
                .build();
    }

    /* start --> a(create, complete) : a node that does not defer has no Create moment */
    @Test
    void aNodeThatDoesNotDeferOnlyCompletes() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .message(CREATE, "made")
                .message(COMPLETE, "done")
                .node("b")
                .node("c")
                .path("start", "a")
                .connect("a", "b")
                .on(CREATE)
                .connect("a", "c")
                .build());

        assertThat(run.performed()).containsExactly("start", "a", "c");
        assertThat(run.messages()).containsExactly("a Complete: done");
    }

    /* start --> a(message fails) --> b */
    @Test
    void aMessageThatFailsHoldsNothing() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .message(COMPLETE, "${no.such}")
                .node("b")
                .path("start", "a", "b")
                .build());

        assertThat(run.performed()).containsExactly("start", "a", "b");
        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.NODE_MESSAGE);
        assertThat(run.open()).isEmpty();
    }

    /* start --> echo(defers) --> b : the flag of the node counts, whatever its handler is */
    @Test
    void anyNodeMayDefer() {
        PlayRun run = engine.run(tree("t")
                .start()
                .echo("a", "x")
                .defers()
                .node("b")
                .path("start", "a", "b")
                .build());

        assertThat(run.status("a")).isEqualTo(WIP);
        engine.complete(run.at("a"), Map.of("more", "y"));
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "a", "b");
        assertThat(run.at("a").results()).containsOnly(Map.entry("output", "x"), Map.entry("more", "y"));
    }

    /*
     *        +--> b --+
     * start -+        +--> d
     *        +--> c --+
     */
    @Test
    void aNodeThatIsReachedTwiceIsPerformedOnce() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("b")
                .node("c")
                .node("d")
                .node("e")
                .connect("start", "b")
                .connect("start", "c")
                .connect("b", "d")
                .connect("c", "d")
                .connect("d", "e")
                .build());

        assertThat(run.performed()).containsExactly("start", "b", "d", "e", "c");
        assertThat(run.errors()).hasSize(1);
        assertThat(run.errors().get(0).type()).isEqualTo(ErrorType.TREE);
        assertThat(run.errors().get(0).summary()).contains("\"d\" node was reached a second time at /");
        assertThat(run.status("d")).isEqualTo(CLOSED);
    }

    /*
     * start --> a --> b --+
     *           ^---------+
     */
    @Test
    void aCircleEndsWithAnErrorAndNotNever() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .node("b")
                .path("start", "a", "b", "a")
                .build());

        assertThat(run.performed()).containsExactly("start", "a", "b");
        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.TREE);
    }

    @Test
    void aHundredThousandNodesInARowNeedNoStack() {
        TreeDsl tree = tree("t").start();
        String[] ids = new String[20_001];
        ids[0] = "start";
        for (int i = 1; i < ids.length; i++) {
            ids[i] = "n_" + i;
            tree.node(ids[i]);
        }
        PlayRun run = engine.run(tree.path(ids).build());

        assertThat(run.performed()).hasSize(20_001);
        assertThat(run.open()).isEmpty();
    }
}
