package dev.arbor.engine.trigger;

import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.HandlerRelease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** The triggers of nodes whose handler is paused (engine spec 3.2). */
@ApplicationScoped
public class PausedTriggers implements HandlerRelease {

    private static final String OF_HANDLER = "SELECT g.id, g.run_id FROM trigger g JOIN task k ON k.run_id = g.run_id"
            + " AND k.branch_id = g.branch_id AND k.loop_index = g.loop_index AND k.node_id = g.node_id"
            + " WHERE g.status = 'PAUSED' AND k.definition_id = ? ORDER BY g.id";

    private final Doorbell doorbell;

    /** For the container's proxy. */
    protected PausedTriggers() {
        this(null);
    }

    /** Rings for what is let go. */
    @Inject
    public PausedTriggers(Doorbell doorbell) {
        this.doorbell = doorbell;
    }

    @Override
    public void release(Transactions.Unit unit, String definitionId) throws SQLException {
        Map<Long, Long> runs = new LinkedHashMap<>();
        try (PreparedStatement query = unit.connection().prepareStatement(OF_HANDLER)) {
            query.setString(1, definitionId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    runs.put(row.getLong(1), row.getLong(2));
                }
            }
        }
        if (runs.isEmpty()) {
            return;
        }
        // Not New: a server that has not heard of it yet performs it all the same.
        try (PreparedStatement update = unit.connection()
                .prepareStatement("UPDATE trigger SET status = 'UNPAUSED', due_at = scheduled_at"
                        + " WHERE id = ? AND status = 'PAUSED'")) {
            for (long id : runs.keySet()) {
                update.setLong(1, id);
                update.addBatch();
            }
            update.executeBatch();
        }
        unit.afterCommit(() -> new LinkedHashSet<>(runs.values()).forEach(doorbell::ring));
    }
}
