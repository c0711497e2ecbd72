package dev.arbor.engine.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.core.walk.VersionMove;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunControl;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.tree.TreeGraphs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes that a person makes to a run that is locked; each leaves an audit of what was before and what is now. */
public final class RunEdits {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OF_A_RUN =
            List.of("task_message", "task", "trigger", "error", "run_audit", "run_key");

    private final Connection connection;
    private final TreeGraphs graphs;
    private final Ids ids;
    private final Caller caller;
    private final Instant now;

    /** By somebody, in a transaction. */
    public RunEdits(Connection connection, TreeGraphs graphs, Ids ids, Caller caller, Instant now) {
        this.connection = connection;
        this.graphs = graphs;
        this.ids = ids;
        this.caller = caller;
        this.now = now;
    }

    /** Changes a run. */
    public void change(RunMemory memory, RunControl.RunChange change) throws SQLException {
        ObjectNode changes = JSON.createObjectNode();
        if (change.treeVersion().isPresent()) {
            moveTo(memory, change.treeVersion().get(), changes);
        }
        if (change.inputs().isPresent()) {
            audit(changes, "inputs", memory.run().inputs(), change.inputs().get());
            set("inputs", Results.write(change.inputs().get()), memory.run().id());
        }
        if (change.sourceData().isPresent()) {
            ObjectNode values = changes.putObject("sourceData");
            values.put("from", memory.sourceData());
            values.put("to", change.sourceData().get());
            set("source_data", change.sourceData().get(), memory.run().id());
        }
        memory.write(now);
        record(memory.run().id(), Optional.empty(), "Run Updated", change.message(), changes);
    }

    /** Changes a task. */
    public void change(RunMemory memory, TaskRow task, RunControl.TaskChange change) throws SQLException {
        ObjectNode changes = JSON.createObjectNode();
        change.results().ifPresent(values -> audit(changes, "results", task.results(), values));
        change.deferredResults().ifPresent(values -> audit(changes, "deferredResults", task.deferredResults(), values));
        memory.edit(task, change.results(), change.deferredResults());
        memory.write(now);
        record(memory.run().id(), Optional.of(task.id()), "Task Updated", change.message(), changes);
    }

    /** Deletes a run with all that belongs to it; runs that it called stay. */
    public static void delete(Connection connection, long runId) throws SQLException {
        execute(connection, "DELETE FROM task_attempt WHERE task_id IN (SELECT id FROM task WHERE run_id = ?)", runId);
        execute(
                connection,
                "DELETE FROM error_message WHERE error_id IN (SELECT id FROM error WHERE run_id = ?)",
                runId);
        for (String table : OF_A_RUN) {
            execute(connection, "DELETE FROM " + table + " WHERE run_id = ?", runId);
        }
        execute(connection, "DELETE FROM run WHERE id = ?", runId);
    }

    private void moveTo(RunMemory memory, int version, ObjectNode changes) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM tree_version WHERE tree_id = ? AND version = ?")) {
            query.setLong(1, memory.run().treeId());
            query.setInt(2, version);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw Refusal.invalid(
                            "unknown_version",
                            "Expected to move run " + memory.run().id() + " to version " + version
                                    + " of its tree, but there is no such version.");
                }
            }
        }
        ObjectNode values = changes.putObject("treeVersion");
        values.put("from", memory.run().treeVersion());
        values.put("to", version);
        long tree = memory.run().treeId();
        memory.moveTo(version, new VersionMove(graphs.of(tree, memory.run().treeVersion()), graphs.of(tree, version)));
    }

    private void set(String column, String value, long runId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE run SET " + column + " = ?, updated_at = ?, updated_by = ? WHERE id = ?")) {
            update.setString(1, value);
            update.setTimestamp(2, Timestamp.from(now));
            update.setString(3, caller.username());
            update.setLong(4, runId);
            update.executeUpdate();
        }
    }

    private static void audit(ObjectNode changes, String what, Map<String, String> from, Map<String, String> to) {
        ObjectNode values = changes.putObject(what);
        values.set("from", JSON.valueToTree(from));
        values.set("to", JSON.valueToTree(to));
    }

    private void record(long runId, Optional<Long> taskId, String action, String message, ObjectNode changes)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO run_audit (id, run_id, task_id, action,"
                        + " message, changes, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, ids.next(Sequence.NOTE));
            insert.setLong(2, runId);
            if (taskId.isPresent()) {
                insert.setLong(3, taskId.get());
            } else {
                insert.setNull(3, Types.BIGINT);
            }
            insert.setString(4, action);
            insert.setString(5, message);
            insert.setString(6, changes.toString());
            insert.setTimestamp(7, Timestamp.from(now));
            insert.setString(8, caller.username());
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql, long runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, runId);
            statement.executeUpdate();
        }
    }
}
