package dev.arbor.engine.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that is about to begin.
 *
 * @param id its id
 * @param treeId what it runs
 * @param treeVersion the version that it starts with
 * @param staged whether it waits for its tree to be active
 * @param sourceId what its source calls it
 * @param sourceData the payload as it came; empty when there was none
 * @param caller the run and the token of the task that called it
 * @param inputs inputs, for routines
 * @param failed whether it begins with an error that waits for a person
 * @param createdBy who started it
 * @param depth how many runs caused each other up to this one; 0 for one that nobody's run caused
 */
public record NewRun(
        long id,
        long treeId,
        int treeVersion,
        boolean staged,
        Optional<String> sourceId,
        String sourceData,
        Optional<CallingTask> caller,
        Map<String, String> inputs,
        boolean failed,
        String createdBy,
        int depth) {

    private static final String INSERT = "INSERT INTO run (id, tree_id, tree_version, status, source_id, source_data,"
            + " originating_id, parent_id, token, inputs, open_work, active_errors, created_at, created_by, updated_at,"
            + " updated_by, depth) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)";

    /**
     * Who called a routine.
     *
     * @param runId the run of the calling task
     * @param originatingId the run at the top of the calls
     * @param token the token with which the routine completes the task; empty when nobody waits
     */
    public record CallingTask(long runId, long originatingId, String token) {}

    /** Stores runs, each with one trigger of open work: its root. */
    public static void insert(Connection connection, List<NewRun> runs, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (NewRun run : runs) {
                run.bind(insert, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Stores it. */
    public void insert(Connection connection, Instant now) throws SQLException {
        insert(connection, List.of(this), now);
    }

    private void bind(PreparedStatement insert, Instant now) throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, treeId);
        insert.setInt(3, treeVersion);
        insert.setString(4, staged ? "STAGED" : "STARTED");
        insert.setString(5, sourceId.orElse(null));
        insert.setString(6, sourceData.isEmpty() ? null : sourceData);
        insert.setLong(7, caller.map(CallingTask::originatingId).orElse(id));
        if (caller.isPresent()) {
            insert.setLong(8, caller.get().runId());
        } else {
            insert.setNull(8, Types.BIGINT);
        }
        insert.setString(
                9,
                caller.map(CallingTask::token).filter(token -> !token.isEmpty()).orElse(null));
        insert.setString(10, Results.write(inputs));
        insert.setInt(11, failed ? 1 : 0);
        insert.setTimestamp(12, Timestamp.from(now));
        insert.setString(13, createdBy);
        insert.setTimestamp(14, Timestamp.from(now));
        insert.setString(15, createdBy);
        insert.setInt(16, depth);
    }
}
