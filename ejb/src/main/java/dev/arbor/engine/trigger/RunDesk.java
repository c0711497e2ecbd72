package dev.arbor.engine.trigger;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.TreeGraph;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunControl;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.run.RunEdits;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.run.TaskRow;
import dev.arbor.engine.tree.TreeGraphs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What people do to runs by hand. Each change locks the run, so that no walk is in between. */
@ApplicationScoped
public class RunDesk implements RunControl {

    private static final Pattern LOOP_INDEX = Pattern.compile("(/[^/#]+#\\d{1,9})+");

    /** In which the run counts a trigger as work that is owed, whether it is due or waits. */
    private static final Set<TriggerRow.Status> WORK =
            EnumSet.of(TriggerRow.Status.NEW, TriggerRow.Status.PAUSED, TriggerRow.Status.UNPAUSED);

    private final Transactions transactions;
    private final TreeGraphs graphs;
    private final Ids ids;
    private final Doorbell doorbell;
    private final DueAlarm alarm;
    private final InstantSource time;

    /** For the container's proxy. */
    protected RunDesk() {
        this(null, null, null, null, null, null);
    }

    /** With all that it works with. */
    @Inject
    public RunDesk(
            Transactions transactions,
            TreeGraphs graphs,
            Ids ids,
            Doorbell doorbell,
            DueAlarm alarm,
            InstantSource time) {
        this.transactions = transactions;
        this.graphs = graphs;
        this.ids = ids;
        this.doorbell = doorbell;
        this.alarm = alarm;
        this.time = time;
    }

    @Override
    public long trigger(long runId, ManualTrigger command, Caller caller) {
        return transactions.call(unit -> {
            RunMemory memory = lock(unit.connection(), runId);
            TreeGraph graph = graphs.of(memory.run().treeId(), memory.run().treeVersion());
            Node node = graph.node(command.nodeId())
                    .orElseThrow(() -> Refusal.invalid(
                            "unknown_node",
                            "Expected to trigger the node '" + command.nodeId() + "', but the tree of run " + runId
                                    + " has no such node."));
            Instant now = time.instant();
            Instant at = command.scheduledAt().orElse(now);
            long branch = command.branchId().isPresent()
                    ? branch(unit.connection(), runId, command.branchId().get())
                    : mainBranch(unit.connection(), runId);
            TriggerRow trigger = TriggerRow.draft(
                            ids.next(Sequence.TRIGGER),
                            runId,
                            TriggerRow.Action.ROOT,
                            TriggerRow.Type.MANUAL,
                            caller.origin(),
                            at)
                    .in(new Scope(branch, loopIndex(command.loopIndex().orElse("/"))))
                    .at(node.id(), node.name())
                    .selection(command.selectionCriterion().orElse(""))
                    .by(caller.username())
                    .row();
            TriggerRows.insert(unit.connection(), List.of(trigger), memory.run().staged(), now);
            memory.run().openWork(1);
            memory.write(now);
            unit.afterCommit(() -> announce(runId, at, now));
            return trigger.id();
        });
    }

    private void announce(long runId, Instant at, Instant now) {
        if (at.isAfter(now)) {
            alarm.set(at);
        } else {
            doorbell.ring(runId);
        }
    }

    private static LoopIndex loopIndex(String text) {
        LoopIndex index = LoopIndex.of(text);
        if (!index.isRoot() && !LOOP_INDEX.matcher(index.text()).matches()) {
            throw Refusal.invalid(
                    "invalid_loop_index",
                    "Expected the loop index to be '/' or like '/3#0', but it was '" + text + "'.");
        }
        return index;
    }

    private static long branch(Connection connection, long runId, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM trigger WHERE run_id = ? AND (id = ? OR branch_id = ?) LIMIT 1")) {
            query.setLong(1, runId);
            query.setLong(2, id);
            query.setLong(3, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw Refusal.invalid(
                            "unknown_branch",
                            "Expected run " + runId + " to have the branch " + id + ", but it has not.");
                }
                return id;
            }
        }
    }

    private static long mainBranch(Connection connection, long runId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT min(id) FROM trigger WHERE run_id = ? AND action = 'ROOT' AND branch_id = id")) {
            query.setLong(1, runId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                if (row.wasNull()) {
                    throw Refusal.invalid(
                            "no_branch",
                            "Expected run " + runId + " to have a main branch; name the branch to trigger.");
                }
                return id;
            }
        }
    }

    @Override
    public void change(long runId, RunChange change, Caller caller) {
        transactions.call(unit -> {
            RunMemory memory = lock(unit.connection(), runId);
            new RunEdits(unit.connection(), graphs, ids, caller, time.instant()).change(memory, change);
            return null;
        });
    }

    @Override
    public void change(long runId, long taskId, TaskChange change, Caller caller) {
        transactions.call(unit -> {
            RunMemory memory = lock(unit.connection(), runId);
            TaskRow task = memory.byId(taskId)
                    .orElseThrow(() -> Refusal.notFound(
                            "Unable to retrieve the task with id " + taskId + " of run " + runId + "."));
            if (task.status() == TaskStatus.IN_FLIGHT) {
                throw Refusal.invalid(
                        "task_in_flight",
                        "Expected to edit task " + taskId + ", but its call is under way; wait until it is back.");
            }
            new RunEdits(unit.connection(), graphs, ids, caller, time.instant()).change(memory, task, change);
            return null;
        });
    }

    @Override
    public void delete(long runId, Caller caller) {
        transactions.call(unit -> {
            lock(unit.connection(), runId);
            RunEdits.delete(unit.connection(), runId);
            return null;
        });
    }

    @Override
    public void unpause(long triggerId, Caller caller) {
        transactions.call(unit -> {
            TriggerRow trigger = require(unit.connection(), triggerId);
            lock(unit.connection(), trigger.runId());
            if (require(unit.connection(), triggerId).status() != TriggerRow.Status.PAUSED) {
                throw Refusal.invalid(
                        "not_paused",
                        "Expected to unpause trigger " + triggerId + ", but it is "
                                + trigger.status().label() + ".");
            }
            try (PreparedStatement update = unit.connection()
                    .prepareStatement("UPDATE trigger SET status = 'UNPAUSED', due_at = scheduled_at WHERE id = ?")) {
                update.setLong(1, triggerId);
                update.executeUpdate();
            }
            unit.afterCommit(() -> doorbell.ring(trigger.runId()));
            return null;
        });
    }

    @Override
    public void deleteTrigger(long triggerId, Caller caller) {
        transactions.call(unit -> {
            TriggerRow trigger = require(unit.connection(), triggerId);
            RunMemory memory = lock(unit.connection(), trigger.runId());
            TriggerRow current = require(unit.connection(), triggerId);
            if (current.status() == TriggerRow.Status.WIP) {
                throw Refusal.invalid(
                        "trigger_in_hand",
                        "Expected to delete trigger " + triggerId + ", but a server has it in hand.");
            }
            refuseIfErrorStandsOn(unit.connection(), current);
            try (PreparedStatement delete = unit.connection().prepareStatement("DELETE FROM trigger WHERE id = ?")) {
                delete.setLong(1, triggerId);
                delete.executeUpdate();
            }
            if (current.countsAsWork() && WORK.contains(current.status())) {
                memory.run().openWork(-1);
                memory.write(time.instant());
            }
            return null;
        });
    }

    /** A decision about an error is made at the place of its trigger. */
    private static void refuseIfErrorStandsOn(Connection connection, TriggerRow trigger) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id FROM error WHERE run_id = ? AND trigger_id = ? AND status = 'ACTIVE'")) {
            query.setLong(1, trigger.runId());
            query.setLong(2, trigger.id());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    throw Refusal.invalid(
                            "trigger_of_error",
                            "Expected to delete trigger " + trigger.id() + ", but error #" + row.getLong(1)
                                    + " stands on it; resolve the error first.");
                }
            }
        }
    }

    private static TriggerRow require(Connection connection, long id) throws SQLException {
        return TriggerRows.byId(connection, id)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the trigger with id " + id + "."));
    }

    private static RunMemory lock(Connection connection, long runId) throws SQLException {
        return RunMemory.lock(connection, runId)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the run with id " + runId + "."));
    }
}
