package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.CLOSED;
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
import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.tree.TreeDsl;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people can do about errors, and starting nodes by hand (engine spec 3.15, 3.17). */
class ErrorTest {

    private final PlayEngine engine = new PlayEngine();

    private static TreeDsl broken() {
        return tree("t")
                .start()
                .echo("a", "${no.such}")
                .defers()
                .node("made")
                .node("b")
                .path("start", "a", "b")
                .connect("a", "made")
                .on(CREATE);
    }

    /* start --> a(fails, defers) --> b */
    @Test
    void retryPerformsWithTheNewTree() {
        PlayRun run = engine.run(broken().build());
        engine.resolve(run.errors().get(0), ErrorAction.RETRY_TASK);
        assertThat(run.errors()).hasSize(2);
        assertThat(run.activeErrors()).hasSize(1);

        engine.move(
                run,
                tree("t")
                        .start()
                        .echo("a", "fixed")
                        .defers()
                        .node("made")
                        .node("b")
                        .path("start", "a", "b")
                        .connect("a", "made")
                        .on(CREATE)
                        .build());
        engine.resolve(run.errors().get(1), ErrorAction.RETRY_TASK);
        assertThat(run.status("a")).isEqualTo(WIP);
        assertThat(run.performed()).containsExactly("start", "a", "a", "a", "made");
        assertThat(run.activeErrors()).isEmpty();
    }

    @Test
    void skipTakesTheNodeAsDone() {
        PlayRun run = engine.run(broken().build());
        engine.resolve(run.errors().get(0), ErrorAction.SKIP_TASK);

        assertThat(run.status("a")).isEqualTo(CLOSED);
        assertThat(run.at("a").results()).isEmpty();
        assertThat(run.performed()).containsExactly("start", "a", "b");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void doNothingLeavesTheTaskAsItIs() {
        PlayRun run = engine.run(broken().build());
        engine.resolve(run.errors().get(0), ErrorAction.DO_NOTHING);

        assertThat(run.activeErrors()).isEmpty();
        assertThat(run.status("a")).isEqualTo(NEW);
        assertThat(run.performed()).containsExactly("start", "a");
    }

    /* start --> x(fails) --> y, start --> b : the sibling goes on */
    @Test
    void anErrorHoldsItsOwnBranchOnly() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("x", "nobody_v1")
                .node("y")
                .node("b")
                .connect("start", "x")
                .connect("start", "b")
                .connect("x", "y")
                .build());

        assertThat(run.performed()).containsExactly("start", "x", "b");
        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.MISSING_HANDLER);
    }

    @Test
    void actionsThatComeTooLateChangeNothing() {
        PlayRun run = engine.run(broken().build());
        engine.queue(run, engine.now(), new Outcome.Skipped(run.at("a").key()), "");
        engine.queue(run, engine.now(), new Outcome.Skipped(run.at("a").key()), "");
        engine.queue(run, engine.now(), new Outcome.Retried(run.at("a").key()), "");
        engine.settle();

        assertThat(run.counts()).containsEntry("b", 1L).containsEntry("a", 1L);
        assertThat(run.notes()).hasSize(2).containsOnly("the task is not waiting to be performed");
    }

    /*
     *          +--[fails]--> b
     * start --> a
     *          +--[fails]--> c : two complementary connectors, two errors
     */
    @Test
    void eachConnectorThatFailsIsAnErrorOfItsOwn() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .node("b")
                .node("c")
                .path("start", "a")
                .connect("a", "b")
                .when("fails")
                .connect("a", "c")
                .when("fails too")
                .build());

        assertThat(run.errors()).hasSize(2).allMatch(error -> error.type() == ErrorType.CONNECTOR);
        assertThat(run.status("a")).isEqualTo(CLOSED);
        assertThat(run.open()).hasSize(1);
        engine.resolve(run.errors().get(1), ErrorAction.CONTINUE_BRANCH);
        assertThat(run.performed()).containsExactly("start", "a", "c");
        engine.resolve(run.errors().get(0), ErrorAction.CANCEL_BRANCH);
        assertThat(run.performed()).containsExactly("start", "a", "c");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void aConnectorIsDecidedOnce() {
        PlayRun run = engine.run(
                tree("t").start().node("b").connect("start", "b").when("fails").build());
        PlayError error = run.errors().get(0);
        engine.resolve(error, ErrorAction.CONTINUE_BRANCH);
        engine.resolve(error, ErrorAction.CONTINUE_BRANCH);

        assertThat(run.counts()).containsEntry("b", 1L);
        assertThat(run.errors()).hasSize(1);
        assertThat(run.notes()).hasSize(1);
    }

    /* the same condition on two equal connectors: two errors, decided one by one */
    @Test
    void equalConnectorsAreDecidedOneByOne() {
        PlayRun run = engine.run(tree("t")
                .start()
                .join("j", "All", "")
                .node("z")
                .connect("start", "j")
                .when("fails")
                .connect("start", "j")
                .when("fails")
                .connect("j", "z")
                .build());
        assertThat(run.errors()).hasSize(2);
        engine.resolve(run.errors().get(0), ErrorAction.CONTINUE_BRANCH);
        assertThat(run.reached("z")).isFalse();
        engine.resolve(run.errors().get(1), ErrorAction.CONTINUE_BRANCH);

        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /*
     *      +--[fails 1]--+
     * start              +--> b : someone repairs the conditions and says which node is meant, not which condition
     *      +--[fails 2]--+
     */
    @Test
    void connectorsBetweenTheSameNodesAreDecidedOneByOne() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("b")
                .connect("start", "b")
                .when("fails 1")
                .connect("start", "b")
                .when("fails 2")
                .build());
        PlayError first = run.errors().get(0);
        engine.move(
                run,
                tree("t")
                        .start()
                        .node("b")
                        .connect("start", "b")
                        .when("true")
                        .connect("start", "b")
                        .when("false")
                        .build());
        engine.resolve(first, ErrorAction.CANCEL_BRANCH);
        assertThat(run.open()).hasSize(1);
        engine.resolve(first, ErrorAction.CONTINUE_BRANCH);

        assertThat(run.performed()).containsExactly("start", "b");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void aConnectorThatTheNewTreeDoesNotHaveChangesNothing() {
        PlayRun run = engine.run(
                tree("t").start().node("b").connect("start", "b").when("fails").build());
        engine.move(run, tree("t").start().node("b").build());
        engine.resolve(run.errors().get(0), ErrorAction.CONTINUE_BRANCH);

        assertThat(run.reached("b")).isFalse();
        assertThat(run.notes()).hasSize(1);
    }

    /* d --update[fails]--> u : each update has a branch of its own, each is decided */
    @Test
    void anUpdateConnectorIsDecidedForEachUpdate() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .node("u")
                .path("start", "d")
                .connect("d", "u")
                .on(UPDATE)
                .when("fails")
                .build());
        engine.update(run.at("d"), Map.of(), "");
        engine.update(run.at("d"), Map.of(), "");
        engine.settle();
        assertThat(run.errors()).hasSize(2);
        engine.resolve(run.errors().get(0), ErrorAction.CONTINUE_BRANCH);
        engine.resolve(run.errors().get(1), ErrorAction.CONTINUE_BRANCH);

        assertThat(run.counts()).containsEntry("u", 2L);
        assertThat(run.errors()).hasSize(2);
        engine.complete(run.at("d"), Map.of());
        engine.settle();
        assertThat(run.open()).isEmpty();
    }

    /* start --[false]--> a --> b : a person starts a */
    @Test
    void aPersonMayStartANodeThatWasNeverReached() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .node("b")
                .connect("start", "a")
                .when("false")
                .connect("a", "b")
                .build());
        engine.restart(run, "a", "/");

        assertThat(run.performed()).containsExactly("start", "a", "b");
    }

    @Test
    void aPersonMayStartANodeAgainAndWhatFollowsIsNotRunTwice() {
        PlayRun run = engine.run(tree("t")
                .start()
                .echo("a", "x")
                .node("b")
                .path("start", "a", "b")
                .build());
        engine.restart(run, "b", "/");
        assertThat(run.performed()).containsExactly("start", "a", "b", "b");
        assertThat(run.errors()).isEmpty();

        engine.restart(run, "a", "/");
        assertThat(run.performed()).containsExactly("start", "a", "b", "b", "a");
        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.TREE);
    }

    @Test
    void aPersonMayStartANodeThatFailed() {
        PlayRun run = engine.run(broken().build());
        engine.move(
                run,
                tree("t")
                        .start()
                        .echo("a", "x")
                        .node("b")
                        .path("start", "a", "b")
                        .build());
        engine.restart(run, "a", "/");

        assertThat(run.performed()).containsExactly("start", "a", "a", "b");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void aNodeAtWorkCannotBeStartedFromScratch() {
        PlayRun run = engine.run(tree("t").start().defer("d").path("start", "d").build());
        engine.restart(run, "d", "/");
        engine.restart(run, "nobody", "/");

        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.TREE, ErrorType.TREE);
        assertThat(run.errors().get(0).summary()).contains("its task is at work");
        assertThat(run.errors().get(1).summary()).contains("has no such node");
        assertThat(run.status("d")).isEqualTo(WIP);
    }

    /* head --> a(fails in /2#1) --> tail : started by hand in its iteration */
    @Test
    void aPersonMayStartANodeInAnIteration() {
        engine.condition("even", reader -> reader.iteration() % 2 == 0);
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .node("a")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_2")
                .connect("head_2", "a")
                .when("even")
                .path("a", "tail", "z")
                .connect("head_2", "tail")
                .build());
        engine.restart(run, "a", "/2#1");

        assertThat(run.counts()).containsEntry("a", 2L).containsEntry("z", 1L);
        assertThat(run.errors()).isEmpty();
        assertThat(run.at("head_2").gate().reached()).isEqualTo(2);
    }

    @Test
    void aTriggerForANodeThatTheTreeLostIsAnError() {
        PlayRun run = engine.run(tree("t")
                .start()
                .wait("w", "1", "Hour")
                .node("a")
                .path("start", "w", "a")
                .build());
        engine.queue(run, engine.now(), new Outcome.Reached(new Scope(run.mainBranch(), LoopIndex.ROOT), "x", -1), "");
        engine.settle();

        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.TREE);
        assertThat(run.errors().get(0).summary()).contains("this version of the tree has no such node");
    }
}
