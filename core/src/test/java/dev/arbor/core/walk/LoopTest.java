package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.CLOSED;
import static dev.arbor.core.run.TaskStatus.NEW;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayError;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.tree.TreeDsl;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loops (engine spec 3.10). */
class LoopTest {

    private final PlayEngine engine = new PlayEngine();

    /*
     * start --> head --> a --> tail --> z
     *             +------------^
     */
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

    @Test
    void runsItsBodyOnceForEachItem() {
        PlayRun run = engine.run(simple("é,—,😀", "All", "").build());

        assertThat(run.performed()).containsExactly("start", "head_2", "a/2#0", "a/2#1", "a/2#2", "tail_3", "z");
        assertThat(run.at("a", "/2#2").results()).containsEntry("output", "😀");
        assertThat(run.at("head_2").results()).containsEntry("size", "3").containsEntry("mode", "JSON");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void anEmptyLoopGoesOnAtOnceWhateverItsTailWaitsFor() {
        for (String type : List.of("All", "Any", "Some")) {
            PlayRun run = engine.run(simple("", type, "3").build());
            assertThat(run.performed()).as(type).containsExactly("start", "head_2", "tail_3", "z");
            assertThat(run.open()).isEmpty();
        }
    }

    @Test
    void aSingleItemIsALoopToo() {
        for (String type : List.of("All", "Any", "Some")) {
            PlayRun run = engine.run(simple("x", type, "1").build());
            assertThat(run.performed()).as(type).containsExactly("start", "head_2", "a/2#0", "tail_3", "z");
            assertThat(run.open()).isEmpty();
        }
    }

    @Test
    void aTailThatWaitsForMoreThanThereAreGoesOnWhenAllAreDone() {
        PlayRun run = engine.run(simple("x,y", "Some", "5").build());

        assertThat(run.performed()).endsWith("a/2#1", "tail_3", "z");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void unreadableDataIsAnErrorThatCanBeSkipped() {
        PlayRun run = engine.run(simple("!", "All", "").build());

        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.HANDLER);
        engine.resolve(run.errors().get(0), ErrorAction.SKIP_TASK);
        assertThat(run.performed()).endsWith("tail_3", "z");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void unreadableDataCanBeRepairedAndRetried() {
        PlayRun run = engine.run(simple("!", "All", "").build());
        engine.move(run, simple("x,y", "All", "").build());
        engine.resolve(run.errors().get(0), ErrorAction.RETRY_TASK);

        assertThat(run.counts()).containsEntry("a", 2L).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /* head's connector to its tail listed first */
    @Test
    void theConnectorToTheTailIsNoIterationWhereverItIsListed() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .node("a")
                .loopTail("tail", "Any", "")
                .node("z")
                .connect("start", "head_2")
                .connect("head_2", "tail")
                .path("head_2", "a", "tail", "z")
                .build());

        assertThat(run.performed()).containsExactly("start", "head_2", "a/2#0", "tail", "z", "a/2#1");
    }

    /* start --> head --> a --> tail --> z, without a connector from the head to the tail */
    @Test
    void findsItsTailWithoutAConnectorToIt() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .node("a")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "a", "tail", "z")
                .build());

        assertThat(run.counts())
                .containsEntry("a", 2L)
                .containsEntry("tail", 1L)
                .containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /* start --> head --> a */
    @Test
    void aLoopWithoutATailRunsItsBodyAndEnds() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .node("a")
                .path("start", "head_2", "a")
                .build());

        assertThat(run.counts()).containsEntry("a", 2L);
        assertThat(run.open()).isEmpty();
        assertThat(run.errors()).isEmpty();
        assertThat(engine.run(tree("t")
                                .start()
                                .loopHead("head_2", "", "")
                                .node("a")
                                .path("start", "head_2", "a")
                                .build())
                        .open())
                .isEmpty();
    }

    /* start --> head --> tail, a loop with nothing in it */
    @Test
    void aLoopWithoutABodyEnds() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "tail", "z")
                .build());

        assertThat(run.performed()).containsExactly("start", "head_2", "tail", "z");
        assertThat(run.open()).isEmpty();
    }

    /*
     *        +--> a --+
     * head --+        +--> tail : both reach the tail, and still the iteration is one
     *        +--> b --+
     */
    @Test
    void parallelBranchesMayBothReachTheTail() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x,y", "")
                .node("a")
                .defer("b")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_2")
                .connect("head_2", "a")
                .connect("head_2", "b")
                .connect("head_2", "tail")
                .connect("a", "tail")
                .connect("b", "tail")
                .connect("tail", "z")
                .build());

        assertThat(run.reached("z")).isFalse();
        engine.complete(run.at("b", "/2#0"), Map.of());
        engine.settle();
        assertThat(run.reached("z")).isFalse();
        engine.complete(run.at("b", "/2#1"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
        assertThat(run.errors()).isEmpty();
    }

    /* the same with Any: the first branch of the first iteration is enough, for one item as for many */
    @Test
    void anyGoesOnWithTheFirstBranchThatReachesTheTail() {
        for (String items : List.of("x", "x,y")) {
            PlayRun run = engine.run(tree("t")
                    .start()
                    .loopHead("head_2", items, "")
                    .node("a")
                    .defer("b")
                    .loopTail("tail", "Any", "")
                    .node("z")
                    .connect("start", "head_2")
                    .connect("head_2", "a")
                    .connect("head_2", "b")
                    .connect("head_2", "tail")
                    .connect("a", "tail")
                    .connect("b", "tail")
                    .connect("tail", "z")
                    .build());

            assertThat(run.counts()).as(items).containsEntry("z", 1L);
        }
    }

    /* head --> a --[false]--> b --> tail */
    @Test
    void anIterationThatNeverReachesTheTailIsDoneAllTheSame() {
        engine.condition("even", reader -> reader.iteration() % 2 == 0);
        for (String type : List.of("All", "Any", "Some")) {
            for (String condition : List.of("even", "false")) {
                PlayRun run = engine.run(tree("t")
                        .start()
                        .loopHead("head_2", "w,x,y", "")
                        .node("a")
                        .node("b")
                        .loopTail("tail", type, "2")
                        .node("z")
                        .path("start", "head_2", "a")
                        .connect("a", "b")
                        .when(condition)
                        .path("b", "tail", "z")
                        .connect("head_2", "tail")
                        .build());
                assertThat(run.counts()).as(type).containsEntry("a", 3L).containsEntry("z", 1L);
                assertThat(run.open()).isEmpty();
            }
        }
    }

    /* head --> d(defers) --> a --> tail(Some 2) --> z : the rest goes on after the tail */
    @Test
    void theRestGoesOnAfterSome() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "w,x,y", "")
                .defer("d")
                .node("a")
                .loopTail("tail", "Some", "2")
                .node("z")
                .path("start", "head_2", "d", "a", "tail", "z")
                .connect("head_2", "tail")
                .build());

        engine.complete(run.at("d", "/2#2"), Map.of());
        engine.settle();
        assertThat(run.reached("z")).isFalse();
        engine.complete(run.at("d", "/2#0"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isNotEmpty();
        engine.complete(run.at("d", "/2#1"), Map.of());
        engine.settle();
        assertThat(run.counts()).containsEntry("z", 1L).containsEntry("a", 3L);
        assertThat(run.errors()).isEmpty();
        assertThat(run.open()).isEmpty();
    }

    /* head --> a --> tail, and head --> d(defers) which leads nowhere: it does not hold the loop */
    @Test
    void whatCannotReachTheTailDoesNotHoldIt() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x", "")
                .node("a")
                .defer("d")
                .node("e")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_2")
                .connect("head_2", "tail")
                .connect("head_2", "a")
                .connect("head_2", "d")
                .connect("d", "e")
                .path("a", "tail", "z")
                .build());

        assertThat(run.performed()).endsWith("tail", "z");
        engine.complete(run.at("d", "/2#0"), Map.of());
        engine.settle();
        assertThat(run.performed()).endsWith("e/2#0");
        assertThat(run.open()).isEmpty();
    }

    /* head --> d(defers) --create--> tail : once created, only Create leads to the tail, and that is past */
    @Test
    void aDeferredNodeLeadsOnOverWhatIsStillAhead() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x", "")
                .defer("d")
                .node("a")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "d")
                .connect("d", "a")
                .on(CREATE)
                .path("a", "tail", "z")
                .connect("head_2", "tail")
                .build());

        assertThat(run.performed()).endsWith("tail", "z");
    }

    /* head --> d(defers) --create[fails]--> tail : the Create connector is still undecided */
    @Test
    void anUndecidedCreateConnectorOfADeferredNodeHoldsTheTail() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_2", "x", "")
                .defer("d")
                .node("a")
                .loopTail("tail", "All", "")
                .node("z")
                .path("start", "head_2", "d")
                .connect("d", "a")
                .on(CREATE)
                .when("fails")
                .path("a", "tail", "z")
                .connect("head_2", "tail")
                .build());

        assertThat(run.status("tail")).isEqualTo(NEW);
        engine.resolve(run.errors().get(0), ErrorAction.CONTINUE_BRANCH);
        assertThat(run.performed()).endsWith("a/2#0", "tail", "z");
    }

    /*
     * start --> outer --> a --> inner --> b --> innerTail --> outerTail --> z
     */
    @Test
    void loopsNest() {
        PlayRun run = engine.run(nested("All").build());

        assertThat(run.counts())
                .containsEntry("b", 6L)
                .containsEntry("itail", 2L)
                .containsEntry("otail", 1L)
                .containsEntry("z", 1L);
        assertThat(run.at("b", "/2#1/8#2").results()).containsEntry("output", "n-r");
        assertThat(run.at("itail", "/2#1").status()).isEqualTo(CLOSED);
        assertThat(run.performed()).endsWith("otail", "z");
        assertThat(run.open()).isEmpty();
    }

    private static TreeDsl nested(String type) {
        return tree("t")
                .start()
                .loopHead("outer_2", "m,n", "")
                .node("a")
                .loopHead("inner_8", "p,q,r", "")
                .echo("b", "${outer_2.Value}-${inner_8.Value}")
                .loopTail("itail", type, "")
                .loopTail("otail", type, "")
                .node("z")
                .path("start", "outer_2", "a", "inner_8", "b", "itail", "otail", "z")
                .connect("inner_8", "itail")
                .connect("outer_2", "otail");
    }

    @Test
    void nestedLoopsRunInAnyOrder() {
        for (int seed = 0; seed < 50; seed++) {
            for (String type : List.of("All", "Any")) {
                PlayRun run = new PlayEngine(new Random(seed)).run(nested(type).build());
                assertThat(run.counts())
                        .as("seed " + seed)
                        .containsEntry("b", 6L)
                        .containsEntry("itail", 2L)
                        .containsEntry("otail", 1L)
                        .containsEntry("z", 1L);
                assertThat(run.open()).as("seed " + seed).isEmpty();
                assertThat(run.errors()).as("seed " + seed).isEmpty();
            }
        }
    }

    /* outer --> inner (empty) --> innerTail --> outerTail */
    @Test
    void anEmptyLoopWithinALoop() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("outer_2", "m,n", "")
                .loopHead("inner_8", "", "")
                .node("b")
                .loopTail("itail", "All", "")
                .loopTail("otail", "All", "")
                .node("z")
                .path("start", "outer_2", "inner_8", "b", "itail", "otail", "z")
                .connect("inner_8", "itail")
                .connect("outer_2", "otail")
                .build());

        assertThat(run.counts())
                .doesNotContainKey("b")
                .containsEntry("itail", 2L)
                .containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }
}
