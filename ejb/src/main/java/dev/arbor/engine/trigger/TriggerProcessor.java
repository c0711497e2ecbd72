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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

    /** What one transaction gave, and the walks that went outside in it. */
    private record Settled<T>(T result, List<Departure> departures) {}

    /** What is done in a turn; tells of the walks that went outside. */
    @FunctionalInterface
    private interface Work<T> {

        T in(Transactions.Unit unit, Consumer<Departure> departures) throws SQLException;
    }

    /** What one transaction left to do of a run. */
    private record Standing(boolean more, List<Departure> departures) {

        static final Standing NOTHING = new Standing(false, List.of());
    }

    /** A run that was let go: what is outside of it, and whether somebody else shall look at it meanwhile. */
    private record Left(long runId, List<Departure> departures, boolean others) {}

    /**
     * Processes all triggers of a run that are due. When another thread of this server is at it, it is told to look again,
     * and this returns.
     */
    public void process(long runId) {
        if (inHand.take(runId)) {
            leave(List.of(seeTo(runId, Optional.empty())));
        }
    }

    /** The same for several runs, whose first turn is one for all. */
    public void process(Collection<Long> runIds) {
        Deque<Long> taken = new ArrayDeque<>();
        runIds.stream().distinct().filter(inHand::take).forEach(taken::add);
        List<Left> left = new ArrayList<>();
        try {
            Map<Long, Standing> together = taken.size() > 1 ? together(List.copyOf(taken)) : Map.of();
            while (!taken.isEmpty()) {
                Optional<Standing> first = Optional.ofNullable(together.get(taken.peek()));
                left.add(seeTo(taken.poll(), first));
            }
        } finally {
            taken.forEach(inHand::abandon);
            leave(left);
        }
    }

    /** The first turn of several runs; nothing when each has to be processed alone. */
    private Map<Long, Standing> together(List<Long> runIds) {
        if (!engine.running()) {
            return Map.of();
        }
        parts.statistics.worker(true);
        parts.statistics.turns().begin();
        try {
            Settled<Set<Long>> settled = turn((unit, departures) -> turn.walkDue(unit, runIds, departures));
            Map<Long, List<Departure>> outside = settled.departures().stream()
                    .collect(Collectors.groupingBy(each -> each.trigger().runId()));
            return runIds.stream()
                    .collect(Collectors.toMap(
                            runId -> runId,
                            runId -> new Standing(
                                    settled.result().contains(runId), outside.getOrDefault(runId, List.of()))));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.debugf(e, "The runs %s are processed one at a time after a failure.", runIds);
            return Map.of();
        } finally {
            parts.statistics.turns().end();
            parts.statistics.worker(false);
            MDC.remove("node");
            MDC.remove("run");
        }
    }

    /** Sees to a run in hand until nothing of it is due or a walk has gone outside, and lets it go. */
    private Left seeTo(long runId, Optional<Standing> first) {
        parts.statistics.worker(true);
        MDC.put("run", runId);
        try {
            Standing standing = first.orElseGet(() -> next(runId));
            while (standing.departures().isEmpty() && (standing.more() || inHand.release(runId))) {
                standing = next(runId);
            }
            if (standing.departures().isEmpty()) {
                return new Left(runId, List.of(), false);
            }
            boolean room = outskirts.roomBeside(standing.departures().size());
            boolean others = inHand.letGo(runId) || (standing.more() && room);
            return new Left(runId, standing.departures(), others);
        } catch (RuntimeException | Error e) {
            inHand.abandon(runId);
            throw e;
        } finally {
            parts.statistics.worker(false);
            MDC.remove("node");
            MDC.remove("run");
        }
    }

    /** This thread goes outside; somebody else shall see to what is due meanwhile. */
    private void leave(List<Left> left) {
        try {
            doorbell.ring(left.stream().filter(Left::others).map(Left::runId).toList());
        } finally {
            outskirts.perform(
                    left.stream().map(Left::departures).flatMap(List::stream).toList(), this::performOutside);
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

    private Standing next(long runId) {
        if (!engine.running()) {
            return Standing.NOTHING;
        }
        parts.statistics.turns().begin();
        try {
            return settleOrLeave(runId);
        } finally {
            parts.statistics.turns().end();
        }
    }

    private Standing settleOrLeave(long runId) {
        for (int conflict = 1; conflict <= CONFLICTS; conflict++) {
            try {
                return alone((unit, departures) -> turn.walkDue(unit, runId, Turn.BATCH, true, departures));
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                if (!DatabaseException.transientFault(e)) {
                    return oneByOne(runId, e);
                }
                LOG.debugf("Run %d is begun again after a conflict: %s", (Object) runId, e.getMessage());
            }
        }
        LOG.warnf("Run %d lost %d times against other transactions; it is left to the next look.", runId, CONFLICTS);
        return Standing.NOTHING;
    }

    /** Something is wrong with one of the triggers: each gets a transaction of its own, and the bad one fails alone. */
    private Standing oneByOne(long runId, Throwable cause) {
        LOG.debugf(cause, "Run %d is processed one trigger at a time after a failure.", (Object) runId);
        try {
            return alone((unit, departures) -> turn.walkDue(unit, runId, 1, false, departures));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return DatabaseException.transientFault(e) ? Standing.NOTHING : fail(runId, e);
        }
    }

    private Standing fail(long runId, Throwable cause) {
        LOG.errorf(
                cause, "A trigger of run %d could not be processed; an Unidentified Error was raised.", (Object) runId);
        return alone((unit, departures) -> turn.failFirst(unit, runId, cause));
    }

    private Standing alone(Work<Boolean> work) {
        Settled<Boolean> settled = turn(work);
        return new Standing(settled.result(), settled.departures());
    }

    /** One transaction; when it is not known to be committed, what it took outside is laid down. */
    private <T> Settled<T> turn(Work<T> work) {
        List<Departure> departures = new ArrayList<>();
        try {
            T result = transactions.call(unit -> work.in(unit, departure -> {
                outskirts.expect(departure);
                departures.add(departure);
            }));
            return new Settled<>(result, departures);
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
