package dev.arbor.engine.trigger;

import dev.arbor.core.walk.Outcome;
import dev.arbor.core.walk.PendingWalk;
import dev.arbor.core.walk.Walk;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks the tree for one trigger, until the walk is done or has to go outside. */
final class TriggerWalk {

    private TriggerWalk() {}

    /** Walks from where the trigger means to begin; {@code fresh} when nothing of its run can have been tried before. */
    static Optional<Departure> begin(RunTransaction transaction, TriggerRow trigger, boolean fresh)
            throws SQLException {
        return goOn(transaction, trigger, new Beginning(transaction, trigger).outcomes(fresh));
    }

    /** Walks from what has come about. */
    static Optional<Departure> goOn(RunTransaction transaction, TriggerRow trigger, List<Outcome> from)
            throws SQLException {
        RunLedger ledger = new RunLedger(transaction, trigger);
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
        List<Outcome> rest = new ArrayList<>(List.of(new Outcome.Resumed(outside.key())));
        rest.addAll(walk.ahead());
        String pending = PendingWalk.write(rest);
        TriggerRows.hold(transaction.connection(), trigger, pending, transaction.parts.member, transaction.now);
        return Optional.of(
                new Departure(trigger, outside.key(), outside.handler(), outside.call(), walk.ahead(), pending));
    }
}
