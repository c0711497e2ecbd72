package dev.arbor.engine.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.expression.RubyExpressions;
import dev.arbor.engine.member.EngineStatistics;
import dev.arbor.engine.member.Rates;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gauges as an operator's tool sees them: through the MBean server of the JVM. */
class GaugesTest {

    private static final MBeanServer BOARD = ManagementFactory.getPlatformMBeanServer();

    private final TestDatabase database = H2Databases.fresh();
    private final Gauges gauges = new Gauges(BOARD);
    private final AtomicInteger questions = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @AfterEach
    void takeDown() {
        gauges.close();
        database.close();
    }

    private static Object read(String type, String attribute) throws JMException {
        return BOARD.getAttribute(Gauges.name(type), attribute);
    }

    @Test
    void the_engine_shows_what_it_counts_and_obeys() throws JMException {
        EngineStatistics statistics = new EngineStatistics();
        Rates rates = new Rates(statistics, () -> now);
        Switch control = new Switch();
        gauges.hang("Engine", new EngineGauge(control, statistics, rates, "here/1", 8, () -> 3), EngineMXBean.class);
        rates.sample();
        statistics.processed(20);
        statistics.performed();
        statistics.worker(true);
        now = now.plusSeconds(10);

        assertThat(read("Engine", "State")).isEqualTo("Running");
        assertThat(read("Engine", "MemberName")).isEqualTo("here/1");
        assertThat(read("Engine", "Threads")).isEqualTo(8);
        assertThat(read("Engine", "BusyWorkers")).isEqualTo(1L);
        assertThat(read("Engine", "CallsUnderWay")).isEqualTo(3);
        assertThat(read("Engine", "TriggersProcessed")).isEqualTo(20L);
        assertThat(read("Engine", "NodesPerformed")).isEqualTo(1L);
        assertThat(read("Engine", "TriggersPerSecond")).isEqualTo(2.0);

        BOARD.invoke(Gauges.name("Engine"), "pause", new Object[0], new String[0]);
        assertThat(read("Engine", "State")).isEqualTo("Paused");
        BOARD.invoke(Gauges.name("Engine"), "stop", new Object[0], new String[0]);
        assertThat(read("Engine", "State")).isEqualTo("Stopped");
        BOARD.invoke(Gauges.name("Engine"), "start", new Object[0], new String[0]);
        assertThat(read("Engine", "State")).isEqualTo("Running");
    }

    @Test
    void triggers_are_counted_and_the_database_is_asked_once_a_second() throws JMException, SQLException {
        gauges.hang("Triggers", new TriggersGauge(transactions(), () -> now), TriggersMXBean.class);
        insert(1, "NEW", now.minusSeconds(90), null);
        insert(2, "NEW", now.minusSeconds(5), null);
        insert(3, "WIP", null, "somebody");
        insert(4, "NEW", now.plusSeconds(3_600), null);
        insert(5, "PAUSED", null, null);
        insert(6, "CLOSED", null, null);

        assertThat(read("Triggers", "Backlog")).isEqualTo(3L);
        assertThat(read("Triggers", "Scheduled")).isEqualTo(1L);
        assertThat(read("Triggers", "Paused")).isEqualTo(1L);
        assertThat(read("Triggers", "OldestBacklogAgeSeconds")).isEqualTo(90.0);
        assertThat(questions).hasValue(1);

        insert(7, "NEW", now, null);
        assertThat(read("Triggers", "Backlog")).isEqualTo(3L);
        now = now.plusSeconds(1);
        assertThat(read("Triggers", "Backlog")).isEqualTo(4L);
        assertThat(questions).hasValue(2);
    }

    @Test
    void expressions_show_their_cache() throws Exception {
        try (RubyExpressions expressions = new RubyExpressions(Duration.ofSeconds(10), 100)) {
            gauges.hang("Expressions", new ExpressionsGauge(expressions), ExpressionsMXBean.class);
            expressions.render("<%= 1 + 1 %>", name -> null);
            expressions.render("<%= 1 + 1 %>", name -> null);

            assertThat(read("Expressions", "Evaluations")).isEqualTo(2L);
            assertThat(read("Expressions", "Misses")).isEqualTo(1L);
            assertThat(read("Expressions", "Hits")).isEqualTo(1L);
            assertThat(read("Expressions", "Entries")).isEqualTo(1L);
            assertThat(read("Expressions", "DeadlinesExceeded")).isEqualTo(0L);
        }
    }

    @Test
    void what_was_left_behind_is_replaced_and_nothing_stays() {
        EngineGauge gauge = new EngineGauge(
                new Switch(), new EngineStatistics(), new Rates(new EngineStatistics(), () -> now), "x", 1, () -> 0);
        new Gauges(BOARD).hang("Engine", gauge, EngineMXBean.class);
        gauges.hang("Engine", gauge, EngineMXBean.class);
        gauges.close();
        assertThat(BOARD.isRegistered(Gauges.name("Engine"))).isFalse();
    }

    private Transactions transactions() {
        return new Transactions() {
            @Override
            public <T> T attempt(Work<T> work) {
                return call(work);
            }

            @Override
            public <T> T call(Work<T> work) {
                questions.incrementAndGet();
                try (Connection connection = database.source().getConnection()) {
                    return work.run(new Unit() {
                        @Override
                        public Connection connection() {
                            return connection;
                        }

                        @Override
                        public void afterCommit(Runnable action) {
                            action.run();
                        }
                    });
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private void insert(long id, String status, Instant due, String member) throws SQLException {
        try (Connection connection = database.source().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO trigger (id, run_id, branch_id,"
                        + " action, type, mode, status, loop_index, originator, scheduled_at, due_at, member,"
                        + " created_at, created_by, updated_at, updated_by) VALUES (?, 1, 1, 'ROOT', 'AUTOMATIC',"
                        + " 'ACTIVE', ?, '/', '', CURRENT_TIMESTAMP, ?, ?, CURRENT_TIMESTAMP, '', CURRENT_TIMESTAMP,"
                        + " '')")) {
            insert.setLong(1, id);
            insert.setString(2, status);
            insert.setTimestamp(3, due == null ? null : Timestamp.from(due));
            insert.setString(4, member);
            insert.executeUpdate();
        }
    }

    private static final class Switch implements EngineControl {

        private EngineState state = EngineState.RUNNING;

        @Override
        public EngineState state() {
            return state;
        }

        @Override
        public void command(EngineState command, Caller caller) {
            state = command;
        }
    }
}
