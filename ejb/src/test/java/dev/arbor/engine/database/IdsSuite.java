package dev.arbor.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What ids promise, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IdsSuite {

    private TestDatabase database;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void no_id_is_handed_out_twice_by_two_servers_with_many_threads() throws Exception {
        List<Ids> servers = List.of(new Ids(database.source()), new Ids(database.source()));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Long>>> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Ids ids = servers.get(i % 2);
                workers.add(pool.submit(() -> take(ids, 1_500)));
            }
            Set<Long> all = new HashSet<>();
            for (Future<List<Long>> worker : workers) {
                List<Long> taken = worker.get();
                assertThat(taken).isSorted();
                all.addAll(taken);
            }
            assertThat(all).hasSize(8 * 1_500);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void blocks_are_as_large_as_the_sequences_step() throws SQLException {
        for (Sequence sequence : Sequence.values()) {
            try (Connection connection = database.source().getConnection();
                    Statement statement = connection.createStatement()) {
                long first = next(statement, sequence);
                assertThat(next(statement, sequence) - first)
                        .as(sequence.sqlName())
                        .isEqualTo(sequence.block());
            }
        }
    }

    private static long next(Statement statement, Sequence sequence) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT nextval('" + sequence.sqlName() + "')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Long> take(Ids ids, int count) {
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(ids.next(Sequence.RUN));
        }
        return taken;
    }
}
