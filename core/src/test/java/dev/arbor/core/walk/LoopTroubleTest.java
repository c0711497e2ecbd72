package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.CLOSED;
import static dev.arbor.core.run.TaskStatus.NEW;
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
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDsl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Errors, odd trees and branches in loops (engine spec 3.10). */
class LoopTroubleTest {

    private final PlayEngine engine = new PlayEngine();

    /* head --> x(fails in one iteration) --> tail */
    @Test
    void anErrorInAnIterationHoldsTheLoopUntilItIsResolved() {
        TreeDefinition tree = tree("t")
                .start()
                .loopHead("head_2", "p,q,r", "")
                .echo("x", "${head_2.Value}${broken.q}")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "x", "tail", "z")
                .connect("head_2", "tail")
                .build();
        PlayRun run = engine.run(tree);

        assertThat(run.errors()).hasSize(3).allMatch(error -> error.type() == ErrorType.NODE_PARAMETER);
        assertThat(run.status("tail")).isEqualTo(NEW);
        engine.resolve(run.errors().get(0), ErrorAction.SKIP_TASK);
        engine.move(run, simpleNamed());
        engine.resolve(run.errors().get(1), ErrorAction.RETRY_TASK);
        assertThat(run.reached("z")).isFalse();
        engine.resolve(run.errors().get(2), ErrorAction.RETRY_TASK);
        assertThat(run.at("x", "/2#2").results()).containsEntry("output", "r");
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    private static TreeDefinition simpleNamed() {
        return tree("t")
                .start()
                .loopHead("head_2", "p,q,r", "")
                .echo("x", "${head_2.Value}")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "x", "tail", "z")
                .connect("head_2", "tail")
                .build();
    }

    /* head --[Value == y]--> a --> tail : judged in each iteration */
    @Test
    void theHeadsOwnConnectorsAreJudgedInEachIteration() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y,z", "")
                .node("a")
                .loopTail("tail", "All", "")
                .node("end")
                .connect("start", "head_2")
                .connect("head_2", "a")
                .when("head_2.Value == y")
                .path("a", "tail", "end")
                .connect("head_2", "tail")
                .build());

        assertThat(run.performed()).containsExactly("start", "head_2", "a/2#1", "tail", "end");
        assertThat(run.open()).isEmpty();
    }

    /* head --[fails]--> a --> tail */
    @Test
    void aConnectorOfTheHeadThatFailsHoldsItsIteration() {
        engine.condition("fails for y", reader -> {
            if (reader.iteration() == 1) {
                throw PlayEngine.failure();
            }
            return true;
        });
        TreeDefinition tree = tree("t")
                .start()
                .loopHead("head_2", "x,y,z", "")
                .node("a")
                .loopTail("tail", "All", "")
                .node("end")
                .connect("start", "head_2")
                .connect("head_2", "a")
                .when("fails for y")
                .path("a", "tail", "end")
                .connect("head_2", "tail")
                .build();
        PlayRun run = engine.run(tree);
        assertThat(run.counts()).containsEntry("a", 2L);
        assertThat(run.reached("end")).isFalse();
        engine.resolve(run.errors().get(0), ErrorAction.CONTINUE_BRANCH);
        assertThat(run.counts()).containsEntry("a", 3L).containsEntry("end", 1L).containsEntry("head_2", 1L);
        assertThat(run.open()).isEmpty();

        PlayRun cancelled = engine.run(tree);
        engine.resolve(cancelled.errors().get(0), ErrorAction.CANCEL_BRANCH);
        assertThat(cancelled.counts()).containsEntry("a", 2L).containsEntry("end", 1L);
        assertThat(cancelled.open()).isEmpty();
    }

    /* first_2 --> a --> t1 --> second_2 --> b --> t2 */
    @Test
    void twoHeadsWithOneNumberKeepApart() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("first_2", "x,y", "")
                .node("a")
                .loopTail("t1", "All", "")
                .loopHead("second_2", "p,q,r", "")
                .node("b")
                .loopTail("t2", "All", "")
                .node("z")
                .path("start", "first_2", "a", "t1", "second_2", "b", "t2", "z")
                .connect("first_2", "t1")
                .connect("second_2", "t2")
                .build());

        assertThat(run.counts()).containsEntry("a", 2L).containsEntry("b", 3L).containsEntry("z", 1L);
        assertThat(run.at("a", "/2#1").status()).isEqualTo(CLOSED);
        assertThat(run.at("b", "/second_2#2").status()).isEqualTo(CLOSED);
    }

    /* heads without a number, and with the characters of a loop index in their ids */
    @Test
    void headsMayHaveAnyId() {
        for (String id : List.of("head", "my/loop#1", "é—😀", "with space ", "a_b")) {
            PlayRun run = engine.run(tree("t")
                    .start()
                    .loopHead(id, "x,y", "")
                    .named("head")
                    .node("a")
                    .loopTail("tail", "All", "")
                    .node("z")
                    .path("start", id, "a", "tail", "z")
                    .connect(id, "tail")
                    .build());
            assertThat(run.counts()).as(id).containsEntry("a", 2L).containsEntry("z", 1L);
            assertThat(run.open()).as(id).isEmpty();
        }
    }

    /* head --> d(defers) --update--> u --> tail */
    @Test
    void anUpdateDoesNotFinishTheIterationThatIsStillAtWork() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x", "")
                .defer("d")
                .node("u")
                .node("a")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "d", "a", "tail", "z")
                .connect("d", "u")
                .on(UPDATE)
                .connect("head_2", "tail")
                .build());
        engine.update(run.at("d", "/2#0"), Map.of(), "");
        engine.settle();

        assertThat(run.counts()).containsEntry("u", 1L);
        assertThat(run.status("tail")).isEqualTo(NEW);
        engine.complete(run.at("d", "/2#0"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /* d(defers) --update--> head --> a --> tail --> z : a whole loop in the branch of an update */
    @Test
    void loopsRunInTheBranchOfAnUpdate() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .loopHead("head_2", "x,y", "")
                .node("a")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "d")
                .connect("d", "head_2")
                .on(UPDATE)
                .path("head_2", "a", "tail", "z")
                .connect("head_2", "tail")
                .build());
        engine.update(run.at("d"), Map.of(), "");
        engine.update(run.at("d"), Map.of(), "");
        engine.settle();

        assertThat(run.counts())
                .containsEntry("a", 4L)
                .containsEntry("tail", 2L)
                .containsEntry("z", 2L);
    }

    /* start --> tail : reached from outside of its loop */
    @Test
    void aTailOutsideOfItsLoopIsAnError() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x", "")
                .node("a")
                .node("b")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "b")
                .connect("b", "tail")
                .connect("b", "head_2")
                .path("head_2", "a", "tail", "z")
                .connect("head_2", "tail")
                .build());

        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.TREE);
        assertThat(run.errors().get(0).summary()).contains("to be reached from within its loop");
        assertThat(run.counts()).containsEntry("z", 1L);
    }

    /* a person starts a node of the body at an iteration that there is not */
    @Test
    void anIterationThatThereIsNotIsAnError() {
        PlayRun run = engine.run(simple("x", "All", "").build());
        int errors = 0;
        for (String index : List.of("/2#7", "/2#-1", "/2#x", "/2#", "/2#99999999999")) {
            engine.restart(run, "tail_3", index);
            engine.restart(run, "z", index);
            Scope there = new Scope(run.mainBranch(), LoopIndex.of(index));
            engine.queue(run, engine.now(), new Outcome.Reached(there, "tail_3", 0), "");
            engine.settle();
            assertThat(run.errors().size()).as(index).isGreaterThan(errors);
            errors = run.errors().size();
        }
        assertThat(run.at("head_2").gate().allDone()).isTrue();
        assertThat(run.at("head_2").gate().reached()).isEqualTo(1);
    }

    /* a bad type of the tail is an error of the tail, once */
    @Test
    void aTailThatFailsWaitsForAPerson() {
        PlayRun run = engine.run(simple("x,y,z", "Most", "").build());

        assertThat(run.errors()).hasSize(1);
        assertThat(run.counts()).containsEntry("a", 3L).containsEntry("tail_3", 1L);
        engine.move(run, simple("x,y,z", "All", "").build());
        engine.resolve(run.errors().get(0), ErrorAction.RETRY_TASK);
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    private static TreeDsl simple(String items, String type, String number) {
        return tree("t")
                .start()
                .loopHead("head_2", items, "")
                .echo("a", "${head_2.Value}")
                .loopTail("tail_3", type, number)
                .node("z")
                .path("start", "head_2", "a", "tail_3", "z")
                .connect("head_2", "tail_3");
    }
}
