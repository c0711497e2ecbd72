package dev.arbor.engine.run;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The task table, as walks use it. */
final class TaskRows {

    private static final String COLUMNS =
            "id, branch_id, loop_index, node_id, node_name, definition_id, status, visible,"
                    + " duration, token, results, deferred_results, gate, failed, attempts, created_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM task WHERE run_id = ?";
    private static final String INSERT = "INSERT INTO task (run_id, " + COLUMNS
            + ", updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE task SET status = ?, duration = ?, results = ?, deferred_results = ?,"
            + " gate = ?, failed = ?, attempts = ?, updated_at = ? WHERE id = ?";

    private TaskRows() {}

    static List<TaskRow> ofScope(Connection connection, long runId, Scope scope) throws SQLException {
        return query(
                connection,
                SELECT + " AND branch_id = ? AND loop_index = ?",
                runId,
                scope.branchId(),
                scope.loopIndex().text());
    }

    static List<TaskRow> ofNode(Connection connection, long runId, String nodeId) throws SQLException {
        return query(connection, SELECT + " AND node_id = ?", runId, nodeId);
    }

    static List<TaskRow> counting(Connection connection, long runId) throws SQLException {
        return query(connection, SELECT + " AND gate IS NOT NULL", runId);
    }

    static Optional<TaskRow> byId(Connection connection, long runId, long id) throws SQLException {
        return query(connection, SELECT + " AND id = ?", runId, id).stream().findFirst();
    }

    static Optional<TaskRow> byToken(Connection connection, long runId, String token) throws SQLException {
        return query(connection, SELECT + " AND token = ?", runId, token).stream()
                .findFirst();
    }

    private static List<TaskRow> query(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setObject(i + 1, arguments[i]);
            }
            List<TaskRow> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(read(row));
                }
            }
            return rows;
        }
    }

    private static TaskRow read(ResultSet row) throws SQLException {
        Scope scope = new Scope(row.getLong(2), LoopIndex.of(row.getString(3)));
        return new TaskRow.Stored(
                        row.getLong(1),
                        new TaskKey(scope, row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getBoolean(8),
                        row.getLong(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getBytes(13),
                        row.getBoolean(14),
                        row.getInt(15),
                        row.getTimestamp(16).toInstant())
                .row();
    }

    /** Writes what has changed of some runs' tasks. */
    static void write(Connection connection, Map<Long, ? extends Collection<TaskRow>> byRun, Instant now)
            throws SQLException {
        Timestamp at = Timestamp.from(now);
        Map<Long, List<TaskRow>> reached = new LinkedHashMap<>();
        List<TaskRow> changed = new ArrayList<>();
        byRun.forEach((runId, rows) -> rows.forEach(row -> {
            if (!row.stored()) {
                reached.computeIfAbsent(runId, id -> new ArrayList<>()).add(row);
            } else if (row.changed()) {
                changed.add(row);
            }
        }));
        insert(connection, reached, at);
        update(connection, changed, at);
        byRun.values().forEach(rows -> rows.forEach(TaskRow::written));
    }

    private static void insert(Connection connection, Map<Long, List<TaskRow>> byRun, Timestamp at)
            throws SQLException {
        if (byRun.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<Long, List<TaskRow>> run : byRun.entrySet()) {
                for (TaskRow row : run.getValue()) {
                    bind(insert, run.getKey(), row, at);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, long runId, TaskRow row, Timestamp at) throws SQLException {
        insert.setLong(1, runId);
        insert.setLong(2, row.id);
        insert.setLong(3, row.key.scope().branchId());
        insert.setString(4, row.key.scope().loopIndex().text());
        insert.setString(5, row.key.nodeId());
        insert.setString(6, row.nodeName);
        insert.setString(7, row.definitionId);
        insert.setString(8, row.status().name());
        insert.setBoolean(9, row.visible);
        insert.setLong(10, row.duration());
        insert.setString(11, row.token.isEmpty() ? null : row.token);
        insert.setString(12, Results.write(row.results()));
        insert.setString(13, Results.write(row.deferredResults()));
        insert.setBytes(14, gate(row));
        insert.setBoolean(15, row.failed());
        insert.setInt(16, row.attempts());
        insert.setTimestamp(17, Timestamp.from(row.createdAt));
        insert.setTimestamp(18, at);
    }

    private static void update(Connection connection, List<TaskRow> rows, Timestamp at) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (TaskRow row : rows) {
                update.setString(1, row.status().name());
                update.setLong(2, row.duration());
                update.setString(3, Results.write(row.results()));
                update.setString(4, Results.write(row.deferredResults()));
                update.setBytes(5, gate(row));
                update.setBoolean(6, row.failed());
                update.setInt(7, row.attempts());
                update.setTimestamp(8, at);
                update.setLong(9, row.id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static byte[] gate(TaskRow row) {
        byte[] bytes = row.gate().bytes();
        return bytes.length == 0 ? null : bytes;
    }
}
