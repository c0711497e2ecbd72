package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.walk.Failure;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.run.RunMemory;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A worker's turn at a run: one transaction, in which the run's row is locked and the triggers that are due are claimed,
 * walked and closed.
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
                .map(memory -> new RunTransaction(parts, unit, memory, time.instant()));
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
        long until = System.nanoTime() + BATCH_MILLIS * 1_000_000;
        int room = outskirts.room();
        int walked = 0;
        for (TriggerRow trigger : due) {
            Optional<Departure> departure = TriggerWalk.begin(transaction, trigger, fresh);
            departure.ifPresent(departures);
            room -= departure.isPresent() ? 1 : 0;
            walked++;
            if (System.nanoTime() > until || room <= 0) {
                break;
            }
        }
        settlements.settle(transaction, true);
        return walked < due.size() || due.size() == most || transaction.rings().contains(runId);
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
