package dev.arbor.engine.run;

import dev.arbor.core.run.Gate;
import dev.arbor.core.run.RunView;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.tree.Node;
import dev.arbor.core.walk.VersionMove;
import dev.arbor.engine.database.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a transaction knows of a run: its row, and the tasks of those scopes that somebody asked for. Everything is
 * changed here first and written once, in batches, when the walk is settled.
 */
public final class RunMemory implements RunView {

    /** Characters of a payload that is read together with its run. */
    private static final int SHORT = 65_536;

    private final Connection connection;
    private final RunRow run;
    private final Map<Scope, Map<String, TaskRow>> scopes = new HashMap<>();
    private final Map<Long, Optional<Long>> parentBranches = new HashMap<>();
    private final Map<Long, TaskRow> changed = new LinkedHashMap<>();
    private String sourceData;
    private boolean sourceDataRead;

    private RunMemory(Connection connection, RunRow run) {
        this.connection = connection;
        this.run = run;
    }

    /** Locks a run; empty when it is not there. */
    public static Optional<RunMemory> lock(Connection connection, long runId) throws SQLException {
        return RunRow.lock(connection, runId).map(row -> new RunMemory(connection, row));
    }

    /** Locks runs, with their payloads unless those are long; gives those that are there, in the order of their ids. */
    public static List<RunMemory> lock(Connection connection, Collection<Long> runIds) throws SQLException {
        List<RunMemory> locked = new ArrayList<>();
        RunRow.lock(connection, runIds, SHORT, (row, data) -> {
            RunMemory memory = new RunMemory(connection, row);
            memory.sourceData = data;
            memory.sourceDataRead = data != null;
            locked.add(memory);
        });
        return locked;
    }

    /** The run's own row. */
    public RunRow run() {
        return run;
    }

    /** Says that nothing was reached yet in a scope, which saves the question. */
    public void fresh(Scope scope) {
        scopes.putIfAbsent(scope, new LinkedHashMap<>());
    }

    @Override
    public Optional<TaskRow> task(TaskKey key) {
        return Optional.ofNullable(scope(key.scope()).get(key.nodeId()));
    }

    /** The task of a key that is known to exist. */
    public TaskRow require(TaskKey key) {
        return task(key).orElseThrow(() -> new IllegalStateException("Expected a task for " + key + "."));
    }

    @Override
    public Collection<TaskRow> tasks(Scope scope) {
        return scope(scope).values();
    }

    @Override
    public boolean returned() {
        return run.returned();
    }

    @Override
    public Optional<Long> parentBranch(long branchId) {
        return parentBranches.computeIfAbsent(branchId, this::readParentBranch);
    }

    /** Says of which branch an update branches off, which saves the question. */
    public void branch(long branchId, Optional<Long> parent) {
        parentBranches.put(branchId, parent);
    }

    /** The run goes on with another version of its tree; what its tasks count by place is carried over. */
    public void moveTo(int version, VersionMove move) throws SQLException {
        for (TaskRow row : TaskRows.counting(connection, run.id())) {
            TaskRow task = known(row);
            Gate carried = move.carry(task.key().nodeId(), task.gate());
            if (!Arrays.equals(carried.bytes(), task.gate().bytes())) {
                gate(task, carried);
            }
        }
        run.moveTo(version);
    }

    /** A task by its id. */
    public Optional<TaskRow> byId(long taskId) throws SQLException {
        return TaskRows.byId(connection, run.id(), taskId).map(this::known);
    }

    /** A task by its deferral token. */
    public Optional<TaskRow> byToken(String token) throws SQLException {
        return TaskRows.byToken(connection, run.id(), token).map(this::known);
    }

    /** A task that was reached in this transaction and is not stored yet, by its token. */
    public Optional<TaskRow> unstored(String token) {
        return changed.values().stream()
                .filter(row -> row.token().equals(token))
                .findFirst();
    }

    /** Every task of a node that was performed, by loop index, in all branches. */
    public Map<Scope, TaskRow> performed(String nodeId) {
        Map<Scope, TaskRow> found = new LinkedHashMap<>();
        try {
            for (TaskRow row : TaskRows.ofNode(connection, run.id(), nodeId)) {
                found.put(row.key.scope(), row);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        scopes.forEach((scope, tasks) -> {
            TaskRow row = tasks.get(nodeId);
            if (row != null) {
                found.put(scope, row);
            }
        });
        found.values().removeIf(row -> !row.executed());
        return found;
    }

    /** What started the run, as it came; empty when there was nothing. */
    public String sourceData() {
        if (!sourceDataRead) {
            try (PreparedStatement query = connection.prepareStatement("SELECT source_data FROM run WHERE id = ?")) {
                query.setLong(1, run.id());
                try (ResultSet row = query.executeQuery()) {
                    sourceData = row.next() && row.getString(1) != null ? row.getString(1) : "";
                }
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
            sourceDataRead = true;
        }
        return sourceData;
    }

    /** A task for a node that was just reached. */
    public TaskRow create(long id, TaskKey key, Node node, String token, Instant now) {
        TaskRow row = new TaskRow(id, key, node, token, now);
        scope(key.scope()).put(key.nodeId(), row);
        changed.put(id, row);
        run.openWork(1);
        return row;
    }

    /** The task is done. */
    public void close(TaskRow row, Map<String, String> results, long duration) {
        change(row, () -> {
            row.results(results, duration);
            row.become(TaskStatus.CLOSED);
        });
    }

    /** The task waits to be completed. */
    public void defer(TaskRow row, Map<String, String> results, long duration) {
        change(row, () -> {
            row.results(results, duration);
            row.become(TaskStatus.WIP);
        });
    }

    /** The task was completed from outside. */
    public void complete(TaskRow row, Map<String, String> deferred) {
        change(row, () -> {
            row.deferredResults(deferred);
            row.become(TaskStatus.CLOSED);
        });
    }

    /** The task was updated from outside. */
    public void update(TaskRow row, Map<String, String> deferred) {
        change(row, () -> row.deferredResults(deferred));
    }

    /** The task is new again. */
    public void reopen(TaskRow row) {
        change(row, () -> {
            row.become(TaskStatus.NEW);
            row.gate(Gate.NONE);
        });
    }

    /** A call to the outside is under way for the task. */
    public void depart(TaskRow row) {
        change(row, () -> row.become(TaskStatus.IN_FLIGHT));
    }

    /** The call to the outside is over. */
    public void land(TaskRow row) {
        change(row, () -> row.become(TaskStatus.NEW));
    }

    /** What the task counts has changed. */
    public void gate(TaskRow row, Gate gate) {
        change(row, () -> row.gate(gate));
    }

    /** An attempt of the task has failed. */
    public void fail(TaskRow row) {
        change(row, () -> row.failed(true));
    }

    /** The task is performed, for the first time or again. */
    public void attempt(TaskRow row) {
        if (row.failed()) {
            change(row, () -> row.failed(false));
        }
    }

    /** The task's results were edited by hand. */
    public void edit(TaskRow row, Optional<Map<String, String>> results, Optional<Map<String, String>> deferred) {
        change(row, () -> {
            results.ifPresent(values -> row.results(values, row.duration()));
            deferred.ifPresent(row::replaceDeferredResults);
        });
    }

    /** Writes everything that has changed. */
    public void write(Instant now) throws SQLException {
        write(connection, List.of(this), now);
    }

    /** Writes everything that has changed of several runs, with as few statements as for one. */
    public static void write(Connection connection, Collection<RunMemory> memories, Instant now) throws SQLException {
        Map<Long, Collection<TaskRow>> changed = new LinkedHashMap<>();
        memories.forEach(each -> changed.put(each.run.id(), each.changed.values()));
        TaskRows.write(connection, changed, now);
        memories.forEach(each -> each.changed.clear());
        RunRow.write(connection, memories.stream().map(RunMemory::run).toList(), now);
    }

    private void change(TaskRow row, Runnable change) {
        boolean before = row.open();
        change.run();
        boolean after = row.open();
        if (before != after) {
            run.openWork(after ? 1 : -1);
        }
        changed.put(row.id, row);
    }

    private Map<String, TaskRow> scope(Scope scope) {
        Map<String, TaskRow> known = scopes.get(scope);
        if (known == null) {
            known = new LinkedHashMap<>();
            try {
                for (TaskRow row : TaskRows.ofScope(connection, run.id(), scope)) {
                    known.put(row.key.nodeId(), row);
                }
            } catch (SQLException e) {
                throw new DatabaseException(e);
            }
            scopes.put(scope, known);
        }
        return known;
    }

    private TaskRow known(TaskRow read) {
        return scope(read.key.scope()).getOrDefault(read.key.nodeId(), read);
    }

    private Optional<Long> readParentBranch(long branchId) {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT branch_id FROM trigger WHERE id = ? AND run_id = ?")) {
            query.setLong(1, branchId);
            query.setLong(2, run.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getLong(1) != branchId ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
