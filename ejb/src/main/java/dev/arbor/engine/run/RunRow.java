package dev.arbor.engine.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A run while a walk has it in hand: its row is locked until the transaction ends. */
public final class RunRow {

    private static final String LOCK =
            "SELECT tree_id, tree_version, status, source_id, originating_id, parent_id, token,"
                    + " inputs, outputs, open_work, active_errors, completed_at, depth FROM run WHERE id = ? FOR UPDATE";
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
                if (!row.next()) {
                    return Optional.empty();
                }
                RunRow run = new RunRow(id);
                run.treeId = row.getLong(1);
                run.treeVersion = row.getInt(2);
                run.status = row.getString(3);
                run.sourceId = row.getString(4);
                run.originatingId = row.getLong(5);
                long parent = row.getLong(6);
                run.parentId = row.wasNull() ? Optional.empty() : Optional.of(parent);
                run.token = row.getString(7) == null ? "" : row.getString(7);
                run.inputs = Results.read(row.getString(8));
                run.outputs = row.getString(9);
                run.openWork = row.getInt(10);
                run.activeErrors = row.getInt(11);
                Timestamp completed = row.getTimestamp(12);
                run.completedAt = completed == null ? null : completed.toInstant();
                run.depth = row.getInt(13);
                return Optional.of(run);
            }
        }
    }

    void write(Connection connection, Instant now) throws SQLException {
        boolean complete = openWork <= 0;
        if (complete && completedAt == null) {
            completedAt = now;
            changed = true;
        } else if (!complete && completedAt != null) {
            completedAt = null;
            changed = true;
        }
        if (!changed) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
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
            update.executeUpdate();
        }
        changed = false;
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
