package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeDsl;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes whose handler is paused wait, and nothing else does (engine spec 1.3, 3.2). */
abstract class PausedHandlerSuite extends EngineSuite {

    private static final String WAITING =
            "SELECT id FROM trigger WHERE run_id = ? AND status = 'PAUSED' AND node_id = ? ORDER BY id";

    @BeforeAll
    void install() {
        rows.change("INSERT INTO handler (definition_id, name, description, status, checksum, secret_owner, node_xml,"
                + " created_at, created_by, updated_at, updated_by) VALUES ('test_once_v1', 'Once', '', 'Active', 'x', 'x',"
                + " CAST('' AS BYTEA), now(), 'x', now(), 'x')");
    }

    @BeforeEach
    void pause() {
        status("Paused");
        engine.paused.reload();
    }

    @AfterEach
    void resume() {
        release();
    }

    private void status(String status) {
        rows.change("UPDATE handler SET status = ? WHERE definition_id = 'test_once_v1'", status);
    }

    /** As the journal does it: the row and what waits for it in one transaction. */
    private void release() {
        engine.transactions.call(unit -> {
            rows.changeOn(
                    unit.connection(), "UPDATE handler SET status = 'Active' WHERE definition_id = 'test_once_v1'");
            engine.pausedTriggers.release(unit, "test_once_v1");
            return null;
        });
        engine.paused.reload();
        engine.workers.rest();
    }

    /** start -> a -> after */
    private static TreeDsl line(String name) {
        return tree(name)
                .start()
                .node("a", "test_once_v1")
                .param("input", "x")
                .echo("after", "<%= @results['a']['output'] %>")
                .path("start", "a", "after");
    }

    @Test
    void aNodeWaitsAndGoesOn() {
        long run = engine.run(line("waits"));

        assertThat(rows.tasks(run)).isEqualTo(Map.of("start", "CLOSED", "a", "NEW"));
        assertThat(rows.column(WAITING, run, "a")).hasSize(1);
        assertThat(rows.broken()).isEmpty();
        assertThat(rows.complete(run)).isFalse();
        assertThat(once.calls()).isZero();

        release();

        assertThat(rows.output(run, "after")).isEqualTo("x");
        assertThat(rows.complete(run)).isTrue();
        assertThat(once.calls()).isEqualTo(1);
    }

    /**
     * start -> a -> junction -> end
     * start -> b -> junction
     */
    @Test
    void theOtherBranchGoesOnAndAJunctionWaits() {
        long run = engine.run(tree("beside")
                .start()
                .node("a", "test_once_v1")
                .echo("b", "beside")
                .node("junction", "system_junction_v1")
                .echo("end", "end")
                .path("start", "a", "junction", "end")
                .path("start", "b", "junction"));

        assertThat(rows.tasks(run)).containsEntry("b", "CLOSED").doesNotContainKey("end");

        release();

        assertThat(rows.tasks(run)).containsEntry("end", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void eachIterationWaitsByItself() {
        long run = engine.run(tree("loop")
                .start()
                .node("head_1", "system_loop_head_v1")
                .param("data_source", "[\"a\",\"b\",\"c\"]")
                .param("loop_path", "$[*]")
                .param("var_name", "x")
                .node("a_2", "test_once_v1")
                .param("input", "<%= @x %>")
                .loopTail("tail_3", "All", "")
                .path("start", "head_1", "a_2", "tail_3")
                .connect("head_1", "tail_3"));
        assertThat(rows.column(WAITING, run, "a_2")).hasSize(3);

        release();

        assertThat(rows.output(run, "a_2", "/1#1")).isEqualTo("b");
        assertThat(once.calls()).isEqualTo(3);
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aPersonLetsOneGo() {
        long let = engine.run(line("let"));
        long stays = engine.run("let");

        engine.desk.unpause(Long.parseLong(rows.one(WAITING, let, "a")), EngineInTest.ANNA);
        engine.workers.rest();

        assertThat(rows.complete(let)).isTrue();
        assertThat(rows.tasks(stays)).containsEntry("a", "NEW");
        assertThat(once.calls()).isEqualTo(1);
    }

    @Test
    void whatWaitsCanBeDeleted() {
        long run = engine.run(line("deleted"));

        engine.desk.deleteTrigger(Long.parseLong(rows.one(WAITING, run, "a")), EngineInTest.ANNA);
        assertThat(rows.broken()).isEmpty();
        release();

        assertThat(rows.tasks(run)).containsEntry("a", "NEW");
        assertThat(once.calls()).isZero();
    }

    @Test
    void aServerThatHasNotHeardOfItYetDoesNotStrandANode() {
        status("Active"); // By another server: what this one has in memory is old.

        long run = engine.run(line("old"));

        assertThat(rows.complete(run)).isTrue();
    }
}
