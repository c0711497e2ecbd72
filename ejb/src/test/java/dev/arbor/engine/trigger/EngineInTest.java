package dev.arbor.engine.trigger;

import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import dev.arbor.core.tree.TreeDsl;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.xml.TreeXml;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunStarter.StartRun;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.context.JsonAndXmlItems;
import dev.arbor.engine.context.LoopData;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.error.ErrorNotice;
import dev.arbor.engine.expression.Expressions;
import dev.arbor.engine.expression.RubyExpressions;
import dev.arbor.engine.handler.ImportedHandlers;
import dev.arbor.engine.handler.InsideHandler;
import dev.arbor.engine.handler.InsideHandlers;
import dev.arbor.engine.handler.OutsideHandler;
import dev.arbor.engine.handler.OutsideHandlers;
import dev.arbor.engine.handler.PausedHandlers;
import dev.arbor.engine.member.EngineStatistics;
import dev.arbor.engine.member.Member;
import dev.arbor.engine.result.ResultTextReader;
import dev.arbor.engine.run.RunWaiters;
import dev.arbor.engine.source.SourceAdapters;
import dev.arbor.engine.tree.TreeActivated;
import dev.arbor.engine.tree.TreeCatalog;
import dev.arbor.engine.tree.TreeGraphs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The whole engine in plain Java: its beans by hand, threads for the queue, a clock that stands. Several of them on one
 * database are several servers; one that {@link #vanish vanishes} was killed.
 */
final class EngineInTest implements AutoCloseable {

    static final Caller ANNA = new Caller("änna", "a test");
    static final RubyExpressions RUBY = new RubyExpressions(Duration.ofSeconds(30), 5_000);

    final PlainTransactions transactions;
    final Rows rows;
    final MovedClock clock;
    final Workers workers;
    final EngineSwitch engine;
    final TriggerProcessor processor;
    final Starter starter;
    final TokenDesk tokens;
    final RunDesk desk;
    final ErrorDecisions errors;
    final DueRows dueRows;
    final Heartbeat heartbeat;
    final StagedRuns staged;
    final Outskirts outskirts;
    final PausedHandlers paused;
    final SourceAdapters sources;
    final PausedTriggers pausedTriggers;
    final Ids ids;
    final Member member = new Member();
    final List<Instant> alarms = new CopyOnWriteArrayList<>();
    final List<Long> rings = new CopyOnWriteArrayList<>();
    private volatile boolean deaf;

    EngineInTest(DataSource source, MovedClock clock, int threads, List<? extends OutsideHandler> handlers) {
        this(source, clock, threads, handlers, RUBY);
    }

    EngineInTest(
            DataSource source,
            MovedClock clock,
            int threads,
            List<? extends OutsideHandler> handlers,
            Expressions expressions) {
        this(source, clock, threads, handlers, transactions -> List.of(), expressions);
    }

    /** With inside handlers, which work in the engine's transactions. */
    EngineInTest(
            DataSource source,
            MovedClock clock,
            int threads,
            List<? extends OutsideHandler> handlers,
            Function<Transactions, List<InsideHandler>> inside,
            Expressions expressions) {
        this(source, clock, threads, handlers, inside, transactions -> ImportedHandlers.NONE, expressions);
    }

    /** With imported handlers. */
    EngineInTest(
            DataSource source,
            MovedClock clock,
            int threads,
            List<? extends OutsideHandler> handlers,
            Function<Transactions, List<InsideHandler>> inside,
            Function<Transactions, ImportedHandlers> imported,
            Expressions expressions) {
        this.clock = clock;
        transactions = new PlainTransactions(source);
        rows = new Rows(source);
        workers = new Workers(threads);
        DataSource bound = transactions.source();
        ids = new Ids(bound);
        TreeCatalog catalog = new TreeCatalog(bound);
        TreeGraphs graphs = new TreeGraphs(catalog);
        JsonAndXmlItems items = new JsonAndXmlItems();
        EngineStatistics statistics = new EngineStatistics();
        RunWaiters waiters = new RunWaiters();
        Doorbell bell = new Doorbell() {
            @Override
            public void ring(long runId) {
                EngineInTest.this.ring(List.of(runId));
            }

            @Override
            public void ring(Collection<Long> runIds) {
                EngineInTest.this.ring(runIds);
            }
        };
        DueAlarm alarm = alarms::add;
        engine = new EngineSwitch(transactions, clock);
        sources = new SourceAdapters(transactions);
        paused = new PausedHandlers(transactions);
        pausedTriggers = new PausedTriggers(bell);
        outskirts = new Outskirts(workers.outside(), threads);
        Parts parts = new Parts(
                ids,
                expressions,
                catalog,
                graphs,
                new OutsideHandlers(List.copyOf(handlers), imported.apply(transactions)),
                new InsideHandlers(inside.apply(transactions)),
                paused,
                sources,
                items,
                new LoopData(items),
                new ResultTextReader(),
                statistics,
                member);
        processor = new TriggerProcessor(
                transactions, parts, engine, bell, alarm, waiters, outskirts, new ErrorNotice(catalog, ids), clock);
        starter = new Starter(transactions, catalog, sources, ids, bell, waiters, statistics, member, clock);
        tokens = new TokenDesk(transactions, ids, bell, clock);
        desk = new RunDesk(transactions, graphs, ids, bell, alarm, clock);
        errors = new ErrorDecisions(transactions, ids, bell, clock);
        dueRows = new DueRows(transactions, bell, clock);
        staged = new StagedRuns(transactions, bell);
        heartbeat = new Heartbeat(transactions, member, bell, staged, outskirts, clock);
    }

    private void ring(Collection<Long> runIds) {
        rings.addAll(runIds);
        if (!deaf && !runIds.isEmpty()) {
            workers.ring(runIds, () -> processor.process(runIds));
        }
    }

    /** Rings are lost from now on, or heard again. */
    void deaf(boolean value) {
        deaf = value;
    }

    /** Stores a drawn tree, or a new version of it. */
    long store(TreeDsl drawn) {
        return store(drawn, "Group");
    }

    /** Stores a tree in a group of the source {@code Test}; routines have a source of their own. */
    long store(TreeDsl drawn, String group) {
        TreeDocument tree = drawn.document();
        boolean routine = tree.definition().routine().isPresent();
        return store(tree, tree.sourceName(), routine ? "-" : group);
    }

    /** Stores a tree under a source and a group. */
    long store(TreeDsl drawn, String source, String group) {
        return store(drawn.document(), source, group);
    }

    private long store(TreeDocument tree, String source, String group) {
        TreeDefinition definition = tree.definition();
        List<String> known = rows.column(
                "SELECT id FROM tree WHERE source_name = ? AND source_group = ? AND name = ?",
                source,
                group,
                definition.name());
        long id = known.isEmpty() ? ids.next(Sequence.TREE) : Long.parseLong(known.get(0));
        if (known.isEmpty()) {
            rows.change(
                    "INSERT INTO tree (id, guid, source_name, source_group, name, type, status, definition_id,"
                            + " owner_email, categories, version, deleted_id, created_at, created_by, updated_at,"
                            + " updated_by) VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?, 'owner@example.com', '[]', -1, 0,"
                            + " now(), 'x', now(), 'x')",
                    id,
                    UUID.randomUUID().toString(),
                    source,
                    group,
                    definition.name(),
                    tree.type().name(),
                    tree.definition().routine().isPresent() ? tree.definitionId() : null);
        }
        rows.change("UPDATE tree SET version = version + 1 WHERE id = ?", id);
        rows.change(
                "INSERT INTO tree_version (tree_id, version, definition, created_at, created_by)"
                        + " SELECT id, version, ?, now(), 'x' FROM tree WHERE id = ?",
                TreeXml.write(definition),
                id);
        return id;
    }

    /** Sets a tree's status, and lets its staged runs go when it becomes active. */
    void status(long treeId, TreeStatus status) {
        transactions.call(unit -> {
            rows.changeOn(unit.connection(), "UPDATE tree SET status = ? WHERE id = ?", status.name(), treeId);
            if (status == TreeStatus.ACTIVE) {
                staged.release(new TreeActivated(treeId));
            }
            return null;
        });
    }

    /** Starts a tree of the source {@code Test} and the group {@code Group}. */
    long start(String tree) {
        return start(tree, "");
    }

    long start(String tree, String data) {
        return start(new TreeRef.Triple("Test", "Group", tree), data);
    }

    long start(TreeRef tree, String data) {
        return starter.start(new StartRun(tree, data, Map.of(), Optional.empty()), ANNA)
                .runId();
    }

    /** Starts a tree and waits until nothing moves. */
    long run(String tree) {
        long id = start(tree);
        workers.rest();
        return id;
    }

    /** Stores a tree, starts it and waits until nothing moves. */
    long run(TreeDsl drawn) {
        store(drawn);
        return run(drawn.build().name());
    }

    /** Completes a task and waits until nothing moves. */
    void complete(String token, Map<String, String> results, String message) {
        tokens.complete(token, results, message, ANNA);
        workers.rest();
    }

    /** Updates a task and waits until nothing moves. */
    void update(String token, Map<String, String> results, String message) {
        tokens.update(token, results, message, ANNA);
        workers.rest();
    }

    /** Decides errors and waits until nothing moves. */
    void resolve(String action, Long... errorIds) {
        errors.resolve(List.of(errorIds), action, "gelöst — ✔", ANNA);
        workers.rest();
    }

    /** Moves the clock, looks for due rows as the timer does, and waits until nothing moves. */
    void later(Duration by) {
        clock.move(by);
        dueRows.look();
        workers.rest();
    }

    /** What somebody is refused. */
    static Refusal refusal(Runnable action) {
        try {
            action.run();
        } catch (Refusal e) {
            return e;
        }
        throw new AssertionError("Expected a refusal, but there was none.");
    }

    /** The server is killed. */
    void vanish() {
        transactions.vanish();
        workers.vanish();
    }

    @Override
    public void close() {
        workers.close();
    }
}
