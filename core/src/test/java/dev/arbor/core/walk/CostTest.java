package dev.arbor.core.walk;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.tree.TreeDefinition;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What an iteration costs does not depend on how many there are. */
class CostTest {

    /*
     * start --> head --> a --> b --> tail --> z, with a junction beside it that waits for the loop
     */
    private static TreeDefinition loop(int items, String type, String number) {
        return tree("t")
                .start()
                .node("p")
                .loopHead("head_2", String.join(",", Collections.nCopies(items, "x")), "")
                .echo("a", "x")
                .node("b")
                .loopTail("tail", type, number)
                .junction("j")
                .node("z")
                .path("start", "p", "head_2", "a", "b", "tail", "j", "z")
                .connect("head_2", "tail")
                .connect("p", "j")
                .build();
    }

    private static PlayRun run(int items, String type, String number) {
        PlayRun run = new PlayEngine().keepingGates().run(loop(items, type, number));
        assertThat(run.counts()).containsEntry("b", (long) items).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
        return run;
    }

    @Test
    void aLoopCostsAsMuchForEachItem() {
        for (String type : new String[] {"All", "Any"}) {
            long fewer = run(200, type, "").looks() - run(100, type, "").looks();
            long more = run(1_100, type, "").looks() - run(1_000, type, "").looks();

            assertThat(more).as(type).isEqualTo(fewer);
            assertThat(fewer).as(type).isLessThan(100 * 60);
        }
    }

    @Test
    void aTailThatWaitsForSomeCostsAsMuchForEachItemToo() {
        long hundred = run(100, "Some", "60").looks();
        long thousand = run(1_000, "Some", "600").looks();

        assertThat(thousand).isLessThan(11 * hundred);
    }

    @Test
    void aTailThatWaitsForAllIsPerformedOnce() {
        assertThat(run(1_000, "All", "").counts()).containsEntry("tail", 1L);
    }

    @Test
    void nodesArePerformedOnceForEachItem() {
        PlayRun run = run(1_000, "All", "");

        assertThat(run.performed()).hasSize(2 * 1_000 + 6);
    }
}
