package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeDsl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Many runs at once, and what one run costs. */
abstract class LoadSuite extends EngineSuite {

    private static final Logger LOG = Logger.getLogger(LoadSuite.class);
    private static final int RUNS = 500;
    private static final int WORKERS = 8;

    private static TreeDsl looping(String name, int items) {
        return tree(name)
                .start()
                .node("head_1", "system_loop_head_v1")
                .param("data_source", "<%= (0..." + items + ").to_a.to_json %>")
                .param("loop_path", "$[*]")
                .param("var_name", "x")
                .echo("e_2", "<%= @x %>")
                .loopTail("tail_3", "All", "")
                .path("start", "head_1", "e_2", "tail_3")
                .connect("head_1", "tail_3");
    }

    @Test
    void manyRunsOfManyKindsAllComeToTheirEnd() {
        try (EngineInTest one = new EngineInTest(database, clock, WORKERS, List.of(once, again));
                EngineInTest two = new EngineInTest(database, clock, WORKERS, List.of(once, again))) {
            one.heartbeat.begin();
            two.heartbeat.begin();
            one.store(tree("Load")
                    .routine("routine_load_v1")
                    .input("n", "")
                    .output("n")
                    .start()
                    .node("o", "test_once_v1")
                    .param("input", "<%= @inputs['n'] %>")
                    .returns("r")
                    .param("n", "<%= @results['o']['output'] %>")
                    .path("start", "o", "r"));
            one.store(tree("load0")
                    .start()
                    .echo("a", "1")
                    .node("b", "test_once_v1")
                    .param("input", "<%= @results['a']['output'] %>")
                    .junction("j")
                    .node("c")
                    .connect("start", "a")
                    .connect("start", "b")
                    .when("true")
                    .connect("a", "j")
                    .connect("b", "j")
                    .connect("j", "c"));
            one.store(tree("load1")
                    .start()
                    .node("head_1", "system_loop_head_v1")
                    .param("data_source", "[1,2,3,4,5]")
                    .param("loop_path", "$[*]")
                    .param("var_name", "x")
                    .node("o_2", "test_once_v1")
                    .param("input", "<%= @x %>")
                    .wait("w_4", "<%= @x %>", "Second")
                    .loopTail("tail_3", "All", "")
                    .echo("end", "<%= @results['o_2'].size %>")
                    .path("start", "head_1", "o_2", "w_4", "tail_3", "end")
                    .connect("head_1", "tail_3"));
            one.store(tree("load2")
                    .start()
                    .call("c", "routine_load_v1")
                    .param("n", "7")
                    .call("d", "routine_load_v1")
                    .param("n", "8")
                    .join("all", "All", "")
                    .node("end")
                    .connect("start", "c")
                    .connect("start", "d")
                    .connect("c", "all")
                    .connect("d", "all")
                    .connect("all", "end"));
            one.store(tree("load3")
                    .start()
                    .defer("d")
                    .node("t", "utilities_create_trigger_v1")
                    .param("action_type", "Complete")
                    .param("deferral_token", "<%= @results['d']['deferral_token'] %>")
                    .param("deferred_variables", "")
                    .param("message", "")
                    .node("end")
                    .path("start", "d", "end")
                    .connect("d", "t")
                    .on(CREATE));
            one.store(looping("load4", 40));

            List<Long> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add((i % 2 == 0 ? one : two).start("load" + i % 5));
            }
            for (int second = 0; second < 12; second++) {
                one.workers.rest();
                two.workers.rest();
                clock.move(Duration.ofSeconds(1));
                one.dueRows.look();
                two.dueRows.look();
            }
            one.workers.rest();
            two.workers.rest();
            one.workers.rest();

            assertThat(one.workers.thrown()).isEmpty();
            assertThat(two.workers.thrown()).isEmpty();
            assertThat(rows.column("SELECT id FROM run WHERE completed_at IS NULL"))
                    .isEmpty();
            assertThat(rows.column("SELECT summary FROM error")).isEmpty();
            assertThat(once.callsByTask().values()).allMatch(calls -> calls.get() == 1);
            assertThat(once.calls()).isEqualTo(RUNS / 5 * (1 + 5 + 2));
            long conflicts = one.transactions.conflicts() + two.transactions.conflicts();
            LOG.infof("%d of the transactions of %d runs were begun again after a conflict.", conflicts, RUNS);
            assertThat(conflicts).as("transactions that were begun again").isLessThan(RUNS / 2);
        }
    }

    @Test
    void aPureRunCostsFewStatements() {
        CountedDataSource counted = new CountedDataSource(database);
        try (EngineInTest measured = new EngineInTest(counted.source(), clock, 1, List.of())) {
            TreeDsl chain = tree("ten").start();
            String last = "start";
            for (int i = 0; i < 10; i++) {
                chain.echo("n" + i, i == 0 ? "0" : "<%= @results['" + last + "']['output'].to_i + 1 %>")
                        .connect(last, "n" + i);
                last = "n" + i;
            }
            measured.store(chain);
            measured.run("ten"); // definitions and blocks of ids
            counted.count();

            long run = measured.run("ten");

            assertThat(counted.count()).as("statements from start to end").isLessThanOrEqualTo(12);
            assertThat(rows.output(run, "n9")).isEqualTo("9");
        }
    }

    @Test
    void anIterationCostsTheSameHoweverManyThereAre() {
        CountedDataSource counted = new CountedDataSource(database);
        try (EngineInTest measured = new EngineInTest(counted.source(), clock, 1, List.of())) {
            measured.store(looping("hundred", 100));
            measured.store(looping("thousand", 1_000));
            measured.run("hundred");
            measured.run("thousand");
            counted.count();
            measured.run("hundred");
            long hundred = counted.count();
            measured.run("thousand");
            long thousand = counted.count();

            assertThat(hundred).as("statements for a loop of 100").isLessThanOrEqualTo(60);
            assertThat(thousand).as("statements for a loop of 1,000").isLessThanOrEqualTo(hundred * 10 + 20);
        }
    }
}
