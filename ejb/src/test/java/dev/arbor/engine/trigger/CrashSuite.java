package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.PlainTransactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers that die at any moment: nothing that was acknowledged is lost, and nothing that finished is done again. */
abstract class CrashSuite extends EngineSuite {

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Kills the server at the edge of its n-th transaction from now on. */
    private static PlainTransactions.Edge killAt(int number, boolean afterCommit) {
        AtomicInteger left = new AtomicInteger(number);
        return new PlainTransactions.Edge() {
            @Override
            public void beforeCommit() {
                if (!afterCommit && left.decrementAndGet() == 0) {
                    throw new Killed();
                }
            }

            @Override
            public void afterCommit() {
                if (afterCommit && left.decrementAndGet() == 0) {
                    throw new Killed();
                }
            }
        };
    }

    /** Another server finds out that one is gone. */
    private void takeOver(EngineInTest dead) {
        dead.vanish();
        clock.move(Duration.ofSeconds(20));
        engine.heartbeat.beat();
        engine.dueRows.look();
        engine.workers.rest();
    }

    @Test
    void aServerThatDiesAroundAnyCommitLosesAndDoublesNothing() {
        engine.store(tree("crash")
                .start()
                .node("a", "test_again_v1")
                .param("input", "1")
                .echo("b", "<%= @results['a']['output'] %>2")
                .node("c", "test_again_v1")
                .param("input", "<%= @results['b']['output'] %>3")
                .echo("d", "<%= @results['c']['output'] %>4")
                .path("start", "a", "b", "c", "d"));
        for (int number = 1; number <= 3; number++) {
            for (boolean after : List.of(false, true)) {
                again.forget();
                EngineInTest dying = server();
                dying.heartbeat.begin();
                dying.deaf(true);
                long run = dying.start("crash");
                dying.deaf(false);
                dying.transactions.edge(killAt(number, after));
                dying.workers.ring(List.of(run), () -> dying.processor.process(run));
                dying.workers.rest();
                assertThat(dying.workers.thrown()).hasSize(1).allMatch(Killed.class::isInstance);
                takeOver(dying);

                String when = "killed " + (after ? "after" : "before") + " commit " + number;
                assertThat(rows.output(run, "d")).as(when).isEqualTo("1234");
                assertThat(rows.complete(run)).as(when).isTrue();
                assertThat(again.calls()).as(when).isBetween(2, 3);
                if (!after && number == 1 || after && number == 3) {
                    assertThat(again.calls()).as(when).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void aServerThatDiesAroundACommitOfSeveralRunsLosesAndDoublesNothing() {
        engine.store(tree("crash together")
                .start()
                .echo("a", "<%= @run['Id'] %>")
                .node("b", "test_again_v1")
                .param("input", "<%= @results['a']['output'] %>")
                .echo("c", "<%= @results['b']['output'] %>")
                .path("start", "a", "b", "c"));
        for (boolean after : List.of(false, true)) {
            again.forget();
            EngineInTest dying = server();
            dying.heartbeat.begin();
            dying.deaf(true);
            List<Long> runs = Stream.generate(() -> dying.start("crash together"))
                    .limit(5)
                    .toList();
            dying.deaf(false);
            dying.transactions.edge(killAt(1, after));
            dying.workers.ring(runs, () -> dying.processor.process(runs));
            dying.workers.rest();
            assertThat(dying.workers.thrown()).hasSize(1).allMatch(Killed.class::isInstance);
            assertThat(again.calls()).isZero();
            takeOver(dying);

            for (long run : runs) {
                assertThat(rows.complete(run)).isTrue();
                assertThat(rows.output(run, "c")).isEqualTo(Long.toString(run));
            }
            assertThat(again.calls()).isEqualTo(runs.size());
        }
    }

    @Test
    void aCommitOfSeveralRunsThatWasNotAnsweredIsLookedFor() {
        engine.store(tree("unanswered together")
                .start()
                .node("a", "test_once_v1")
                .param("input", "<%= @run['Id'] %>")
                .path("start", "a"));
        engine.run("unanswered together"); // what is read and compiled once takes long, and a turn ends early
        for (int lost = 1; lost <= 4; lost++) {
            once.forget();
            EngineInTest unlucky = server();
            unlucky.heartbeat.begin();
            unlucky.deaf(true);
            List<Long> runs = Stream.generate(() -> unlucky.start("unanswered together"))
                    .limit(THREADS - 1)
                    .toList();
            unlucky.deaf(false);
            AtomicInteger commits = new AtomicInteger(-lost);
            unlucky.transactions.edge(new PlainTransactions.Edge() {
                @Override
                public void afterCommit() {
                    if (commits.incrementAndGet() == 0) {
                        throw new DatabaseException(new SQLException("no answer", "08006"));
                    }
                }
            });
            unlucky.workers.ring(runs, () -> unlucky.processor.process(runs));
            unlucky.workers.rest();
            unlucky.later(Duration.ofSeconds(3));

            String when = "commit " + lost + " was not answered";
            assertThat(unlucky.workers.thrown()).as(when).isEmpty();
            assertThat(runs).as(when).allMatch(rows::complete).allMatch(run -> rows.activeErrors(run)
                    .isEmpty());
            assertThat(once.calls()).as(when).isEqualTo(runs.size());
            unlucky.vanish();
        }
    }

    @Test
    void aCallInDoubtIsMadeAgainWhereThatDoesNoHarm() {
        EngineInTest dying = dyingIn(again, "doubt again", "test_again_v1");
        long run = rows.number("SELECT max(id) FROM run");
        dying.vanish();
        again.open();
        takeOver(dying);

        assertThat(again.calls()).isEqualTo(2);
        assertThat(rows.output(run, "after")).isEqualTo("x y");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aCallInDoubtWaitsForAPersonWhereItMayDoHarm() {
        EngineInTest dying = dyingIn(once, "doubt once", "test_once_v1");
        long run = rows.number("SELECT max(id) FROM run");
        takeOver(dying);

        assertThat(once.calls()).isEqualTo(1);
        assertThat(rows.described(rows.error(run)))
                .startsWith(
                        "Handler Error | The \"out\" node was calling \"test_once_v1\" when its server stopped; whether the call was carried out is not known.");
        assertThat(rows.tasks(run)).containsEntry("sibling", "CLOSED").containsEntry("out", "NEW");
        once.forget();
        engine.resolve("Retry Task", rows.error(run));
        assertThat(rows.output(run, "after")).isEqualTo("x y");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aCallInDoubtMayBeSkipped() {
        EngineInTest dying = dyingIn(once, "doubt skipped", "test_once_v1");
        long run = rows.number("SELECT max(id) FROM run");
        takeOver(dying);
        engine.resolve("Skip Task", rows.error(run));
        assertThat(once.calls()).isEqualTo(1);
        assertThat(rows.tasks(run)).containsEntry("out", "CLOSED");
        assertThat(rows.activeErrors(run))
                .as("the echo after it misses the output")
                .hasSize(1);
    }

    private EngineInTest dyingIn(TestHandler handler, String name, String definition) {
        handler.close();
        EngineInTest dying = server();
        dying.heartbeat.begin();
        dying.store(tree(name)
                .start()
                .node("out", definition)
                .param("input", "x")
                .echo("after", "<%= @results['out']['output'] %> y")
                .node("sibling")
                .path("start", "out", "after")
                .connect("start", "sibling"));
        dying.start(name);
        Workers.await("the call", () -> handler.calls() == 1);
        return dying;
    }

    @Test
    void aCompletionThatCameDuringALostCallIsNotLost() {
        once.close();
        EngineInTest dying = server();
        dying.heartbeat.begin();
        dying.store(tree("lost")
                .start()
                .node("out", "test_once_v1")
                .defers()
                .echo("after", "<%= @results['out']['x'] %>")
                .path("start", "out", "after"));
        long run = dying.start("lost");
        Workers.await("the call", () -> once.calls() == 1);
        dying.tokens.complete(rows.token(run, "out"), Map.of("x", "came"), "", EngineInTest.ANNA);
        Workers.await(
                "it to be parked",
                () -> rows.number(
                                "SELECT count(*) FROM trigger WHERE run_id = ? AND due_at IS NULL AND status = 'NEW'",
                                run)
                        == 1);

        takeOver(dying);

        assertThat(rows.output(run, "after")).isEqualTo("came");
        engine.resolve("Skip Task", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aZombieCannotFinishWhatWasTakenFromIt() {
        EngineInTest zombie = dyingIn(again, "zombie", "test_again_v1");
        long run = rows.number("SELECT max(id) FROM run");
        clock.move(Duration.ofSeconds(20));
        engine.heartbeat.beat();
        Workers.await("the second call", () -> again.calls() == 2);
        again.open();
        engine.workers.rest();
        zombie.workers.rest();

        assertThat(zombie.workers.thrown()).isEmpty();
        assertThat(rows.complete(run)).isTrue();
        assertThat(rows.number("SELECT count(*) FROM task WHERE run_id = ? AND node_id = 'after'", run))
                .isEqualTo(1);
        zombie.vanish();
    }

    @Test
    void ringsThatAreLostAreMadeUpFor() {
        engine.store(tree("deaf").start().node("a").path("start", "a"));
        engine.deaf(true);
        long run = engine.start("deaf");
        engine.workers.rest();
        engine.deaf(false);
        engine.dueRows.look();
        engine.workers.rest();
        assertThat(rows.tasks(run)).as("not forgotten yet").isEmpty();

        engine.later(Duration.ofSeconds(3));

        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void waitsThatFellDueWhileNobodyWasThereAreFound() {
        EngineInTest dying = server();
        dying.heartbeat.begin();
        dying.store(tree("overdue").start().wait("w", "1", "Minute").path("start", "w"));
        long run = dying.run("overdue");
        dying.vanish();
        clock.move(Duration.ofMinutes(10));
        try (EngineInTest next = server()) {
            next.heartbeat.begin();
            next.dueRows.look();
            next.workers.rest();
            assertThat(rows.complete(run)).isTrue();
        }
    }

    @Test
    void whatCameOfACallOutlivesConflictsOfTheDatabase() {
        EngineInTest unlucky = server();
        unlucky.heartbeat.begin();
        unlucky.store(tree("unlucky")
                .start()
                .node("a", "test_once_v1")
                .param("input", "x")
                .node("b")
                .path("start", "a", "b"));
        once.close();
        long run = unlucky.start("unlucky");
        Workers.await("the call", () -> once.calls() == 1);
        AtomicInteger left = new AtomicInteger(40);
        unlucky.transactions.edge(new PlainTransactions.Edge() {
            @Override
            public void beforeCommit() {
                if (left.getAndDecrement() > 0) {
                    throw new DatabaseException(new SQLException("gone", "08006"));
                }
            }
        });
        once.answers(call -> Map.of("output", "kept"));
        once.open();
        Workers.await("some attempts", () -> left.get() < 30);
        left.set(0);
        unlucky.workers.rest();

        assertThat(once.calls()).isEqualTo(1);
        assertThat(rows.output(run, "a")).isEqualTo("kept");
        assertThat(rows.complete(run)).isTrue();
        unlucky.vanish();
    }

    @Test
    void aCommitThatWasNotAnsweredIsLookedFor() {
        engine.store(tree("unanswered")
                .start()
                .node("a", "test_once_v1")
                .param("input", "1")
                .echo("b", "<%= @results['a']['output'] %>2")
                .node("c", "test_once_v1")
                .param("input", "<%= @results['b']['output'] %>3")
                .node("sibling", "test_once_v1")
                .param("input", "s")
                .echo("d", "<%= @results['c']['output'] %>4")
                .path("start", "a", "b", "c", "d")
                .connect("start", "sibling"));
        for (int first = 1; first <= 6; first++) {
            for (int lost = 1; lost <= 3; lost++) {
                once.forget();
                EngineInTest unlucky = server();
                unlucky.heartbeat.begin();
                unlucky.deaf(true);
                long run = unlucky.start("unanswered");
                unlucky.deaf(false);
                AtomicInteger commits = new AtomicInteger(1 - first);
                int most = lost;
                unlucky.transactions.edge(new PlainTransactions.Edge() {
                    @Override
                    public void afterCommit() {
                        int number = commits.getAndIncrement();
                        if (number >= 0 && number < most) {
                            throw new DatabaseException(new SQLException("no answer", "08006"));
                        }
                    }
                });
                unlucky.workers.ring(List.of(run), () -> unlucky.processor.process(run));
                unlucky.workers.rest();
                unlucky.transactions.edge(new PlainTransactions.Edge() {});
                unlucky.later(Duration.ofSeconds(3));

                String when = lost + " commits from number " + first + " on were not answered";
                assertThat(unlucky.workers.thrown()).as(when).isEmpty();
                assertThat(rows.activeErrors(run)).as(when).isEmpty();
                assertThat(rows.complete(run)).as(when).isTrue();
                assertThat(rows.output(run, "d")).as(when).isEqualTo("1234");
                assertThat(once.calls()).as(when).isEqualTo(3);
                unlucky.vanish();
            }
        }
    }

    @Test
    void whatAThreadThatDiedHadInHandIsTakenBack() {
        EngineInTest server = server();
        server.heartbeat.begin();
        server.store(tree("left").start().node("a", "test_once_v1").path("start", "a"));
        AtomicInteger commits = new AtomicInteger();
        server.transactions.edge(new PlainTransactions.Edge() {
            @Override
            public void beforeCommit() {
                if (once.calls() == 1 && commits.getAndIncrement() == 0) {
                    throw new Killed(); // of the thread only
                }
            }
        });
        long run = server.start("left");
        server.workers.rest();
        assertThat(server.workers.thrown()).hasSize(1);
        server.heartbeat.beat();
        server.later(Duration.ofSeconds(4));
        assertThat(rows.activeErrors(run)).as("not given up at once").isEmpty();

        clock.move(Duration.ofSeconds(20));
        server.heartbeat.beat();
        server.workers.rest();

        assertThat(rows.described(rows.error(run)))
                .startsWith("Handler Error | The \"a\" node was calling \"test_once_v1\"");
        server.resolve("Skip Task", rows.error(run));
        assertThat(rows.complete(run)).isTrue();
        server.vanish();
    }

    @Test
    void aCallThatTakesLongIsNotTakenBack() {
        once.close();
        EngineInTest server = server();
        server.heartbeat.begin();
        server.store(tree("long").start().node("a", "test_once_v1").path("start", "a"));
        long run = server.start("long");
        Workers.await("the call", () -> once.calls() == 1);
        clock.move(Duration.ofMinutes(10));
        server.heartbeat.beat();
        once.open();
        server.workers.rest();
        assertThat(once.calls()).isEqualTo(1);
        assertThat(rows.complete(run)).isTrue();
        server.vanish();
    }

    @Test
    void nobodyIsGoneOnlyBecauseTheDatabaseWas() {
        EngineInTest other = dyingIn(once, "away", "test_once_v1");
        long run = rows.number("SELECT max(id) FROM run");
        engine.transactions.edge(new PlainTransactions.Edge() {
            @Override
            public void beforeCommit() {
                throw new DatabaseException(new SQLException("away", "08006"));
            }
        });
        clock.move(Duration.ofMinutes(1));
        assertThatThrownBy(engine.heartbeat::beat).isInstanceOf(DatabaseException.class);
        engine.transactions.edge(new PlainTransactions.Edge() {});
        clock.move(Duration.ofSeconds(4));
        engine.heartbeat.beat();
        clock.move(Duration.ofSeconds(4));
        other.heartbeat.beat();
        for (int i = 0; i < 10; i++) {
            clock.move(Duration.ofSeconds(4));
            engine.heartbeat.beat();
            other.heartbeat.beat();
        }
        once.open();
        other.workers.rest();
        assertThat(once.calls()).isEqualTo(1);
        assertThat(rows.complete(run)).isTrue();
        other.vanish();
    }

    @Test
    void whatFollowsACallAndBreaksTheEngineIsAnError() {
        long routine = engine.store(tree("Broken")
                .routine("routine_broken_v1")
                .output("x")
                .start()
                .returns("r")
                .param("x", "1")
                .path("start", "r"));
        String definition = rows.one("SELECT definition FROM tree_version WHERE tree_id = ?", routine);
        rows.change("DELETE FROM tree_version WHERE tree_id = ?", routine);
        engine.store(tree("breaks")
                .start()
                .node("a", "test_once_v1")
                .param("input", "x")
                .call("c", "routine_broken_v1")
                .node("sibling")
                .node("after")
                .path("start", "a", "c", "after")
                .connect("start", "sibling"));

        long run = engine.run("breaks");

        assertThat(rows.described(rows.error(run)))
                .startsWith(
                        "Handler Error | The call of the node 'a' was carried out, but what follows could not be processed.");
        assertThat(rows.tasks(run)).containsEntry("a", "NEW").containsEntry("sibling", "CLOSED");
        assertThat(rows.column(
                        "SELECT status FROM trigger WHERE run_id = ? AND action = 'ROOT' AND type = 'AUTOMATIC'", run))
                .containsExactly("CLOSED");
        rows.change(
                "INSERT INTO tree_version (tree_id, version, definition, created_at, created_by) VALUES (?, 0, ?, now(), 'x')",
                routine,
                definition);
        engine.resolve("Retry Task", rows.error(run));
        assertThat(rows.tasks(run)).containsEntry("after", "CLOSED");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void othersGoOnWhileACallIsUnderWay() {
        once.close();
        engine.store(tree("others")
                .start()
                .node("head_1", "system_loop_head_v1")
                .param("data_source", "<%= (0...150).to_a.to_json %>")
                .param("loop_path", "$[*]")
                .param("var_name", "x")
                .node("out_2", "test_once_v1")
                .param("input", "<%= @x %>")
                .echo("e_4", "<%= @x %>")
                .loopTail("tail_3", "All", "")
                .path("start", "head_1")
                .connect("head_1", "out_2")
                .when("@x.to_i == 5")
                .connect("head_1", "e_4")
                .when("@x.to_i != 5")
                .connect("out_2", "tail_3")
                .connect("e_4", "tail_3")
                .connect("head_1", "tail_3"));
        long run = engine.start("others");
        Workers.await(
                "all other iterations",
                () -> rows.number("SELECT count(*) FROM task WHERE run_id = ? AND node_id = 'e_4'", run) == 149);
        once.open();
        engine.workers.rest();
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void callsThatTakeLongLeaveWorkersForOthers() {
        once.close();
        engine.store(tree("slow").start().node("a", "test_once_v1").path("start", "a"));
        for (int i = 0; i < THREADS; i++) {
            engine.start("slow");
        }
        Workers.await("the calls", () -> once.calls() == THREADS);
        engine.store(tree("quick").start().node("a").path("start", "a"));
        long quick = engine.start("quick");
        Workers.await("the quick run", () -> rows.complete(quick));
        once.open();
    }
}
