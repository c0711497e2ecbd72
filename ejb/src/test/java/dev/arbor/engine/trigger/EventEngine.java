package dev.arbor.engine.trigger;

import dev.arbor.core.tree.TreeDsl;
import dev.arbor.engine.api.EventRuns;
import dev.arbor.engine.api.EventTrees;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.Servers;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.Schema;
import dev.arbor.engine.inspection.StoredEventRuns;
import dev.arbor.engine.tree.StoredEventTrees;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** The engine in plain Java for tests of what feeds it; several on one database are several servers. */
public final class EventEngine implements AutoCloseable {

    private static final int THREADS = 4;

    private final EngineInTest engine;
    private final DataSource database;

    private EventEngine(DataSource database, MovedClock clock) {
        this.database = database;
        engine = new EngineInTest(database, clock, THREADS, List.of());
        engine.heartbeat.begin();
    }

    /** On an empty H2. */
    public static EventEngine h2() {
        return fresh(EngineDatabases.h2());
    }

    /** On an empty PostgreSQL. */
    public static EventEngine postgres() {
        return fresh(EngineDatabases.postgres());
    }

    private static EventEngine fresh(DataSource database) {
        Schema.bringUpToDate(database);
        return new EventEngine(database, new MovedClock());
    }

    /** One more server on the same database, by the same clock. */
    public EventEngine another() {
        return new EventEngine(database, engine.clock);
    }

    public PlainTransactions transactions() {
        return engine.transactions;
    }

    public EventTrees trees() {
        return new StoredEventTrees(engine.transactions);
    }

    /** This server among the others. */
    public Servers servers() {
        return engine.heartbeat;
    }

    public EventRuns runs() {
        return new StoredEventRuns(engine.transactions);
    }

    /** The database as everybody else sees it. */
    public DataSource database() {
        return database;
    }

    public RunStarter starter() {
        return engine.starter;
    }

    public Ids ids() {
        return new Ids(engine.transactions.source());
    }

    public InstantSource clock() {
        return engine.clock;
    }

    public void later(Duration by) {
        engine.later(by);
    }

    /** Stores a tree as a workflow of something; gives its guid. */
    public UUID workflow(TreeDsl drawn, String event, String itemType, UUID itemId) {
        UUID guid = UUID.randomUUID();
        long id = engine.store(drawn, "Kinetic Request CE", guid.toString());
        engine.rows.change(
                "UPDATE tree SET guid = ?, event = ?, platform_item_type = ?, platform_item_id = ? WHERE id = ?",
                guid.toString(),
                event,
                itemType,
                itemId.toString(),
                id);
        return guid;
    }

    public int change(String sql, Object... arguments) {
        return engine.rows.change(sql, arguments);
    }

    public List<String> column(String sql, Object... arguments) {
        return engine.rows.column(sql, arguments);
    }

    public long number(String sql, Object... arguments) {
        return engine.rows.number(sql, arguments);
    }

    /** The result {@code output} of a node of a run. */
    public String output(long run, String node) {
        return engine.rows.output(run, node);
    }

    /** Waits until nothing moves. */
    public void rest() {
        engine.workers.rest();
    }

    /** Waits for something. */
    public static void await(String what, BooleanSupplier condition) {
        Workers.await(what, condition);
    }

    /** The server is killed. */
    public void vanish() {
        engine.vanish();
    }

    @Override
    public void close() {
        engine.close();
    }
}
