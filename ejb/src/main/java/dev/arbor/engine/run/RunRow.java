package dev.arbor.engine.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A run while a walk has it in hand: its row is locked until the transaction ends. */
public final class RunRow {

    private static final String COLUMNS =
            "id, tree_id, tree_version, status, source_id, originating_id, parent_id, token,"
                    + " inputs, outputs, open_work, active_errors, completed_at, depth";
    private static final String LOCK = "SELECT " + COLUMNS + " FROM run WHERE id = ? FOR UPDATE";
    private static final String UPDATE = "UPDATE run SET tree_version = ?, status = ?, outputs = ?, open_work = ?,"
            + " active_errors = ?, completed_at = ?, updated_at = ?, source_id = ? WHERE id = ?";

    private final long id;
    private long treeId;
    private int treeVersion;
    private String status;
    private String sourceId;
    private long originatingId;
    private Optional<Long> parentId;
    private String token;
    private Map<String, String> inputs;
    private String outputs;
    private int openWork;
    private int activeErrors;
    private Instant completedAt;
    private int depth;
    private boolean changed;

    private RunRow(long id) {
        this.id = id;
    }

    /** Locks a run and reads it; empty when there is none. */
    static Optional<RunRow> lock(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    /**
     * Locks runs and reads them, in the order of their ids, so that nobody who does the same stands in the way.
     *
     * @param most how many characters of a payload are read with the row
     * @param each hears of each run that is there, with its payload; null when it has none or a longer one
     */
    static void lock(Connection connection, Collection<Long> ids, int most, BiConsumer<RunRow, String> each)
            throws SQLException {
        String sql = "SELECT " + COLUMNS + ", CASE WHEN octet_length(source_data) <= ? THEN source_data END FROM run"
                + " WHERE id IN (" + String.join(", ", Collections.nCopies(ids.size(), "?"))
                + ") ORDER BY id FOR UPDATE";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, most);
            int place = 2;
            for (long id : ids) {
                query.setLong(place++, id);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    each.accept(read(row), row.getString(15));
                }
            }
        }
    }

    private static RunRow read(ResultSet row) throws SQLException {
        RunRow run = new RunRow(row.getLong(1));
        run.treeId = row.getLong(2);
        run.treeVersion = row.getInt(3);
        run.status = row.getString(4);
        run.sourceId = row.getString(5);
        run.originatingId = row.getLong(6);
        long parent = row.getLong(7);
        run.parentId = row.wasNull() ? Optional.empty() : Optional.of(parent);
        run.token = row.getString(8) == null ? "" : row.getString(8);
        run.inputs = Results.read(row.getString(9));
        run.outputs = row.getString(10);
        run.openWork = row.getInt(11);
        run.activeErrors = row.getInt(12);
        Timestamp completed = row.getTimestamp(13);
        run.completedAt = completed == null ? null : completed.toInstant();
        run.depth = row.getInt(14);
        return run;
    }

    /** Writes those that have changed. */
    static void write(Connection connection, Collection<RunRow> rows, Instant now) throws SQLException {
        List<RunRow> changed = rows.stream().filter(row -> row.changes(now)).toList();
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (RunRow row : changed) {
                row.bind(update, now);
                update.addBatch();
            }
            update.executeBatch();
        }
        changed.forEach(row -> row.changed = false);
    }

    private boolean changes(Instant now) {
        boolean complete = openWork <= 0;
        if (complete && completedAt == null) {
            completedAt = now;
            changed = true;
        } else if (!complete && completedAt != null) {
            completedAt = null;
            changed = true;
        }
        return changed;
    }

    private void bind(PreparedStatement update, Instant now) throws SQLException {
        update.setInt(1, treeVersion);
        update.setString(2, status);
        update.setString(3, outputs);
        update.setInt(4, openWork);
        update.setInt(5, activeErrors);
        if (completedAt == null) {
            update.setNull(6, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            update.setTimestamp(6, Timestamp.from(completedAt));
        }
        update.setTimestamp(7, Timestamp.from(now));
        update.setString(8, sourceId);
        update.setLong(9, id);
    }

    /** Its id. */
    public long id() {
        return id;
    }

    /** The tree that it runs. */
    public long treeId() {
        return treeId;
    }

    /** The version of the tree that it is on. */
    public int treeVersion() {
        return treeVersion;
    }

    /** Whether it waits for its tree to be active again. */
    public boolean staged() {
        return status.equals("STAGED");
    }

    /** What its source calls it; null when the source does not say. */
    public String sourceId() {
        return sourceId;
    }

    /** The run at the top of its calls; itself when nobody called it. */
    public long originatingId() {
        return originatingId;
    }

    /** The run that called it. */
    public Optional<Long> parentId() {
        return parentId;
    }

    /** The token of the task that called it; empty when nobody did. */
    public String token() {
        return token;
    }

    /** Its inputs. */
    public Map<String, String> inputs() {
        return inputs;
    }

    /** Whether a return node was reached. */
    public boolean returned() {
        return outputs != null;
    }

    /** Whether nothing of it is left to do. */
    public boolean complete() {
        return openWork <= 0;
    }

    /** How many runs caused each other up to this one. */
    public int depth() {
        return depth;
    }

    /** How many errors wait for a person. */
    public int activeErrors() {
        return activeErrors;
    }

    /** A return node was reached. */
    public void returns(Map<String, String> values) {
        String written = Results.write(values);
        outputs = written == null ? "{}" : written;
        changed = true;
    }

    /** Its source has said by now what it calls what started the run. */
    public void sourceId(String value) {
        sourceId = value;
        changed = true;
    }

    /** It waits for its tree to be active, or no longer. */
    public void stage(boolean staged) {
        status = staged ? "STAGED" : "STARTED";
        changed = true;
    }

    /** It goes on with another version of its tree. */
    public void moveTo(int version) {
        changed |= version != treeVersion;
        treeVersion = version;
    }

    /** More or less is left to do. */
    public void openWork(int delta) {
        changed |= delta != 0;
        openWork += delta;
    }

    /** More or fewer errors wait for a person. */
    public void activeErrors(int delta) {
        changed |= delta != 0;
        activeErrors = Math.max(0, activeErrors + delta);
    }
}
