package dev.arbor.engine.handler.store;

import dev.arbor.engine.api.Handlers.Durations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long executions took. There is no index on the handler of tasks, which each task would pay for, so only the latest
 * tasks are looked through.
 */
final class HandlerDurations {

    private static final int TASKS = 100_000;
    private static final String DURATIONS =
            "SELECT duration FROM task WHERE id > (SELECT coalesce(max(id), 0) FROM task) - " + TASKS
                    + " AND definition_id = ? AND status IN ('CLOSED', 'WIP') ORDER BY id DESC LIMIT 100";
    private static final String PAUSED = "SELECT count(*) FROM trigger g JOIN task k ON k.run_id = g.run_id"
            + " AND k.branch_id = g.branch_id AND k.loop_index = g.loop_index AND k.node_id = g.node_id"
            + " WHERE g.status = 'PAUSED' AND k.definition_id = ?";

    private HandlerDurations() {}

    static Durations of(Connection connection, String definitionId) throws SQLException {
        List<Long> millis = numbers(connection, DURATIONS, definitionId);
        long paused = numbers(connection, PAUSED, definitionId).get(0);
        return new Durations(millis, (int) paused);
    }

    private static List<Long> numbers(Connection connection, String sql, String definitionId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, definitionId);
            try (ResultSet row = query.executeQuery()) {
                List<Long> numbers = new ArrayList<>();
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
                return numbers;
            }
        }
    }
}
