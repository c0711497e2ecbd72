package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Outcome;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.run.TaskRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Walks come back from outside. What came of a call is committed before anything that follows is performed outside, and
 * the database is asked until it has answered: a commit that was not answered is looked for before it is tried again, so
 * that nothing is applied twice and no next call is forgotten.
 */
final class Landings {

    private static final Logger LOG = Logger.getLogger(Landings.class);

    private final Transactions transactions;
    private final Parts parts;
    private final EngineSwitch engine;
    private final Turn turn;
    private final Settlements settlements;

    Landings(Transactions transactions, Parts parts, EngineSwitch engine, Turn turn, Settlements settlements) {
        this.transactions = transactions;
        this.parts = parts;
        this.engine = engine;
        this.turn = turn;
        this.settlements = settlements;
    }

    /** What came of the call is stored, and the walk goes on; gives the next call that it leads to. */
    Optional<Departure> land(Departure departure, Outcome outcome) {
        try {
            return patiently(new Landing(departure, outcome));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            if (DatabaseException.transientFault(e)) {
                throw e;
            }
            String node = departure.key().nodeId();
            LOG.errorf(
                    e,
                    "What follows node '%s' of run %d failed.",
                    node,
                    departure.trigger().runId());
            String summary =
                    "The call of the node '" + node + "' was carried out, but what follows could not be processed.";
            return afterwards(departure, Thrown.failure(ErrorType.HANDLER, summary, e));
        }
    }

    /** The task waits for a person, and the rest of the walk goes on; where even that fails, the trigger has failed. */
    private Optional<Departure> afterwards(Departure departure, Failure failure) {
        try {
            return patiently(new Landing(departure, new Outcome.Failed(departure.key(), failure)));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.errorf(
                    e,
                    "The walk of trigger %d was given up.",
                    departure.trigger().id());
            return patiently(new GivenUp(departure, failure));
        }
    }

    private Optional<Departure> patiently(Attempt attempt) {
        return Patience.with(engine, () -> transactions.call(attempt::make));
    }

    /**
     * The walks went outside in a transaction that was not answered, and nobody has called: where it was committed after
     * all, they are laid down again, due at once.
     */
    void layDown(List<Departure> departures) {
        departures.stream()
                .collect(Collectors.groupingBy(departure -> departure.trigger().runId()))
                .forEach(this::layDown);
    }

    private void layDown(long runId, List<Departure> departures) {
        Patience.with(
                engine,
                () -> transactions.call(unit -> {
                    Optional<RunTransaction> begun = turn.begin(unit, runId);
                    if (begun.isPresent()) {
                        for (Departure departure : departures) {
                            if (TriggerRows.held(unit.connection(), departure, parts.member)) {
                                giveBack(begun.get(), departure);
                            }
                        }
                        settlements.settle(begun.get(), true);
                    }
                    return null;
                }));
    }

    /** The call is not made; somebody goes on from just before it. */
    private static void giveBack(RunTransaction transaction, Departure departure) throws SQLException {
        arrive(transaction, departure);
        TriggerRows.giveBack(transaction.connection(), departure.trigger().id(), transaction.now);
    }

    /** The task is outside no longer, and whoever waited for that has a turn. */
    private static void arrive(RunTransaction transaction, Departure departure) throws SQLException {
        TaskRow task = transaction.memory.require(departure.key());
        transaction.memory.land(task);
        long runId = transaction.runId();
        if (!task.token().isEmpty() && TriggerRows.unpark(transaction.connection(), runId, task.token()) > 0) {
            transaction.ring(runId);
        }
    }

    /** One way to end a departure, made again while the database does not answer. */
    private abstract class Attempt {

        final Departure departure;
        private boolean again;

        Attempt(Departure departure) {
            this.departure = departure;
        }

        final Optional<Departure> make(Transactions.Unit unit) throws SQLException {
            boolean first = !again;
            again = true;
            Optional<RunTransaction> begun =
                    turn.begin(unit, departure.trigger().runId());
            if (begun.isPresent()) {
                Optional<Departure> committed = committed(begun.get());
                if (committed.isPresent()) {
                    return committed;
                }
                if (TriggerRows.held(unit.connection(), departure, parts.member)) {
                    arrive(begun.get(), departure);
                    return end(begun.get());
                }
            }
            if (first) {
                LOG.warnf(
                        "The call of node '%s' in run %d came back after its trigger %d was taken away; its result is lost.",
                        departure.key().nodeId(),
                        departure.trigger().runId(),
                        departure.trigger().id());
            }
            return Optional.empty();
        }

        /** What an earlier attempt led to, when it was committed and only the answer was lost. */
        abstract Optional<Departure> committed(RunTransaction transaction) throws SQLException;

        abstract Optional<Departure> end(RunTransaction transaction) throws SQLException;
    }

    /** The walk goes on with what came of the call. */
    private final class Landing extends Attempt {

        private final Outcome outcome;
        private Optional<Departure> next = Optional.empty();

        Landing(Departure departure, Outcome outcome) {
            super(departure);
            this.outcome = outcome;
        }

        @Override
        Optional<Departure> committed(RunTransaction transaction) throws SQLException {
            return next.isPresent() && TriggerRows.held(transaction.connection(), next.get(), parts.member)
                    ? next
                    : Optional.empty();
        }

        @Override
        Optional<Departure> end(RunTransaction transaction) throws SQLException {
            List<Outcome> from = new ArrayList<>(List.of(outcome));
            from.addAll(departure.ahead());
            next = TriggerWalk.goOn(transaction, departure.trigger(), from);
            if (next.isPresent() && !engine.running()) {
                giveBack(transaction, next.get()); // The engine was stopped meanwhile.
                next = Optional.empty();
            }
            settlements.settle(transaction, next.isEmpty());
            return next;
        }
    }

    /** The walk is given up. */
    private final class GivenUp extends Attempt {

        private final Failure failure;

        GivenUp(Departure departure, Failure failure) {
            super(departure);
            this.failure = failure;
        }

        @Override
        Optional<Departure> committed(RunTransaction transaction) {
            return Optional.empty();
        }

        @Override
        Optional<Departure> end(RunTransaction transaction) throws SQLException {
            turn.fail(transaction, departure.trigger(), departure.key(), failure);
            return Optional.empty();
        }
    }
}
