package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.IN_FLIGHT;
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
import dev.arbor.core.tree.TreeDsl;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes that go outside, and what happens to their run meanwhile. */
class OutsideTest {

    private final PlayEngine engine = new PlayEngine();

    private static TreeDsl calls() {
        return tree("t").start().node("o", "outside_v1").node("a").node("b");
    }

    /*
     *        +--> o(outside) --> a
     * start -+
     *        +--> b
     */
    @Test
    void theWalkGoesOnWhereItWasLeft() {
        PlayRun run = engine.run(calls().connect("start", "o")
                .connect("start", "b")
                .connect("o", "a")
                .build());

        assertThat(run.performed()).containsExactly("start", "o");
        assertThat(run.status("o")).isEqualTo(IN_FLIGHT);
        assertThat(run.status("b")).isEqualTo(NEW);
        engine.answer(engine.call("o"), Map.of("k", "v"));
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "o", "a", "b");
        assertThat(run.at("o").results()).containsEntry("k", "v");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void aCallThatFailsLeavesTheRestToGoOn() {
        PlayRun run = engine.run(calls().connect("start", "o")
                .connect("start", "b")
                .connect("o", "a")
                .build());
        engine.fail(engine.call("o"));
        engine.settle();

        assertThat(run.performed()).containsExactly("start", "o", "b");
        assertThat(run.status("o")).isEqualTo(NEW);
        engine.resolve(run.errors().get(0), ErrorAction.RETRY_TASK);
        engine.answer(engine.call("o"), Map.of());
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "o", "b", "o", "a");
        assertThat(run.open()).isEmpty();
    }

    /* start --> o(outside, defers) --> a : its completion comes before the call has answered */
    @Test
    void aCompletionThatComesTooEarlyIsParked() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("o", "outside_v1")
                .defers()
                .node("made")
                .node("a")
                .node("u")
                .path("start", "o", "a")
                .connect("o", "made")
                .on(CREATE)
                .connect("o", "u")
                .on(UPDATE)
                .build());
        engine.update(run.at("o"), Map.of(), "");
        engine.complete(run.at("o"), Map.of("late", "x"));
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "o");
        assertThat(engine.pending()).isEqualTo(2);

        engine.answer(engine.call("o"), Map.of("early", "y"));
        engine.settle();
        assertThat(run.counts()).containsEntry("made", 1L).containsEntry("a", 1L);
        assertThat(run.at("o").results()).containsEntry("late", "x").containsEntry("early", "y");
        assertThat(run.open()).isEmpty();
    }

    /*
     *             +--> d(defers) --> a --+
     * start --> p-+--> o(outside) -------+--> j(junction) --> z
     *             +--> b ----------------+
     */
    @Test
    void noGateOpensBeforeWhatWasReachedAndNotVisited() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("p")
                .defer("d")
                .node("o", "outside_v1")
                .defer("b")
                .junction("j")
                .node("z")
                .path("start", "p", "d", "j", "z")
                .path("p", "o", "j")
                .path("p", "b", "j")
                .build());
        // While o is outside, d is completed. Nothing but the parked task of b holds the junction when o fails.
        engine.complete(run.at("d"), Map.of());
        engine.settle();
        engine.answer(engine.call("o"), Map.of());
        assertThat(run.reached("z")).isFalse();
        engine.settle();
        assertThat(run.status("b")).isEqualTo(WIP);
        assertThat(run.reached("z")).isFalse();
        engine.complete(run.at("b"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /* start --> (o, b) and a person skips o's trouble: b was parked, and is visited once */
    @Test
    void aParkedNodeThatAPersonStartedIsNotPerformedAgain() {
        PlayRun run = engine.run(calls().connect("start", "o")
                .connect("start", "b")
                .connect("o", "a")
                .build());
        engine.restart(run, "b", "/");
        assertThat(run.performed()).containsExactly("start", "o", "b");
        engine.answer(engine.call("o"), Map.of());
        engine.settle();

        assertThat(run.performed()).containsExactly("start", "o", "b", "a");
        assertThat(run.errors()).isEmpty();
    }

    /*
     *        +--> o(outside) --+
     * start -+-----------------+--> j(All of 3) --> z
     *        +--> d(defers) ---+
     */
    @Test
    void aParkedArrivalIsCounted() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("o", "outside_v1")
                .defer("d")
                .join("j", "All", "")
                .node("z")
                .connect("start", "o")
                .connect("start", "j")
                .connect("start", "d")
                .connect("o", "j")
                .connect("d", "j")
                .connect("j", "z")
                .build());
        assertThat(run.at("j").gate().arrived()).isEqualTo(1);
        engine.answer(engine.call("o"), Map.of());
        engine.settle();
        assertThat(run.at("j").gate().arrived()).isEqualTo(2);
        engine.complete(run.at("d"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /* start --> (o, j(Any)) : the join goes on when its walk does */
    @Test
    void aParkedArrivalGoesOnLater() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("o", "outside_v1")
                .join("j", "Any", "")
                .node("z")
                .connect("start", "o")
                .connect("start", "j")
                .connect("o", "j")
                .connect("j", "z")
                .build());
        assertThat(run.reached("z")).isFalse();
        engine.answer(engine.call("o"), Map.of());
        engine.settle();

        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.errors()).isEmpty();
        assertThat(run.open()).isEmpty();
    }

    /*
     * head --> o(outside) --> tail
     *   +-------------------> tail (of another branch: b)
     */
    @Test
    void theTailSeesWhatIsParkedInAnIteration() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .node("o", "outside_v1")
                .node("b")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_2")
                .connect("head_2", "o")
                .connect("head_2", "b")
                .connect("head_2", "tail")
                .connect("o", "tail")
                .connect("b", "tail")
                .connect("tail", "z")
                .build());
        assertThat(engine.calls()).hasSize(2);
        engine.answer(engine.calls().get(1), Map.of());
        engine.settle();
        assertThat(run.reached("z")).isFalse();
        engine.answer(engine.calls().get(0), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("b", 2L).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /* start --> (o, b, c --> b) : what would be an error is one when its turn comes */
    @Test
    void aParkedErrorIsRaisedOnce() {
        PlayRun run = engine.run(calls().connect("start", "o")
                .connect("start", "b")
                .connect("start", "a")
                .connect("a", "b")
                .connect("o", "a")
                .build());
        engine.answer(engine.call("o"), Map.of());
        engine.settle();

        assertThat(run.counts()).containsEntry("a", 1L).containsEntry("b", 1L);
        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.TREE, ErrorType.TREE);
    }

    /* a chain of outside nodes leaves nothing behind that grows */
    @Test
    void whatIsLeftOfAWalkDoesNotGrowWithItsLength() {
        TreeDsl tree = tree("t").start();
        String[] ids = new String[51];
        ids[0] = "start";
        for (int i = 1; i < ids.length; i++) {
            ids[i] = "o_" + i;
            tree.node(ids[i], "outside_v1");
        }
        PlayRun run = engine.run(tree.path(ids).build());
        for (int i = 1; i < ids.length; i++) {
            assertThat(engine.call(ids[i]).rest()).hasSizeLessThan(20);
            engine.answer(engine.call(ids[i]), Map.of());
            engine.settle();
        }

        assertThat(run.open()).isEmpty();
    }

    /*
     *        +--> d(defers) --+
     * start -+--> o(outside)  +--> j(of an unknown type)
     *        +----------------+
     */
    @Test
    void aParkedJoinThatFailedMeanwhileWaitsForAPerson() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .node("o", "outside_v1")
                .join("j", "Most", "")
                .connect("start", "d")
                .connect("start", "o")
                .connect("start", "j")
                .connect("d", "j")
                .build());
        engine.complete(run.at("d"), Map.of());
        engine.settle();
        assertThat(run.errors()).hasSize(1);
        engine.answer(engine.call("o"), Map.of());
        engine.settle();

        assertThat(run.errors()).hasSize(1);
        assertThat(run.counts()).containsEntry("j", 1L);
    }
}
