package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.expression.RubyExpressions;
import dev.arbor.engine.handler.InsideHandler;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Handlers that work within the transaction of the walk: what they do stands and falls with it. */
abstract class InsideSuite extends EngineSuite {

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Writes a row of the name that its parameter says, and fails afterwards if it is told to. */
    private record Writer(Transactions transactions) implements InsideHandler {

        @Override
        public String definitionId() {
            return "test_inside_v1";
        }

        @Override
        public Map<String, String> perform(Call call) throws HandlerException {
            try {
                return transactions.attempt(unit -> transactions.call(inner -> {
                    try (var insert = inner.connection()
                            .prepareStatement("INSERT INTO setting (name, content, updated_at, updated_by)"
                                    + " VALUES (?, 'x', now(), 'x')")) {
                        insert.setString(1, call.parameters().get("name"));
                        insert.executeUpdate();
                    }
                    unit.afterCommit(() -> TOLD.add(call.parameters().get("name")));
                    if (call.parameters().get("name").startsWith("wrong")) {
                        throw new IllegalArgumentException("Expected a name that is right.");
                    }
                    return Map.of("output", "depth " + call.depth());
                }));
            } catch (IllegalArgumentException e) {
                throw new HandlerException("wrong", e.getMessage(), e);
            }
        }
    }

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    @Override
    EngineInTest server() {
        return new EngineInTest(
                database,
                clock,
                THREADS,
                List.of(once, again),
                transactions -> List.of(new Writer(transactions)),
                new RubyExpressions(Duration.ofSeconds(30), 5_000));
    }

    private long settings(String name) {
        return rows.number("SELECT count(*) FROM setting WHERE name = ?", name);
    }

    @Test
    void whatItDidIsCommittedWithTheWalk() {
        long run = engine.run(tree("inside")
                .start()
                .node("a", "test_inside_v1")
                .param("name", "right 1")
                .echo("b", "<%= @results['a']['output'] %>")
                .path("start", "a", "b"));
        assertThat(settings("right 1")).isEqualTo(1);
        assertThat(TOLD).contains("right 1");
        assertThat(rows.output(run, "b")).isEqualTo("depth 0");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aFailureUndoesItAloneAndAsksAPerson() {
        long run = engine.run(tree("inside wrong")
                .start()
                .node("a", "test_inside_v1")
                .param("name", "right 2")
                .node("b", "test_inside_v1")
                .param("name", "wrong 2")
                .node("c", "test_inside_v1")
                .param("name", "right 3")
                .path("start", "a", "b")
                .connect("start", "c"));
        assertThat(settings("wrong 2")).isZero();
        assertThat(TOLD).contains("right 2", "right 3").doesNotContain("wrong 2");
        assertThat(settings("right 2") + settings("right 3")).isEqualTo(2);
        assertThat(rows.described(rows.error(run)))
                .startsWith("Handler Error | The \"b\" node failed: Expected a name that is right.");
        engine.resolve("Skip Task", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aServerThatDiesBeforeTheCommitHasDoneNothing() {
        engine.store(tree("inside killed")
                .start()
                .node("a", "test_inside_v1")
                .param("name", "killed 1")
                .path("start", "a"));
        EngineInTest dying = server();
        dying.heartbeat.begin();
        dying.deaf(true);
        long run = dying.start("inside killed");
        dying.transactions.edge(new PlainTransactions.Edge() {
            @Override
            public void beforeCommit() {
                throw new Killed();
            }
        });
        dying.workers.ring(List.of(run), () -> dying.processor.process(run));
        dying.workers.rest();
        assertThat(dying.workers.thrown()).hasSize(1);
        dying.vanish();
        assertThat(settings("killed 1")).isZero();
        clock.move(Duration.ofSeconds(20));
        engine.heartbeat.beat();
        engine.dueRows.look();
        engine.workers.rest();
        assertThat(settings("killed 1")).isEqualTo(1);
        assertThat(rows.complete(run)).isTrue();
    }
}
