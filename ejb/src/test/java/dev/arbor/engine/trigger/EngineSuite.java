package dev.arbor.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.database.Schema;
import java.sql.Timestamp;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * One engine on one database for the tests of a class; each test has trees of names of its own. After each test the
 * rows of all runs must agree with each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineSuite {

    static final int THREADS = 4;

    final TestHandler once = new TestHandler("test_once_v1", false);
    final TestHandler again = new TestHandler("test_again_v1", true);
    final MovedClock clock = new MovedClock();
    DataSource database;
    EngineInTest engine;
    Rows rows;

    /** An empty database. */
    abstract DataSource open();

    @BeforeAll
    void startEngine() {
        database = open();
        Schema.bringUpToDate(database);
        engine = server();
        engine.heartbeat.begin();
        rows = engine.rows;
    }

    /** One more server on the same database. */
    EngineInTest server() {
        return new EngineInTest(database, clock, THREADS, List.of(once, again));
    }

    @BeforeEach
    void forget() {
        once.forget();
        again.forget();
        engine.rings.clear();
        engine.alarms.clear();
    }

    @AfterEach
    void everythingAgrees() {
        engine.workers.rest();
        assertThat(engine.workers.thrown()).as("what workers threw").isEmpty();
        assertThat(rows.broken()).as("rows that contradict each other").isEmpty();
        if (engine.engine.running()) {
            assertThat(rows.column(
                            "SELECT 'trigger ' || id || ' of run ' || run_id || ' is due' FROM trigger WHERE due_at <= ?",
                            Timestamp.from(clock.instant())))
                    .as("work that nobody did")
                    .isEmpty();
        }
    }

    @AfterAll
    void stopEngine() {
        engine.close();
    }
}
