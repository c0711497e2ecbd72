package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.run.ErrorType;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.ErrorDesk;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.error.ErrorRow;
import dev.arbor.engine.run.RunMemory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries out what people decide about errors: each decision but Do Nothing is a trigger of its own. */
@ApplicationScoped
public class ErrorDecisions implements ErrorDesk {

    private final Transactions transactions;
    private final Ids ids;
    private final Doorbell doorbell;
    private final InstantSource time;

    /** For the container's proxy. */
    protected ErrorDecisions() {
        this(null, null, null, null);
    }

    /** With all that it works with. */
    @Inject
    public ErrorDecisions(Transactions transactions, Ids ids, Doorbell doorbell, InstantSource time) {
        this.transactions = transactions;
        this.ids = ids;
        this.doorbell = doorbell;
        this.time = time;
    }

    @Override
    public void resolve(List<Long> errorIds, String word, String resolution, Caller caller) {
        ErrorAction action = ErrorAction.of(word)
                .orElseThrow(() -> Refusal.invalid("invalid_action", "Invalid management action \"" + word + "\"."));
        transactions.call(unit -> {
            Map<Long, List<ErrorRow>> byRun = new TreeMap<>();
            for (long id : new LinkedHashSet<>(errorIds)) {
                ErrorRow error = judged(unit.connection(), id, action);
                byRun.computeIfAbsent(error.runId(), run -> new ArrayList<>()).add(error);
            }
            // Runs are locked in the order of their ids, so that two people who decide at once cannot lock each other
            // out.
            for (Map.Entry<Long, List<ErrorRow>> entry : byRun.entrySet()) {
                decide(unit, entry.getKey(), entry.getValue(), action, resolution, caller);
            }
            return null;
        });
    }

    private static ErrorRow judged(Connection connection, long id, ErrorAction action) throws SQLException {
        ErrorRow error = ErrorRow.byId(connection, id)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the error with id " + id + "."));
        if (!error.type().actions().contains(action)) {
            throw Refusal.invalid(
                    "invalid_action",
                    "Invalid management action \"" + action.label() + "\" for error #" + id + " with type \""
                            + error.type().label() + "\"");
        }
        if (!error.active()) {
            throw handled(id);
        }
        return error;
    }

    private static Refusal handled(long id) {
        return Refusal.invalid("already_handled", "Expected to resolve error #" + id + ", but it is handled already.");
    }

    private void decide(
            Transactions.Unit unit,
            long runId,
            List<ErrorRow> errors,
            ErrorAction action,
            String resolution,
            Caller caller)
            throws SQLException {
        Connection connection = unit.connection();
        Instant now = time.instant();
        Optional<RunMemory> memory = RunMemory.lock(connection, runId);
        if (memory.isEmpty()) {
            throw Refusal.notFound("Unable to retrieve the run with id " + runId + ".");
        }
        for (ErrorRow error : errors) {
            handle(connection, error, resolution, caller, now);
            memory.get().run().activeErrors(-1);
            TriggerRows.status(connection, error.triggerId(), TriggerRow.Status.MANAGED, now);
            if (action != ErrorAction.DO_NOTHING) {
                TriggerRows.insert(connection, List.of(decision(connection, error, action, caller, now)), false, now);
                memory.get().run().openWork(1);
            } else if (error.type() == ErrorType.SOURCE) {
                memory.get().run().openWork(-1); // The root trigger will never run.
            }
        }
        memory.get().write(now);
        unit.afterCommit(() -> doorbell.ring(runId));
    }

    private TriggerRow decision(Connection connection, ErrorRow error, ErrorAction action, Caller caller, Instant now)
            throws SQLException {
        TriggerRow failed = TriggerRows.byId(connection, error.triggerId())
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the trigger of error #" + error.id() + "."));
        return TriggerRow.draft(
                        ids.next(Sequence.TRIGGER),
                        error.runId(),
                        TriggerRow.Action.ROOT,
                        TriggerRow.Type.MANAGEMENT,
                        caller.origin(),
                        now)
                .in(failed.scope())
                .at(failed.nodeId(), failed.nodeName())
                .decides(action.label(), error.id())
                .by(caller.username())
                .row();
    }

    private void handle(Connection connection, ErrorRow error, String resolution, Caller caller, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE error SET status = 'HANDLED', updated_at = ?, updated_by = ? WHERE id = ? AND status = 'ACTIVE'")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, caller.username());
            update.setLong(3, error.id());
            if (update.executeUpdate() == 0) {
                throw handled(error.id());
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO error_message (id, error_id, text, created_at, created_by) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, ids.next(Sequence.NOTE));
            insert.setLong(2, error.id());
            insert.setString(3, resolution);
            insert.setTimestamp(4, Timestamp.from(now));
            insert.setString(5, caller.username());
            insert.executeUpdate();
        }
    }
}
