package dev.arbor.engine.trigger;

import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.tree.TreeActivated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lets the runs go that waited for their tree to be active (engine spec 3.1). */
@ApplicationScoped
public class StagedRuns {

    private final Transactions transactions;
    private final Doorbell doorbell;

    /** For the container's proxy. */
    protected StagedRuns() {
        this(null, null);
    }

    /** Over the database. */
    @Inject
    public StagedRuns(Transactions transactions, Doorbell doorbell) {
        this.transactions = transactions;
        this.doorbell = doorbell;
    }

    /**
     * Lets runs go that became staged while their tree was being activated, so that nobody told of it saw them. To be
     * asked now and then.
     */
    void releaseForgotten() {
        transactions.call(unit -> {
            List<Long> trees = new ArrayList<>();
            try (PreparedStatement query = unit.connection()
                            .prepareStatement("SELECT DISTINCT r.tree_id FROM run r JOIN tree t ON t.id = r.tree_id"
                                    + " WHERE r.status = 'STAGED' AND t.status = 'ACTIVE'");
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    trees.add(row.getLong(1));
                }
            }
            trees.forEach(tree -> release(new TreeActivated(tree)));
            return null;
        });
    }

    /** A tree is active again, in the transaction that made it so. */
    void release(@Observes TreeActivated event) {
        transactions.call(unit -> {
            List<Long> runs = staged(unit, event.treeId());
            try (PreparedStatement start =
                            unit.connection().prepareStatement("UPDATE run SET status = 'STARTED' WHERE id = ?");
                    PreparedStatement release = unit.connection()
                            .prepareStatement("UPDATE trigger SET mode = 'ACTIVE', due_at = scheduled_at"
                                    + " WHERE run_id = ? AND mode = 'STAGED' AND status IN ('NEW', 'UNPAUSED')")) {
                for (long run : runs) {
                    start.setLong(1, run);
                    start.addBatch();
                    release.setLong(1, run);
                    release.addBatch();
                }
                if (!runs.isEmpty()) {
                    start.executeBatch();
                    release.executeBatch();
                }
            }
            unit.afterCommit(() -> doorbell.ring(runs));
            return null;
        });
    }

    private static List<Long> staged(Transactions.Unit unit, long treeId) throws SQLException {
        try (PreparedStatement query = unit.connection()
                .prepareStatement(
                        "SELECT id FROM run WHERE tree_id = ? AND status = 'STAGED' ORDER BY id FOR UPDATE")) {
            query.setLong(1, treeId);
            List<Long> runs = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    runs.add(row.getLong(1));
                }
            }
            return runs;
        }
    }
}
