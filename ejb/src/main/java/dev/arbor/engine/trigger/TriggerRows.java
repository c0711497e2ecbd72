package dev.arbor.engine.trigger;

import dev.arbor.core.run.LoopIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The trigger table, as the engine uses it. */
public final class TriggerRows {

    private static final String COLUMNS = "id, run_id, branch_id, action, type, status, node_id, node_name, loop_index,"
            + " token, completes, results, message, originator, scheduled_at, due_at, pending, management_action,"
            + " error_id, selection_criterion, created_by";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM trigger WHERE ";
    private static final String INSERT =
            "INSERT INTO trigger (" + COLUMNS + ", mode, created_at, updated_at, updated_by)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /**
     * Before every trigger. A lower bound beside the upper one, because H2 would otherwise read all closed rows of a run,
     * whose due time is null, before it comes to the open ones.
     */
    static final Timestamp BEGINNING = Timestamp.from(Instant.EPOCH);

    private TriggerRows() {}

    /** The triggers of a run that want a worker now, those due first first. */
    static List<TriggerRow> due(Connection connection, long runId, Instant now, int most) throws SQLException {
        return query(
                connection,
                SELECT + "run_id = ? AND due_at >= ? AND due_at <= ? ORDER BY due_at, id LIMIT " + most,
                runId,
                BEGINNING,
                Timestamp.from(now));
    }

    /** The same of several runs: {@code most} of them all. */
    static List<TriggerRow> due(Connection connection, Collection<Long> runIds, Instant now, int most)
            throws SQLException {
        List<Object> arguments = new ArrayList<>(runIds);
        arguments.add(BEGINNING);
        arguments.add(Timestamp.from(now));
        return query(
                connection,
                SELECT + "run_id IN (" + String.join(", ", Collections.nCopies(runIds.size(), "?"))
                        + ") AND due_at >= ? AND due_at <= ? ORDER BY due_at, id LIMIT " + most,
                arguments.toArray());
    }

    /** A trigger by its id. */
    public static Optional<TriggerRow> byId(Connection connection, long id) throws SQLException {
        return query(connection, SELECT + "id = ?", id).stream().findFirst();
    }

    private static List<TriggerRow> query(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setObject(i + 1, arguments[i]);
            }
            List<TriggerRow> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(read(row));
                }
            }
            return rows;
        }
    }

    private static TriggerRow read(ResultSet row) throws SQLException {
        long error = row.getLong(19);
        Optional<Long> errorId = row.wasNull() ? Optional.empty() : Optional.of(error);
        return new TriggerRow(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                TriggerRow.Action.valueOf(row.getString(4)),
                TriggerRow.Type.valueOf(row.getString(5)),
                TriggerRow.Status.valueOf(row.getString(6)),
                text(row, 7),
                text(row, 8),
                LoopIndex.of(row.getString(9)),
                text(row, 10),
                text(row, 11),
                text(row, 12),
                text(row, 13),
                text(row, 14),
                row.getTimestamp(15).toInstant(),
                row.getTimestamp(16) != null,
                text(row, 17),
                text(row, 18),
                errorId,
                text(row, 20),
                text(row, 21));
    }

    /** Adds triggers. */
    public static void insert(Connection connection, Collection<TriggerRow> rows, boolean staged, Instant now)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (TriggerRow row : rows) {
                bind(insert, row, staged, Timestamp.from(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Adds a trigger that completes a task, unless the task has one already; says whether it was added. */
    static boolean insertOnce(Connection connection, TriggerRow row, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT + " ON CONFLICT DO NOTHING")) {
            bind(insert, row, false, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
    }

    private static void bind(PreparedStatement insert, TriggerRow row, boolean staged, Timestamp at)
            throws SQLException {
        Timestamp scheduled = Timestamp.from(row.scheduledAt());
        insert.setLong(1, row.id());
        insert.setLong(2, row.runId());
        insert.setLong(3, row.branchId());
        insert.setString(4, row.action().name());
        insert.setString(5, row.type().name());
        insert.setString(6, row.status().name());
        insert.setString(7, orNull(row.nodeId()));
        insert.setString(8, orNull(row.nodeName()));
        insert.setString(9, row.loopIndex().text());
        insert.setString(10, orNull(row.token()));
        insert.setString(11, orNull(row.completes()));
        insert.setString(12, orNull(row.results()));
        insert.setString(13, orNull(row.message()));
        insert.setString(14, row.originator());
        insert.setTimestamp(15, scheduled);
        if (row.wanted() && !staged) {
            insert.setTimestamp(16, scheduled);
        } else {
            insert.setNull(16, Types.TIMESTAMP_WITH_TIMEZONE);
        }
        insert.setString(17, orNull(row.pending()));
        insert.setString(18, orNull(row.managementAction()));
        if (row.errorId().isPresent()) {
            insert.setLong(19, row.errorId().get());
        } else {
            insert.setNull(19, Types.BIGINT);
        }
        insert.setString(20, orNull(row.selectionCriterion()));
        insert.setString(21, row.createdBy());
        insert.setString(22, staged ? "STAGED" : "ACTIVE");
        insert.setTimestamp(23, at);
        insert.setTimestamp(24, at);
        insert.setString(25, row.createdBy());
    }

    /** The triggers are done. */
    static void close(Connection connection, Collection<TriggerRow> rows, String member, Instant now)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = "UPDATE trigger SET status = 'CLOSED', due_at = NULL, member = NULL, pending = NULL, engine = ?,"
                + " updated_at = ?, updated_by = 'SYSTEM' WHERE id IN ("
                + String.join(", ", Collections.nCopies(rows.size(), "?")) + ")";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, member);
            update.setTimestamp(2, Timestamp.from(now));
            int place = 3;
            for (TriggerRow row : rows) {
                update.setLong(place++, row.id());
            }
            update.executeUpdate();
        }
    }

    /** A server has the trigger in hand while it calls the outside. */
    static void hold(Connection connection, TriggerRow row, String pending, String member, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE trigger SET status = 'WIP', due_at = NULL,"
                + " member = ?, pending = ?, engine = ?, updated_at = ?, updated_by = 'SYSTEM' WHERE id = ?")) {
            update.setString(1, member);
            update.setString(2, pending);
            update.setString(3, member);
            update.setTimestamp(4, Timestamp.from(now));
            update.setLong(5, row.id());
            update.executeUpdate();
        }
    }

    /** The server lays the trigger down again before it has called anybody: it is due with what is left of its walk. */
    static void giveBack(Connection connection, long id, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE trigger SET status = 'NEW', member = NULL, due_at = ?, updated_at = ? WHERE id = ?")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setTimestamp(2, Timestamp.from(now));
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    /** Whether a server still has the trigger in hand, for just that departure. */
    static boolean held(Connection connection, Departure departure, String member) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT pending FROM trigger WHERE id = ? AND member = ? AND status = 'WIP'")) {
            query.setLong(1, departure.trigger().id());
            query.setString(2, member);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && departure.pending().equals(text(row, 1));
            }
        }
    }

    /** The trigger came too early: it wants nobody until the task that it aims at has settled. */
    static void park(Connection connection, long id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE trigger SET due_at = NULL WHERE id = ?")) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    /** The task has settled: triggers that were parked for it are due again. Says how many there are. */
    static int unpark(Connection connection, long runId, String token) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE trigger SET due_at = scheduled_at"
                + " WHERE run_id = ? AND token = ? AND status = 'NEW' AND mode = 'ACTIVE' AND due_at IS NULL")) {
            update.setLong(1, runId);
            update.setString(2, token);
            return update.executeUpdate();
        }
    }

    /** A task begins anew: what was to wake it from its last wait no longer does. */
    static void forget(Connection connection, long runId, String token) throws SQLException {
        if (token.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE trigger SET status = 'CLOSED', due_at = NULL"
                        + " WHERE run_id = ? AND token = ? AND status = 'NEW' AND completes IS NULL AND action = 'COMPLETE'")) {
            update.setLong(1, runId);
            update.setString(2, token);
            update.executeUpdate();
        }
    }

    /** A trigger stands in another status from now on, and wants nobody. */
    static void status(Connection connection, long id, TriggerRow.Status status, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE trigger SET status = ?, due_at = NULL, member = NULL, updated_at = ? WHERE id = ?")) {
            update.setString(1, status.name());
            update.setTimestamp(2, Timestamp.from(now));
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    /** The triggers of a run wait for its tree to be active. */
    static void stage(Connection connection, long runId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE trigger SET mode = 'STAGED', due_at = NULL WHERE run_id = ? AND due_at IS NOT NULL")) {
            update.setLong(1, runId);
            update.executeUpdate();
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static String orNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
