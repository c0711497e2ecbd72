package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.CLOSED;
import static dev.arbor.core.run.TaskStatus.NEW;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.tree.TreeDsl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Joins (engine spec 3.8). */
class JoinTest {

    private final PlayEngine engine = new PlayEngine();

    /*
     *        +--> a --+
     * start -+        +--> j --> z
     *        +--> b --+
     */
    private static TreeDsl two(String type, String number) {
        return tree("t")
                .start()
                .defer("a")
                .defer("b")
                .join("j", type, number)
                .node("z")
                .connect("start", "a")
                .connect("start", "b")
                .connect("a", "j")
                .connect("b", "j")
                .connect("j", "z");
    }

    private void complete(PlayRun run, String node) {
        engine.complete(run.at(node), Map.of());
        engine.settle();
    }

    @Test
    void allWaitsForEveryConnector() {
        PlayRun run = engine.run(two("All", "").build());

        complete(run, "b");
        assertThat(run.status("j")).isEqualTo(NEW);
        assertThat(run.reached("z")).isFalse();
        complete(run, "a");
        assertThat(run.status("j")).isEqualTo(CLOSED);
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    @Test
    void anyGoesOnWithTheFirstAndAbsorbsTheRest() {
        PlayRun run = engine.run(two("Any", "").build());

        complete(run, "b");
        assertThat(run.counts()).containsEntry("z", 1L);
        complete(run, "a");
        assertThat(run.counts()).containsEntry("z", 1L).containsEntry("j", 1L);
        assertThat(run.errors()).isEmpty();
        assertThat(run.open()).isEmpty();
    }

    @Test
    void someGoesOnWithTheNumber() {
        PlayRun run = engine.run(two("Some", "2").build());
        complete(run, "a");
        assertThat(run.reached("z")).isFalse();
        complete(run, "b");
        assertThat(run.counts()).containsEntry("z", 1L);

        PlayRun one = engine.run(two("Some", " 1 ").build());
        complete(one, "a");
        complete(one, "b");
        assertThat(one.counts()).containsEntry("z", 1L);
    }

    @Test
    void theNumberMayBeMissingUnlessItCounts() {
        for (String type : List.of("All", "Any", "")) {
            PlayRun run = engine.run(tree("t")
                    .start()
                    .node("j", "system_join_v1")
                    .param("type", type)
                    .node("z")
                    .path("start", "j", "z")
                    .build());
            assertThat(run.performed()).containsExactly("start", "j", "z");
        }
        PlayRun run = engine.run(tree("t")
                .start()
                .node("j", "system_join_v1")
                .param("type", "Some")
                .node("z")
                .path("start", "j", "z")
                .build());
        assertThat(run.errors().get(0).summary()).contains("'number' to be a whole number because 'type' is Some");
        assertThat(run.status("j")).isEqualTo(NEW);
    }

    @Test
    void anUnknownTypeFailsOnceAndCanBeSkipped() {
        PlayRun run = engine.run(two("Most", "").build());
        complete(run, "a");
        complete(run, "b");

        assertThat(run.errors()).hasSize(1);
        engine.resolve(run.errors().get(0), ErrorAction.SKIP_TASK);
        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    @Test
    void arrivalsAtAFailedJoinCountForTheRetry() {
        PlayRun run = engine.run(two("Most", "").build());
        complete(run, "a");
        complete(run, "b");
        engine.move(run, two("All", "").build());
        engine.resolve(run.errors().get(0), ErrorAction.RETRY_TASK);

        assertThat(run.counts()).containsEntry("z", 1L);
    }

    /*
     *        +--[false]--> a --+
     * start -+                 +--> j(All)
     *        +-----------> b --+
     */
    @Test
    void allNeverGoesOnAfterAFalseConnector() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .node("b")
                .join("j", "All", "")
                .node("z")
                .connect("start", "a")
                .when("false")
                .connect("start", "b")
                .connect("a", "j")
                .connect("b", "j")
                .connect("j", "z")
                .build());

        assertThat(run.status("j")).isEqualTo(NEW);
        assertThat(run.reached("z")).isFalse();
    }

    /*
     *          +--[true]--+
     * start --> a         +--> j(All) --> z
     *          +--[true]--+
     * Two connectors that say the same are still two.
     */
    @Test
    void equalConnectorsCountOneByOne() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("a")
                .join("j", "All", "")
                .node("z")
                .connect("start", "a")
                .connect("a", "j")
                .when("true")
                .connect("a", "j")
                .when("true")
                .connect("j", "z")
                .build());

        assertThat(run.counts()).containsEntry("z", 1L);
        assertThat(run.open()).isEmpty();
    }

    /*
     * start --> d --update--> u --> j(All of 2) --> z
     *           d --complete------> j
     * Each branch has a join of its own.
     */
    @Test
    void eachBranchCountsForItself() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .node("u")
                .join("j", "All", "")
                .node("z")
                .connect("start", "d")
                .connect("d", "u")
                .on(UPDATE)
                .connect("u", "j")
                .connect("d", "j")
                .connect("j", "z")
                .build());
        engine.update(run.at("d"), Map.of(), "");
        engine.update(run.at("d"), Map.of(), "");
        engine.complete(run.at("d"), Map.of());
        engine.settle();

        assertThat(run.reached("z")).isFalse();
        assertThat(run.all().stream().filter(task -> task.key().nodeId().equals("j")))
                .hasSize(3);
    }

    /* head --> (a, b) --> j(All) --> tail */
    @Test
    void eachIterationCountsForItself() {
        PlayRun run = engine.run(tree("t")
                .start()
                .loopHead("head_1", "x,y", "")
                .node("a")
                .node("b")
                .join("j", "All", "")
                .loopTail("tail", "All", "")
                .node("z")
                .connect("start", "head_1")
                .connect("head_1", "tail")
                .connect("head_1", "a")
                .connect("head_1", "b")
                .connect("a", "j")
                .connect("b", "j")
                .path("j", "tail", "z")
                .build());

        assertThat(run.status("tail")).isEqualTo(CLOSED);
        assertThat(run.at("j", "/1#0").status()).isEqualTo(CLOSED);
        assertThat(run.at("j", "/1#1").status()).isEqualTo(CLOSED);
        assertThat(run.counts()).containsEntry("z", 1L);
    }
}
