package dev.arbor.engine.trigger;

import dev.arbor.core.walk.Outcome;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.error.ErrorNotice;
import dev.arbor.engine.run.RunWaiters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * <strong>Claim the trigger, walk the tree, perform what is outside, settle the run, nudge what is next.</strong>
 *
 * <p>The run's row is locked while its rows change and never while the outside is called. A trigger is claimed, walked and
 * closed in one transaction ({@link Turn}); only a walk that goes outside is committed in between, so that after a crash
 * all that had finished is finished and only the call under way is in doubt. When it is back, it {@link Landings lands}.
 */
@ApplicationScoped
public class TriggerProcessor {

    private static final Logger LOG = Logger.getLogger(TriggerProcessor.class);

    /** How often a transaction that lost against another one is begun again before somebody else has a try. */
    private static final int CONFLICTS = 5;

    private final Transactions transactions;
    private final Parts parts;
    private final EngineSwitch engine;
    private final Doorbell doorbell;
    private final Outskirts outskirts;
    private final Turn turn;
    private final Landings landings;
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
        this.outskirts = outskirts;
        Settlements settlements = new Settlements(notice, doorbell, alarm, waiters, time);
        turn = new Turn(parts, outskirts, settlements, time);
        landings = new Landings(transactions, parts, engine, turn, settlements);
    }

    /** What one transaction left to do. */
    private record Settled(boolean more, List<Departure> departures) {

        static final Settled NOTHING = new Settled(false, List.of());
    }

    /** What is done in a turn: says whether there is more, and tells of the walks that went outside. */
    @FunctionalInterface
    private interface Work {

        boolean in(Transactions.Unit unit, Consumer<Departure> departures) throws SQLException;
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
        try {
            if (others) {
                doorbell.ring(runId); // This thread goes outside; somebody else shall see to what is due meanwhile.
            }
        } finally {
            outskirts.perform(settled.departures(), this::performOutside);
        }
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
                departure = landings.land(departure.get(), outcome);
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
                return turn((unit, departures) -> turn.walkDue(unit, runId, Turn.BATCH, true, departures));
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
            return turn((unit, departures) -> turn.walkDue(unit, runId, 1, false, departures));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return DatabaseException.transientFault(e) ? Settled.NOTHING : fail(runId, e);
        }
    }

    private Settled fail(long runId, Throwable cause) {
        LOG.errorf(
                cause, "A trigger of run %d could not be processed; an Unidentified Error was raised.", (Object) runId);
        return turn((unit, departures) -> turn.failFirst(unit, runId, cause));
    }

    /** One transaction; when it is not known to be committed, what it took outside is laid down. */
    private Settled turn(Work work) {
        List<Departure> departures = new ArrayList<>();
        try {
            boolean more = transactions.call(unit -> work.in(unit, departure -> {
                outskirts.expect(departure);
                departures.add(departure);
            }));
            return new Settled(more, departures);
        } catch (RuntimeException | Error e) {
            try {
                landings.layDown(departures);
            } finally {
                outskirts.forget(departures);
            }
            throw e;
        }
    }
}
