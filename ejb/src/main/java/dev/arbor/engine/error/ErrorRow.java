package dev.arbor.engine.error;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.walk.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * A failure of a run as it is stored.
 *
 * @param id its id
 * @param runId the run
 * @param taskId the task that failed, or whose connector did
 * @param triggerId the management trigger that stands for it
 * @param type kind
 * @param active whether it waits for a person
 * @param nodeId the node; empty when there is none
 * @param definitionId what performs the node; empty when there is none
 * @param connector the connector's type and target
 * @param summary one line
 * @param text the long text
 */
public record ErrorRow(
        long id,
        long runId,
        Optional<Long> taskId,
        long triggerId,
        ErrorType type,
        boolean active,
        String nodeId,
        String definitionId,
        Optional<ConnectorEnd> connector,
        String summary,
        String text) {

    private static final String INSERT = "INSERT INTO error (id, run_id, task_id, trigger_id, type, status, node_id,"
            + " definition_id, connector_type, connector_to, summary, text, engine, created_at, created_by, updated_at,"
            + " updated_by) VALUES (?, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?, ?, ?, ?, ?, 'SYSTEM', ?, 'SYSTEM')";
    private static final String SELECT = "SELECT id, run_id, task_id, trigger_id, type, status, node_id, definition_id,"
            + " connector_type, connector_to, summary, text FROM error WHERE id = ?";

    /** Which of a node's connectors. */
    public record ConnectorEnd(ConnectorType type, String to) {}

    /** The record of a failure. */
    public static ErrorRow of(
            long id, long runId, long taskId, long triggerId, String nodeId, String definitionId, Failure failure) {
        return new ErrorRow(
                id,
                runId,
                taskId == 0 ? Optional.empty() : Optional.of(taskId),
                triggerId,
                failure.type(),
                true,
                nodeId,
                definitionId,
                failure.connector().map(connector -> new ConnectorEnd(connector.type(), connector.to())),
                failure.summary(),
                failure.text());
    }

    /** Stores errors. */
    public static void insert(Connection connection, Collection<ErrorRow> rows, String engine, Instant now)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ErrorRow row : rows) {
                insert.setLong(1, row.id);
                insert.setLong(2, row.runId);
                if (row.taskId.isPresent()) {
                    insert.setLong(3, row.taskId.get());
                } else {
                    insert.setNull(3, Types.BIGINT);
                }
                insert.setLong(4, row.triggerId);
                insert.setString(5, row.type.label());
                insert.setString(6, row.nodeId.isEmpty() ? null : row.nodeId);
                insert.setString(7, row.definitionId.isEmpty() ? null : row.definitionId);
                insert.setString(8, row.connector.map(end -> end.type().name()).orElse(null));
                insert.setString(9, row.connector.map(ConnectorEnd::to).orElse(null));
                insert.setString(10, row.summary);
                insert.setString(11, row.text);
                insert.setString(12, engine);
                insert.setTimestamp(13, Timestamp.from(now));
                insert.setTimestamp(14, Timestamp.from(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** An error of a run by its id. */
    public static Optional<ErrorRow> byId(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long task = row.getLong(3);
                Optional<Long> taskId = row.wasNull() ? Optional.empty() : Optional.of(task);
                String connectorType = row.getString(9);
                Optional<ConnectorEnd> end = connectorType == null
                        ? Optional.empty()
                        : Optional.of(new ConnectorEnd(ConnectorType.valueOf(connectorType), row.getString(10)));
                return Optional.of(new ErrorRow(
                        row.getLong(1),
                        row.getLong(2),
                        taskId,
                        row.getLong(4),
                        ErrorType.of(row.getString(5)).orElse(ErrorType.UNIDENTIFIED),
                        row.getString(6).equals("ACTIVE"),
                        row.getString(7) == null ? "" : row.getString(7),
                        row.getString(8) == null ? "" : row.getString(8),
                        end,
                        row.getString(11),
                        row.getString(12)));
            }
        }
    }
}
