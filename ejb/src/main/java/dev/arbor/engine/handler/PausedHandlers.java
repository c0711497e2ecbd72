package dev.arbor.engine.handler;

import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.setting.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which handlers are paused, so that their nodes wait (engine spec 1.3, 3.2). It is kept in memory and may be a second old:
 * a node may still be performed for as long after another server has paused its handler.
 */
@ApplicationScoped
public class PausedHandlers implements Kept {

    /** As it stands in the row of a handler. */
    public static final String PAUSED = "Paused";

    private final Transactions transactions;
    private volatile Set<String> known;

    /** For the container's proxy. */
    protected PausedHandlers() {
        this(null);
    }

    /** Over the database. */
    @Inject
    public PausedHandlers(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Whether nodes of a definition wait. Where they do, nobody lets the handler go before the transaction ends: what
     * waits in it is seen by whoever does.
     *
     * @param connection of a transaction
     */
    public boolean hold(Connection connection, String definitionId) throws SQLException {
        return all().contains(definitionId) && stillPaused(connection, definitionId);
    }

    /** Their definition ids. */
    public Set<String> all() {
        Set<String> paused = known;
        if (paused == null) {
            reload();
            paused = known;
        }
        return paused;
    }

    @Override
    public void reload() {
        known = transactions.call(unit -> {
            try (PreparedStatement query =
                    unit.connection().prepareStatement("SELECT definition_id FROM handler WHERE status = ?")) {
                query.setString(1, PAUSED);
                try (ResultSet row = query.executeQuery()) {
                    Set<String> paused = new HashSet<>();
                    while (row.next()) {
                        paused.add(row.getString(1));
                    }
                    return Set.copyOf(paused);
                }
            }
        });
    }

    private static boolean stillPaused(Connection connection, String definitionId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT status FROM handler WHERE definition_id = ? FOR UPDATE")) {
            query.setString(1, definitionId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getString(1).equals(PAUSED);
            }
        }
    }
}
