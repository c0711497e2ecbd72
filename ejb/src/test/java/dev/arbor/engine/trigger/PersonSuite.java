package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeDsl;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunControl;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.TreeRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people do to runs and to the engine by hand (engine spec 3.1, 3.17, 5.2, 5.3, 5.9). */
abstract class PersonSuite extends EngineSuite {

    private static RunControl.ManualTrigger manual(String node, String loopIndex) {
        return new RunControl.ManualTrigger(
                node, Optional.ofNullable(loopIndex), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static RunControl.RunChange toVersion(int version) {
        return new RunControl.RunChange(Optional.empty(), Optional.empty(), Optional.of(version), "moved");
    }

    private static TreeDsl versioned(String word) {
        return tree("versioned").start().defer("d").echo("after", word).path("start", "d", "after");
    }

    @Test
    void aRunStaysOnItsVersion() {
        long run = engine.run(versioned("old"));
        engine.store(versioned("new"));
        engine.complete(rows.token(run, "d"), Map.of(), "");
        assertThat(rows.output(run, "after")).isEqualTo("old");

        long next = engine.run("versioned");
        engine.complete(rows.token(next, "d"), Map.of(), "");
        assertThat(rows.output(next, "after")).isEqualTo("new");
    }

    @Test
    void aRunIsMovedToAnotherVersion() {
        long run =
                engine.run(tree("moved").start().defer("d").echo("after", "old").path("start", "d", "after"));
        engine.store(tree("moved").start().defer("d").echo("after", "new").path("start", "d", "after"));
        engine.desk.change(run, toVersion(1), EngineInTest.ANNA);
        assertThat(EngineInTest.refusal(() -> engine.desk.change(run, toVersion(7), EngineInTest.ANNA))
                        .errorKey())
                .contains("unknown_version");
        engine.complete(rows.token(run, "d"), Map.of(), "");

        assertThat(rows.output(run, "after")).isEqualTo("new");
        assertThat(rows.one("SELECT changes FROM run_audit WHERE run_id = ?", run))
                .isEqualTo("{\"treeVersion\":{\"from\":0,\"to\":1}}");
        assertThat(rows.one("SELECT created_by FROM run_audit WHERE run_id = ?", run))
                .isEqualTo("änna");
    }

    @Test
    void aNodeIsStartedByHand() {
        long run = engine.run(tree("manual")
                .start()
                .node("a", "test_once_v1")
                .param("input", "1")
                .defer("d")
                .path("start", "a")
                .node("alone")
                .connect("d", "alone"));
        assertThat(rows.complete(run)).isTrue();

        engine.desk.trigger(run, manual("a", null), EngineInTest.ANNA);
        engine.workers.rest();
        assertThat(once.calls()).isEqualTo(2);
        assertThat(rows.complete(run)).isTrue();

        engine.desk.trigger(run, manual("d", null), EngineInTest.ANNA);
        engine.workers.rest();
        assertThat(rows.complete(run)).isFalse();
        engine.complete(rows.token(run, "d"), Map.of(), "");
        assertThat(rows.tasks(run)).containsEntry("alone", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aNodeOfAnIterationIsStartedByHand() {
        long run = engine.run(tree("manualLoop")
                .start()
                .node("head_1", "system_loop_head_v1")
                .param("data_source", "[\"a\",\"b\"]")
                .param("loop_path", "$[*]")
                .param("var_name", "x")
                .node("out_2", "test_once_v1")
                .param("input", "<%= @x %>")
                .loopTail("tail_3", "All", "")
                .path("start", "head_1", "out_2", "tail_3")
                .connect("head_1", "tail_3"));
        engine.desk.trigger(run, manual("out_2", "/1#1"), EngineInTest.ANNA);
        engine.workers.rest();

        assertThat(once.calls()).isEqualTo(3);
        assertThat(rows.output(run, "out_2", "/1#1")).isEqualTo("b");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aNodeIsScheduledByHand() {
        long run = engine.run(tree("scheduled").start().node("later"));
        engine.desk.trigger(
                run,
                new RunControl.ManualTrigger(
                        "later",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(clock.instant().plusSeconds(60)),
                        Optional.empty()),
                EngineInTest.ANNA);
        engine.workers.rest();
        assertThat(rows.tasks(run)).doesNotContainKey("later");
        assertThat(rows.complete(run)).isFalse();
        engine.later(Duration.ofSeconds(60));
        assertThat(rows.tasks(run)).containsEntry("later", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void whatCannotBeStartedByHandIsRefused() {
        long run = engine.run(tree("refused").start());
        assertThat(EngineInTest.refusal(() -> engine.desk.trigger(run, manual("nowhere", null), EngineInTest.ANNA))
                        .errorKey())
                .contains("unknown_node");
        assertThat(EngineInTest.refusal(() -> engine.desk.trigger(run, manual("start", "x/y"), EngineInTest.ANNA))
                        .errorKey())
                .contains("invalid_loop_index");
        assertThat(EngineInTest.refusal(() -> engine.desk.trigger(
                                run,
                                new RunControl.ManualTrigger(
                                        "start",
                                        Optional.empty(),
                                        Optional.of(424242L),
                                        Optional.empty(),
                                        Optional.empty()),
                                EngineInTest.ANNA))
                        .errorKey())
                .contains("unknown_branch");
        assertThat(EngineInTest.refusal(
                                () -> engine.desk.trigger(999_999_999, manual("start", null), EngineInTest.ANNA))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_FOUND);
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void runsOfAPausedTreeAreStagedAndReleased() {
        long tree = engine.store(tree("staged").start().defer("d").node("after").path("start", "d", "after"));
        long begun = engine.run("staged");
        engine.status(tree, TreeStatus.PAUSED);
        long run = engine.run("staged");
        engine.complete(rows.token(begun, "d"), Map.of(), "");
        assertThat(rows.column("SELECT status FROM run WHERE tree_id = ?", tree))
                .containsOnly("STAGED");
        assertThat(rows.column("SELECT mode FROM trigger WHERE run_id = ?", run))
                .containsExactly("STAGED");
        assertThat(rows.tasks(run)).isEmpty();

        engine.status(tree, TreeStatus.ACTIVE);
        engine.workers.rest();

        assertThat(rows.complete(begun)).isTrue();
        assertThat(rows.tasks(run)).containsEntry("d", "WIP");
        assertThat(rows.column("SELECT status FROM run WHERE tree_id = ?", tree))
                .containsOnly("STARTED");
    }

    @Test
    void runsThatWereStagedWhileTheirTreeBecameActiveAreFound() {
        long tree = engine.store(tree("missed").start());
        engine.status(tree, TreeStatus.PAUSED);
        long run = engine.run("missed");
        rows.change("UPDATE tree SET status = 'ACTIVE' WHERE id = ?", tree); // nobody is told

        clock.move(Duration.ofSeconds(5));
        engine.heartbeat.beat();
        engine.workers.rest();

        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void anInactiveOrUnknownTreeIsRefused() {
        long tree = engine.store(tree("inactive").start());
        engine.status(tree, TreeStatus.INACTIVE);
        assertThat(EngineInTest.refusal(() -> engine.start("inactive")).errorKey())
                .contains("tree_inactive");
        assertThat(EngineInTest.refusal(() -> engine.start("nowhere at all")).reason())
                .isEqualTo(Refusal.Reason.NOT_FOUND);
    }

    @Test
    void aStoppedEngineProcessesNothing() {
        engine.engine.command(EngineControl.EngineState.STOPPED, EngineInTest.ANNA);
        try {
            engine.store(tree("stopped").start().node("a").path("start", "a"));
            long run = engine.run("stopped");
            assertThat(rows.tasks(run)).isEmpty();

            engine.engine.command(EngineControl.EngineState.RUNNING, EngineInTest.ANNA);
            engine.later(Duration.ofSeconds(3));
            assertThat(rows.complete(run)).isTrue();
        } finally {
            engine.engine.command(EngineControl.EngineState.RUNNING, EngineInTest.ANNA);
        }
    }

    @Test
    void aStoppedEngineFinishesItsCallAndBeginsNoOther() {
        once.close();
        engine.store(tree("stopping")
                .start()
                .node("a", "test_once_v1")
                .node("b", "test_once_v1")
                .node("c")
                .path("start", "a", "b", "c"));
        long run = engine.start("stopping");
        Workers.await("the call", () -> once.calls() == 1);
        engine.engine.command(EngineControl.EngineState.STOPPED, EngineInTest.ANNA);
        try {
            once.open();
            engine.workers.rest();
            assertThat(rows.tasks(run)).containsEntry("a", "CLOSED").containsEntry("b", "NEW");
            assertThat(once.calls()).isEqualTo(1);
        } finally {
            engine.engine.command(EngineControl.EngineState.RUNNING, EngineInTest.ANNA);
        }
        engine.later(Duration.ofSeconds(3));
        assertThat(once.calls()).isEqualTo(2);
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aRunIsDeletedWithAllThatIsItsOwn() {
        long run = engine.run(tree("deleted")
                .start()
                .echo("bad", "<%= raise 'x' %>")
                .wait("w", "1", "Day")
                .connect("start", "bad")
                .connect("start", "w"));
        engine.resolve("Retry Task", rows.error(run));
        engine.desk.delete(run, EngineInTest.ANNA);
        for (String table : List.of("task", "trigger", "error", "run_audit", "task_message")) {
            assertThat(rows.number("SELECT count(*) FROM " + table + " WHERE run_id = ?", run))
                    .as(table)
                    .isZero();
        }
        assertThat(EngineInTest.refusal(() -> engine.desk.delete(run, EngineInTest.ANNA))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_FOUND);
        engine.later(Duration.ofDays(2));
    }

    @Test
    void aRunMayBeDeletedWhileItsCallIsUnderWay() {
        once.close();
        engine.store(
                tree("vanished").start().node("a", "test_once_v1").node("b").path("start", "a", "b"));
        long run = engine.start("vanished");
        Workers.await("the call", () -> once.calls() == 1);
        engine.desk.delete(run, EngineInTest.ANNA);
        once.open();
        engine.workers.rest();
        assertThat(rows.number("SELECT count(*) FROM task WHERE run_id = ?", run))
                .isZero();
    }

    @Test
    void aTriggerIsDeletedUnlessItIsNeeded() {
        once.close();
        engine.store(
                tree("triggers").start().node("a", "test_once_v1").node("later").path("start", "a"));
        long run = engine.start("triggers");
        Workers.await("the call", () -> once.calls() == 1);
        long root = rows.number("SELECT id FROM trigger WHERE run_id = ?", run);
        assertThat(EngineInTest.refusal(() -> engine.desk.deleteTrigger(root, EngineInTest.ANNA))
                        .errorKey())
                .contains("trigger_in_hand");
        once.open();
        engine.workers.rest();
        long scheduled = engine.desk.trigger(
                run,
                new RunControl.ManualTrigger(
                        "later",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(clock.instant().plusSeconds(60)),
                        Optional.empty()),
                EngineInTest.ANNA);
        engine.desk.deleteTrigger(scheduled, EngineInTest.ANNA);
        assertThat(rows.complete(run)).isTrue();

        long failed = engine.run(
                tree("triggers2").start().echo("bad", "<%= raise 'x' %>").path("start", "bad"));
        long stand = rows.number("SELECT trigger_id FROM error WHERE run_id = ?", failed);
        assertThat(EngineInTest.refusal(() -> engine.desk.deleteTrigger(stand, EngineInTest.ANNA))
                        .errorKey())
                .contains("trigger_of_error");
    }

    @Test
    void resultsAreEditedByHand() {
        long run = engine.run(tree("edited")
                .start()
                .echo("a", "typo")
                .defer("d")
                .echo("after", "<%= @results['a']['output'] %><%= @results['d']['x'] %>")
                .path("start", "a", "d", "after"));
        long a = rows.number("SELECT id FROM task WHERE run_id = ? AND node_id = 'a'", run);
        engine.desk.change(
                run,
                a,
                new RunControl.TaskChange(Optional.of(Map.of("output", "right — ✔")), Optional.empty(), "typo"),
                EngineInTest.ANNA);
        engine.complete(rows.token(run, "d"), Map.of("x", "!"), "");
        assertThat(rows.output(run, "after")).isEqualTo("right — ✔!");
    }

    @Test
    void theSameKeyGivesTheSameRun() throws Exception {
        engine.store(tree("keyed").start().node("a").path("start", "a"));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                String key = "Schlüssel " + round;
                CyclicBarrier together = new CyclicBarrier(8);
                Callable<RunStarter.Started> start = () -> {
                    together.await();
                    return engine.starter.start(
                            new RunStarter.StartRun(
                                    new TreeRef.Triple("Test", "Group", "keyed"), "", Map.of(), Optional.of(key)),
                            EngineInTest.ANNA);
                };
                List<RunStarter.Started> all = new ArrayList<>();
                for (Future<RunStarter.Started> one : clients.invokeAll(java.util.Collections.nCopies(8, start))) {
                    all.add(one.get());
                }
                assertThat(all.stream().map(RunStarter.Started::runId).collect(Collectors.toSet()))
                        .hasSize(1);
                assertThat(all.stream().filter(started -> !started.existed())).hasSize(1);
            }
            engine.workers.rest();
            assertThat(
                            rows.number(
                                    "SELECT count(*) FROM run r JOIN tree t ON t.id = r.tree_id WHERE t.name = 'keyed' AND r.completed_at IS NOT NULL"))
                    .isEqualTo(10);
        } finally {
            clients.shutdownNow();
        }
    }
}
