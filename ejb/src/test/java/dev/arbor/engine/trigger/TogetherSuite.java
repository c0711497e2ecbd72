package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeStatus;
import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.api.TreeRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs that fell due together are walked in one transaction, and each of them as if it were alone. */
abstract class TogetherSuite extends EngineSuite {

    private static final int RUNS = 12;

    private void store(String name) {
        engine.store(tree(name)
                .start()
                .echo("a", "<%= @run['Id'] %>")
                .echo("b", "<%= @results['a']['output'] %>!")
                .path("start", "a", "b"));
    }

    /** Starts runs and keeps the engine from hearing of them. */
    private List<Long> started(EngineInTest server, String tree, int runs) {
        server.deaf(true);
        List<Long> ids = Stream.generate(() -> server.start(tree)).limit(runs).toList();
        server.deaf(false);
        return ids;
    }

    @Test
    void manyCostHardlyMoreStatementsThanOne() {
        CountedDataSource counted = new CountedDataSource(database);
        try (EngineInTest server = new EngineInTest(counted.source(), clock, 1, List.of())) {
            store("cheap");
            server.run("cheap"); // what is kept in memory is read
            List<Long> one = started(server, "cheap", 1);
            List<Long> many = started(server, "cheap", RUNS);
            counted.count();
            server.processor.process(one);
            long alone = counted.count();
            server.processor.process(many);
            long together = counted.count();

            assertThat(many).allMatch(rows::complete);
            assertThat(together).isLessThanOrEqualTo(alone);
        }
    }

    @Test
    void eachGivesWhatItGivesAlone() {
        store("mine");
        engine.store(
                tree("data").start().echo("a", "<%= @values['Text'].size %>").path("start", "a"),
                "Kinetic Request CE",
                "Sizes");
        engine.deaf(true);
        TreeRef data = new TreeRef.Triple("Kinetic Request CE", "Sizes", "data");
        List<Long> runs = List.of(
                engine.start("mine"),
                engine.start(data, payload(10)),
                engine.start(data, payload(100_000)),
                engine.start("mine"));
        engine.deaf(false);
        engine.processor.process(runs);

        assertThat(runs).allMatch(rows::complete);
        assertThat(rows.output(runs.get(0), "b")).isEqualTo(runs.get(0) + "!");
        assertThat(rows.output(runs.get(1), "a")).isEqualTo("10");
        assertThat(rows.output(runs.get(2), "a")).isEqualTo("100000");
        assertThat(rows.output(runs.get(3), "b")).isEqualTo(runs.get(3) + "!");
    }

    private static String payload(int length) {
        return "{\"values\":{\"Text\":\"" + "x".repeat(length) + "\"}}";
    }

    @Test
    void oneThatCannotBeWalkedFailsAlone() {
        store("sound");
        store("broken");
        List<Long> sound = started(engine, "sound", 3);
        long broken = started(engine, "broken", 1).get(0);
        rows.change("UPDATE run SET tree_version = 99 WHERE id = ?", broken);
        engine.processor.process(
                Stream.concat(Stream.of(broken), sound.stream()).toList());

        assertThat(sound).allMatch(rows::complete);
        assertThat(rows.activeErrors(broken)).hasSize(1);
        assertThat(rows.described(rows.error(broken))).startsWith("Unidentified Error");
    }

    @Test
    void theirCallsToTheOutsideAreMadeSideBySide() {
        engine.store(tree("calls")
                .start()
                .node("a", "test_once_v1")
                .param("input", "<%= @run['Id'] %>")
                .echo("b", "<%= @results['a']['output'] %>")
                .path("start", "a", "b"));
        List<Long> runs = started(engine, "calls", 3);
        once.close();
        engine.workers.ring(runs, () -> engine.processor.process(runs));
        Workers.await("all to be outside", () -> once.calls() == runs.size());
        once.open();
        engine.workers.rest();

        assertThat(runs).allMatch(rows::complete);
        assertThat(runs).allMatch(run -> rows.output(run, "b").equals(Long.toString(run)));
    }

    @Test
    void thoseOfAPausedTreeAreStaged() {
        store("active");
        store("paused");
        List<Long> active = started(engine, "active", 2);
        List<Long> paused = started(engine, "paused", 2);
        long tree = rows.number("SELECT tree_id FROM run WHERE id = ?", paused.get(0));
        engine.status(tree, TreeStatus.PAUSED);
        engine.processor.process(Stream.concat(paused.stream(), active.stream()).toList());

        assertThat(active).allMatch(rows::complete);
        assertThat(paused).noneMatch(rows::complete);
        engine.status(tree, TreeStatus.ACTIVE);
        engine.workers.rest();
        assertThat(paused).allMatch(rows::complete);
    }

    @Test
    void aStoppedEngineWalksNone() {
        store("stopped");
        List<Long> runs = started(engine, "stopped", 2);
        engine.engine.command(EngineControl.EngineState.STOPPED, EngineInTest.ANNA);
        engine.processor.process(runs);
        assertThat(runs).noneMatch(rows::complete);
        engine.engine.command(EngineControl.EngineState.RUNNING, EngineInTest.ANNA);
        engine.processor.process(runs);
        assertThat(runs).allMatch(rows::complete);
    }
}
