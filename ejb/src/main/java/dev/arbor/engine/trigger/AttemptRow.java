package dev.arbor.engine.trigger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An attempt of a task that failed, or the one that succeeded after others had failed. */
record AttemptRow(long taskId, int number, Instant at, Optional<Long> errorId) {

    static void insert(Connection connection, List<AttemptRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO task_attempt (task_id, number, started_at,"
                        + " ended_at, error_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            for (AttemptRow row : rows) {
                insert.setLong(1, row.taskId);
                insert.setInt(2, row.number);
                insert.setTimestamp(3, Timestamp.from(row.at));
                insert.setTimestamp(4, Timestamp.from(row.at));
                if (row.errorId.isPresent()) {
                    insert.setLong(5, row.errorId.get());
                } else {
                    insert.setNull(5, Types.BIGINT);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
