package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Outcome;
import dev.arbor.core.walk.PendingWalk;
import dev.arbor.core.walk.Walk;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.error.ErrorNotice;
import dev.arbor.engine.error.ErrorRow;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.run.RunWaiters;
import dev.arbor.engine.run.TaskRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * <strong>Claim the trigger, walk the tree, perform what is outside, settle the run, nudge what is next.</strong>
 *
 * <p>The run's row is locked while its rows change and never while the outside is called. A trigger is claimed, walked and
 * closed in one transaction; only a walk that goes outside is committed in between, so that after a crash all that had
 * finished is finished and only the call under way is in doubt.
 */
@ApplicationScoped
public class TriggerProcessor {

    private static final Logger LOG = Logger.getLogger(TriggerProcessor.class);

    /** Triggers of one run that are walked in one transaction; more would hold the run's lock too long. */
    private static final int BATCH = 100;
    /** A batch that has taken this long is written before more is begun. */
    private static final long BATCH_MILLIS = 250;
    /** How often a transaction that lost against another one is begun again before somebody else has a try. */
    private static final int CONFLICTS = 5;

    private final Transactions transactions;
    private final Parts parts;
    private final EngineSwitch engine;
    private final Doorbell doorbell;
    private final DueAlarm alarm;
    private final RunWaiters waiters;
    private final Outskirts outskirts;
    private final ErrorNotice notice;
    private final InstantSource time;
    private final RunsInHand inHand = new RunsInHand();

    /** For the container's proxy. */
    protected TriggerProcessor() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** With all that it works with. */
    @Inject
    public TriggerProcessor(
            Transactions transactions,
            Parts parts,
            EngineSwitch engine,
            Doorbell doorbell,
            DueAlarm alarm,
            RunWaiters waiters,
            Outskirts outskirts,
            ErrorNotice notice,
            InstantSource time) {
        this.transactions = transactions;
        this.parts = parts;
        this.engine = engine;
        this.doorbell = doorbell;
        this.alarm = alarm;
        this.waiters = waiters;
        this.outskirts = outskirts;
        this.notice = notice;
        this.time = time;
    }

    /** What one transaction left to do. */
    private record Settled(boolean more, List<Departure> departures) {

        static final Settled NOTHING = new Settled(false, List.of());
    }

    /**
     * Processes all triggers of a run that are due. When another thread of this server is at it, it is told to look again,
     * and this returns.
     */
    public void process(long runId) {
        if (!inHand.take(runId)) {
            return;
        }
        Settled settled;
        boolean others = false;
        parts.statistics.worker(true);
        MDC.put("run", runId);
        try {
            do {
                do {
                    settled = engine.running() ? settleNext(runId) : Settled.NOTHING;
                } while (settled.more() && settled.departures().isEmpty());
            } while (settled.departures().isEmpty() && inHand.release(runId));
            if (!settled.departures().isEmpty()) {
                boolean room = outskirts.roomBeside(settled.departures().size());
                others = inHand.letGo(runId) || (settled.more() && room);
            }
        } catch (RuntimeException | Error e) {
            inHand.abandon(runId);
            throw e;
        } finally {
            parts.statistics.worker(false);
            MDC.remove("node");
            MDC.remove("run");
        }
        if (others) {
            doorbell.ring(runId); // This thread goes outside; somebody else shall see to what is due meanwhile.
        }
        outskirts.perform(settled.departures(), this::performOutside);
    }

    /** Calls the outside for a walk and goes on with what it gave; with no lock held meanwhile. */
    private void performOutside(Departure first) {
        Optional<Departure> departure = Optional.of(first);
        parts.statistics.worker(true);
        MDC.put("run", first.trigger().runId());
        try {
            while (departure.isPresent()) {
                MDC.put("node", departure.get().key().nodeId());
                Outcome outcome = Outskirts.call(departure.get());
                departure = land(departure.get(), outcome);
            }
        } finally {
            MDC.remove("node");
            MDC.remove("run");
            parts.statistics.worker(false);
        }
        process(first.trigger().runId());
    }

    private Settled settleNext(long runId) {
        parts.statistics.turns().begin();
        try {
            return settleOrLeave(runId);
        } finally {
            parts.statistics.turns().end();
        }
    }

    private Settled settleOrLeave(long runId) {
        for (int conflict = 1; conflict <= CONFLICTS; conflict++) {
            try {
                return transactions.call(unit -> walkDue(unit, runId, BATCH, true));
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                if (!DatabaseException.transientFault(e)) {
                    return oneByOne(runId, e);
                }
                LOG.debugf("Run %d is begun again after a conflict: %s", (Object) runId, e.getMessage());
            }
        }
        LOG.warnf("Run %d lost %d times against other transactions; it is left to the next look.", runId, CONFLICTS);
        return Settled.NOTHING;
    }

    /** Something is wrong with one of the triggers: each gets a transaction of its own, and the bad one fails alone. */
    private Settled oneByOne(long runId, Throwable cause) {
        LOG.debugf(cause, "Run %d is processed one trigger at a time after a failure.", (Object) runId);
        try {
            return transactions.call(unit -> walkDue(unit, runId, 1, false));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return DatabaseException.transientFault(e) ? Settled.NOTHING : fail(runId, e);
        }
    }

    private Settled fail(long runId, Throwable cause) {
        LOG.errorf(
                cause, "A trigger of run %d could not be processed; an Unidentified Error was raised.", (Object) runId);
        return transactions.call(unit -> {
            Optional<RunMemory> memory = RunMemory.lock(unit.connection(), runId);
            if (memory.isEmpty()) {
                return Settled.NOTHING;
            }
            RunTransaction transaction = new RunTransaction(parts, unit, memory.get(), time.instant());
            List<TriggerRow> due = TriggerRows.due(unit.connection(), runId, transaction.now, 1);
            if (due.isEmpty()) {
                return Settled.NOTHING;
            }
            TriggerRow trigger = due.get(0);
            String summary =
                    "The trigger " + trigger.id() + " for the node '" + trigger.nodeId() + "' could not be processed.";
            fail(
                    transaction,
                    trigger,
                    trigger.scope().task(trigger.nodeId()),
                    Thrown.failure(ErrorType.UNIDENTIFIED, summary, cause));
            return new Settled(true, List.of());
        });
    }

    private void fail(RunTransaction transaction, TriggerRow trigger, TaskKey key, Failure failure)
            throws SQLException {
        transaction.raise(key, trigger.scope(), failure);
        transaction.write();
        TriggerRows.status(transaction.connection(), trigger.id(), TriggerRow.Status.FAILED, transaction.now);
        settle(transaction, false);
    }

    private Settled walkDue(Transactions.Unit unit, long runId, int most, boolean fresh) throws SQLException {
        Optional<RunMemory> memory = RunMemory.lock(unit.connection(), runId);
        if (memory.isEmpty()) {
            return Settled.NOTHING;
        }
        RunTransaction transaction = new RunTransaction(parts, unit, memory.get(), time.instant());
        List<TriggerRow> due = TriggerRows.due(unit.connection(), runId, transaction.now, most);
        if (due.isEmpty()) {
            return Settled.NOTHING;
        }
        if (transaction.head.status() == TreeStatus.PAUSED) {
            stage(transaction);
            return Settled.NOTHING;
        }
        List<Departure> departures = new ArrayList<>();
        long until = System.nanoTime() + BATCH_MILLIS * 1_000_000;
        int walked = 0;
        for (TriggerRow trigger : due) {
            walk(transaction, trigger, fresh).ifPresent(departures::add);
            walked++;
            if (System.nanoTime() > until || departures.size() >= outskirts.room()) {
                break;
            }
        }
        transaction.write();
        settle(transaction, false);
        boolean more =
                walked < due.size() || due.size() == most || transaction.rings().contains(runId);
        return new Settled(more, departures);
    }

    private Optional<Departure> walk(RunTransaction transaction, TriggerRow trigger, boolean fresh)
            throws SQLException {
        RunLedger ledger = new RunLedger(transaction, trigger);
        List<Outcome> beginning = new Beginning(transaction, trigger).outcomes(fresh);
        return goOn(transaction, trigger, ledger, beginning);
    }

    private Optional<Departure> goOn(
            RunTransaction transaction, TriggerRow trigger, RunLedger ledger, List<Outcome> from) throws SQLException {
        Walk walk = new Walk(ledger, ledger);
        if (walk.go(from)) {
            if (ledger.parked()) {
                TriggerRows.park(transaction.connection(), trigger.id());
            } else {
                transaction.done(trigger);
            }
            return Optional.empty();
        }
        walk.park();
        Performance.Outside outside = ledger.departed().orElseThrow();
        List<Outcome> pending = new ArrayList<>(List.of(new Outcome.Resumed(outside.key())));
        pending.addAll(walk.ahead());
        TriggerRows.hold(transaction.connection(), trigger, PendingWalk.write(pending), parts.member, transaction.now);
        return Optional.of(new Departure(trigger, outside.key(), outside.handler(), outside.call(), walk.ahead()));
    }

    /** A call is back: its result is committed before anything that follows is performed outside. */
    private Optional<Departure> land(Departure departure, Outcome outcome) {
        TaskKey key = departure.key();
        try {
            return Patience.with(engine, () -> transactions.call(unit -> land(unit, departure, outcome)));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            if (DatabaseException.transientFault(e)) {
                throw e;
            }
            LOG.errorf(
                    e,
                    "What follows node '%s' of run %d failed.",
                    key.nodeId(),
                    departure.trigger().runId());
            String summary = "The call of the node '" + key.nodeId()
                    + "' was carried out, but what follows could not be processed.";
            return afterwards(departure, Thrown.failure(ErrorType.HANDLER, summary, e));
        }
    }

    /** The task waits for a person, and the rest of the walk goes on; where even that fails, the trigger has failed. */
    private Optional<Departure> afterwards(Departure departure, Failure failure) {
        Outcome outcome = new Outcome.Failed(departure.key(), failure);
        try {
            return Patience.with(engine, () -> transactions.call(unit -> land(unit, departure, outcome)));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.errorf(
                    e,
                    "The walk of trigger %d was given up.",
                    departure.trigger().id());
            return Patience.with(
                    engine,
                    () -> transactions.call(unit -> {
                        Optional<RunTransaction> landed = landed(unit, departure);
                        if (landed.isPresent()) {
                            fail(landed.get(), departure.trigger(), departure.key(), failure);
                        }
                        return Optional.empty();
                    }));
        }
    }

    /** The run of a call that is back, locked; empty when nobody waits for the call any more. */
    private Optional<RunTransaction> landed(Transactions.Unit unit, Departure departure) throws SQLException {
        TriggerRow trigger = departure.trigger();
        Optional<RunMemory> memory = RunMemory.lock(unit.connection(), trigger.runId());
        if (memory.isEmpty() || !TriggerRows.held(unit.connection(), trigger.id(), parts.member)) {
            LOG.warnf(
                    "The call of node '%s' in run %d came back after its trigger %d was taken away; its result is lost.",
                    departure.key().nodeId(), trigger.runId(), trigger.id());
            return Optional.empty();
        }
        RunTransaction transaction = new RunTransaction(parts, unit, memory.get(), time.instant());
        TaskRow task = memory.get().require(departure.key());
        memory.get().land(task);
        if (!task.token().isEmpty() && TriggerRows.unpark(unit.connection(), trigger.runId(), task.token()) > 0) {
            transaction.ring(trigger.runId());
        }
        return Optional.of(transaction);
    }

    private Optional<Departure> land(Transactions.Unit unit, Departure departure, Outcome outcome) throws SQLException {
        Optional<RunTransaction> landed = landed(unit, departure);
        if (landed.isEmpty()) {
            return Optional.empty();
        }
        RunTransaction transaction = landed.get();
        TriggerRow trigger = departure.trigger();
        List<Outcome> from = new ArrayList<>(List.of(outcome));
        from.addAll(departure.ahead());
        Optional<Departure> next = goOn(transaction, trigger, new RunLedger(transaction, trigger), from);
        if (next.isPresent() && !engine.running()) {
            // The engine was stopped meanwhile: the next call is not made, and somebody goes on from here later.
            transaction.memory.land(transaction.memory.require(next.get().key()));
            TriggerRows.giveBack(unit.connection(), trigger.id(), transaction.now);
            next = Optional.empty();
        }
        transaction.write();
        settle(transaction, next.isPresent());
        return next;
    }

    private void stage(RunTransaction transaction) throws SQLException {
        transaction.memory.run().stage(true);
        transaction.memory.write(transaction.now);
        TriggerRows.stage(transaction.connection(), transaction.runId());
    }

    /** Who is to be told, once it is committed; of the run itself only when this thread does not see to it. */
    private void settle(RunTransaction transaction, boolean busy) throws SQLException {
        notice.begin(
                        transaction.connection(),
                        transaction.head,
                        transaction.memory,
                        transaction.errors(),
                        transaction.now)
                .forEach(transaction::ring);
        transaction.unit.afterCommit(() -> {
            transaction.errors().forEach(TriggerProcessor::log);
            Set<Long> rings = new LinkedHashSet<>(transaction.rings());
            transaction.nextDue().ifPresent(at -> {
                if (at.isAfter(time.instant())) {
                    alarm.set(at);
                } else {
                    doorbell.ring(transaction.runId()); // It fell due while this transaction was under way.
                }
            });
            if (!busy) {
                rings.remove(transaction.runId());
            }
            rings.forEach(doorbell::ring);
            waiters.settled(transaction.runId());
        });
    }

    private static void log(ErrorRow error) {
        MDC.put("node", error.nodeId());
        LOG.warnf(
                "Error %d in run %d, node '%s': %s: %s",
                error.id(), error.runId(), error.nodeId(), error.type().label(), error.summary());
        MDC.remove("node");
    }
}
