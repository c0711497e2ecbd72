package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.walk.Failure;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.tree.TreeHead;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.MDC;

/**
 * A worker's turn at a run, or at several that fell due together: one transaction, in which the runs' rows are locked and
 * the triggers that are due are claimed, walked and closed.
 */
final class Turn {

    /** Triggers of one run that are walked in one transaction; more would hold the run's lock too long. */
    static final int BATCH = 100;
    /** A batch that has taken this long is written before more is begun. */
    private static final long BATCH_MILLIS = 250;

    private final Parts parts;
    private final Outskirts outskirts;
    private final Settlements settlements;
    private final InstantSource time;

    Turn(Parts parts, Outskirts outskirts, Settlements settlements, InstantSource time) {
        this.parts = parts;
        this.outskirts = outskirts;
        this.settlements = settlements;
        this.time = time;
    }

    /** The run, locked, for what is to be done to it; empty when there is no such run any more. */
    Optional<RunTransaction> begin(Transactions.Unit unit, long runId) throws SQLException {
        return RunMemory.lock(unit.connection(), runId)
                .map(memory -> new RunTransaction(parts, unit, memory, tree(memory), time.instant()));
    }

    private TreeHead tree(RunMemory memory) {
        long treeId = memory.run().treeId();
        return parts.catalog
                .byId(treeId)
                .orElseThrow(() -> new IllegalStateException("Expected the tree " + treeId + " of run "
                        + memory.run().id() + "."));
    }

    /**
     * Walks what is due.
     *
     * @param most how many triggers at the most
     * @param fresh nothing of it can have been tried before
     * @param departures hears of each walk that has gone outside, when the transaction is not committed yet
     * @return whether there is more to walk
     */
    boolean walkDue(Transactions.Unit unit, long runId, int most, boolean fresh, Consumer<Departure> departures)
            throws SQLException {
        Optional<RunTransaction> begun = begin(unit, runId);
        if (begun.isEmpty()) {
            return false;
        }
        RunTransaction transaction = begun.get();
        List<TriggerRow> due = TriggerRows.due(unit.connection(), runId, transaction.now, most);
        if (due.isEmpty()) {
            return false;
        }
        if (transaction.head.status() == TreeStatus.PAUSED) {
            stage(transaction);
            return false;
        }
        int walked = walk(transaction, due, fresh, new Allowance(outskirts.room()), departures);
        settlements.settle(transaction, true);
        return walked < due.size() || due.size() == most || transaction.rings().contains(runId);
    }

    /**
     * Walks what is due of several runs. Their rows are read and written together, which costs hardly more than those of
     * one; whatever goes wrong with one of them goes wrong for all, and each has to be walked alone.
     *
     * @param departures hears of each walk that has gone outside, when the transaction is not committed yet
     * @return the runs of which there may be more to walk
     */
    Set<Long> walkDue(Transactions.Unit unit, Collection<Long> runIds, Consumer<Departure> departures)
            throws SQLException {
        Instant now = time.instant();
        List<RunMemory> memories = RunMemory.lock(unit.connection(), runIds);
        List<TriggerRow> due = TriggerRows.due(unit.connection(), runIds, now, BATCH);
        Map<Long, List<TriggerRow>> byRun = due.stream().collect(Collectors.groupingBy(TriggerRow::runId));
        Map<Long, TreeHead> trees = new HashMap<>();
        List<RunTransaction> walked = new ArrayList<>();
        Set<Long> more = new HashSet<>(due.size() == BATCH ? runIds : Set.of());
        Allowance allowance = new Allowance(outskirts.room());
        for (RunMemory memory : memories) {
            long runId = memory.run().id();
            List<TriggerRow> own = byRun.getOrDefault(runId, List.of());
            if (own.isEmpty()) {
                continue;
            }
            if (allowance.spent()) {
                more.add(runId);
                continue;
            }
            TreeHead tree = trees.computeIfAbsent(memory.run().treeId(), id -> tree(memory));
            RunTransaction transaction = new RunTransaction(parts, unit, memory, tree, now);
            if (tree.status() == TreeStatus.PAUSED) {
                stage(transaction);
                continue;
            }
            MDC.put("run", runId);
            int done = walk(transaction, own, true, allowance, departures);
            walked.add(transaction);
            if (done < own.size() || transaction.rings().contains(runId)) {
                more.add(runId);
            }
        }
        if (!walked.isEmpty()) {
            settlements.settle(walked, true);
        }
        return more;
    }

    /** How much may be walked in one transaction: calls to the outside, and time. */
    private static final class Allowance {

        private final long until = System.nanoTime() + BATCH_MILLIS * 1_000_000;
        private int room;

        Allowance(int room) {
            this.room = room;
        }

        void departed() {
            room--;
        }

        boolean spent() {
            return room <= 0 || System.nanoTime() > until;
        }
    }

    /** Walks until all is walked or the allowance is spent; one at the least. Says how many were walked. */
    private static int walk(
            RunTransaction transaction,
            List<TriggerRow> due,
            boolean fresh,
            Allowance allowance,
            Consumer<Departure> departures)
            throws SQLException {
        int walked = 0;
        for (TriggerRow trigger : due) {
            Optional<Departure> departure = TriggerWalk.begin(transaction, trigger, fresh);
            departure.ifPresent(departures);
            departure.ifPresent(gone -> allowance.departed());
            walked++;
            if (allowance.spent()) {
                break;
            }
        }
        return walked;
    }

    /** The trigger that is due first cannot be walked: a person is asked about it, and the others can go on. */
    boolean failFirst(Transactions.Unit unit, long runId, Throwable cause) throws SQLException {
        Optional<RunTransaction> begun = begin(unit, runId);
        if (begun.isEmpty()) {
            return false;
        }
        RunTransaction transaction = begun.get();
        List<TriggerRow> due = TriggerRows.due(unit.connection(), runId, transaction.now, 1);
        if (due.isEmpty()) {
            return false;
        }
        TriggerRow trigger = due.get(0);
        String summary =
                "The trigger " + trigger.id() + " for the node '" + trigger.nodeId() + "' could not be processed.";
        fail(
                transaction,
                trigger,
                trigger.scope().task(trigger.nodeId()),
                Thrown.failure(ErrorType.UNIDENTIFIED, summary, cause));
        return true;
    }

    /** The trigger has failed, and a person is asked. */
    void fail(RunTransaction transaction, TriggerRow trigger, TaskKey key, Failure failure) throws SQLException {
        transaction.raise(key, trigger.scope(), failure);
        TriggerRows.status(transaction.connection(), trigger.id(), TriggerRow.Status.FAILED, transaction.now);
        settlements.settle(transaction, true);
    }

    private static void stage(RunTransaction transaction) throws SQLException {
        transaction.memory.run().stage(true);
        transaction.memory.write(transaction.now);
        TriggerRows.stage(transaction.connection(), transaction.runId());
    }
}
