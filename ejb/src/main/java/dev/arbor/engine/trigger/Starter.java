package dev.arbor.engine.trigger;

import dev.arbor.core.tree.TreeStatus;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.context.SourceVariables;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.member.EngineStatistics;
import dev.arbor.engine.member.Member;
import dev.arbor.engine.run.NewRun;
import dev.arbor.engine.run.Results;
import dev.arbor.engine.run.RunWaiters;
import dev.arbor.engine.source.SourceAdapters;
import dev.arbor.engine.tree.TreeCatalog;
import dev.arbor.engine.tree.TreeHead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts runs on request, and lets those who asked wait for them. */
@ApplicationScoped
public class Starter implements RunStarter {

    /** A run may be settled by another server, which cannot tell those who wait here. */
    private static final long OTHERS_MILLIS = 250;

    private final Transactions transactions;
    private final TreeCatalog catalog;
    private final SourceAdapters sources;
    private final Ids ids;
    private final Doorbell doorbell;
    private final RunWaiters waiters;
    private final EngineStatistics statistics;
    private final Member member;
    private final InstantSource time;

    /** For the container's proxy. */
    protected Starter() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** With all that it works with. */
    @Inject
    public Starter(
            Transactions transactions,
            TreeCatalog catalog,
            SourceAdapters sources,
            Ids ids,
            Doorbell doorbell,
            RunWaiters waiters,
            EngineStatistics statistics,
            Member member,
            InstantSource time) {
        this.transactions = transactions;
        this.catalog = catalog;
        this.sources = sources;
        this.ids = ids;
        this.doorbell = doorbell;
        this.waiters = waiters;
        this.statistics = statistics;
        this.member = member;
        this.time = time;
    }

    @Override
    public Started start(StartRun command, Caller caller) {
        return transactions.call(unit -> {
            TreeHead tree = tree(command.tree());
            Instant now = time.instant();
            long id = ids.next(Sequence.RUN);
            if (command.idempotencyKey().isPresent()
                    && !claimKey(unit.connection(), command.idempotencyKey().get(), id, now)) {
                return new Started(
                        runOfKey(unit.connection(), command.idempotencyKey().get()), true);
            }
            insert(unit, List.of(birth(tree, id, command, caller)), now);
            return new Started(id, false);
        });
    }

    @Override
    public void startAll(List<Wish> wishes) {
        transactions.call(unit -> {
            Map<TreeRef, TreeHead> trees = new HashMap<>();
            List<Beginner> beginners = new ArrayList<>();
            for (Wish wish : wishes) {
                TreeHead tree = trees.computeIfAbsent(wish.run().tree(), this::tree);
                beginners.add(birth(tree, ids.next(Sequence.RUN), wish.run(), wish.caller()));
            }
            insert(unit, beginners, time.instant());
            return null;
        });
    }

    private TreeHead tree(TreeRef ref) {
        TreeHead tree = catalog.find(ref)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the tree " + describe(ref) + "."));
        if (tree.status() == TreeStatus.INACTIVE) {
            throw Refusal.invalid(
                    "tree_inactive", "Expected to run the tree \"" + tree.title() + "\", but it is inactive.");
        }
        if (!sources.active(tree.sourceName())) {
            throw Refusal.invalid(
                    "source_inactive",
                    "Expected to run the tree \"" + tree.title() + "\", but its source is inactive.");
        }
        return tree;
    }

    /** A run that is about to begin, unless its source cannot read the payload. */
    private record Beginner(Births.Birth birth, Optional<String> fault) {

        NewRun run() {
            return birth.run();
        }
    }

    private Beginner birth(TreeHead tree, long id, StartRun command, Caller caller) {
        SourceVariables.Judgement payload = SourceVariables.judge(sources.of(tree.sourceName()), command.sourceData());
        boolean staged = tree.status() == TreeStatus.PAUSED;
        NewRun run = new NewRun(
                id,
                tree.id(),
                tree.version(),
                staged,
                payload.sourceId(),
                command.sourceData(),
                Optional.empty(),
                command.inputs(),
                payload.fault().isPresent(),
                caller.username(),
                command.depth());
        return new Beginner(new Births.Birth(run, caller.origin()), payload.fault());
    }

    private void insert(Transactions.Unit unit, List<Beginner> beginners, Instant now) throws SQLException {
        List<Births.Birth> sound = beginners.stream()
                .filter(each -> each.fault().isEmpty())
                .map(Beginner::birth)
                .toList();
        Births.insert(unit.connection(), ids, sound, now);
        for (Beginner each : beginners) {
            if (each.fault().isPresent()) {
                Births.insertFailed(
                        unit.connection(),
                        ids,
                        each.run(),
                        each.birth().originator(),
                        each.fault().get(),
                        member.name(),
                        now);
            }
        }
        List<Long> due = sound.stream()
                .map(Births.Birth::run)
                .filter(run -> !run.staged())
                .map(NewRun::id)
                .toList();
        unit.afterCommit(() -> {
            statistics.started(beginners.size());
            doorbell.ring(due);
        });
    }

    private static boolean claimKey(Connection connection, String key, long runId, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO run_key (idempotency_key, run_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, key);
            insert.setLong(2, runId);
            insert.setTimestamp(3, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
    }

    private static long runOfKey(Connection connection, String key) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT run_id FROM run_key WHERE idempotency_key = ?")) {
            query.setString(1, key);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String describe(TreeRef ref) {
        if (ref instanceof TreeRef.Triple triple) {
            return "\"" + triple.sourceName() + " :: " + triple.sourceGroup() + " :: " + triple.name() + "\"";
        }
        if (ref instanceof TreeRef.Guid guid) {
            return "with the guid " + guid.guid();
        }
        return "with the definition id " + ((TreeRef.Definition) ref).definitionId();
    }

    @Override
    public Awaited await(long runId, Duration timeout) {
        long until = System.nanoTime() + timeout.toNanos();
        try (RunWaiters.Wait wait = waiters.begin(runId)) {
            while (true) {
                Awaited awaited = look(runId);
                long left = (until - System.nanoTime()) / 1_000_000;
                if (awaited.standing() != Standing.RUNNING || left <= 0) {
                    return awaited;
                }
                wait.await(Math.min(left, OTHERS_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return look(runId);
        }
    }

    private Awaited look(long runId) {
        return transactions.call(unit -> {
            try (PreparedStatement query = unit.connection()
                    .prepareStatement("SELECT outputs, completed_at, active_errors FROM run WHERE id = ?")) {
                query.setLong(1, runId);
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        throw Refusal.notFound("Unable to retrieve the run with id " + runId + ".");
                    }
                    if (row.getString(1) != null) {
                        return new Awaited(Standing.RETURNED, Results.read(row.getString(1)));
                    }
                    boolean complete = row.getTimestamp(2) != null;
                    Standing standing =
                            row.getInt(3) > 0 ? Standing.FAILED : complete ? Standing.COMPLETED : Standing.RUNNING;
                    return new Awaited(standing, Map.of());
                }
            }
        });
    }
}
