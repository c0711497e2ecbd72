package dev.arbor.engine.trigger;

import dev.arbor.core.tree.ConnectorType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** A message that a task recorded about itself. */
record MessageRow(long id, long runId, long taskId, ConnectorType type, String text) {

    static void insert(Connection connection, List<MessageRow> rows, Instant now) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO task_message (id, run_id, task_id, type, text, created_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (MessageRow row : rows) {
                insert.setLong(1, row.id);
                insert.setLong(2, row.runId);
                insert.setLong(3, row.taskId);
                insert.setString(4, row.type.name());
                insert.setString(5, row.text);
                insert.setTimestamp(6, Timestamp.from(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
