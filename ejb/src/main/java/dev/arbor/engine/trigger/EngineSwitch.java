package dev.arbor.engine.trigger;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Whether triggers are processed. The word stands in the database, for all servers; each reads it again when its timer
 * looks for due rows.
 */
@ApplicationScoped
public class EngineSwitch implements EngineControl {

    private static final Logger LOG = Logger.getLogger(EngineSwitch.class);
    private static final String NAME = "engine.state";

    private final Transactions transactions;
    private final InstantSource time;
    private volatile EngineState state = EngineState.RUNNING;
    private volatile boolean shuttingDown;

    /** For the container's proxy. */
    protected EngineSwitch() {
        this(null, null);
    }

    /** Over the database. */
    @Inject
    public EngineSwitch(Transactions transactions, InstantSource time) {
        this.transactions = transactions;
        this.time = time;
    }

    /** Whether this server may process triggers now. */
    public boolean running() {
        return state == EngineState.RUNNING && !shuttingDown;
    }

    /** This server is about to stop: nothing new is begun. */
    public void shutDown() {
        shuttingDown = true;
    }

    /** Whether this server is about to stop. */
    boolean shuttingDown() {
        return shuttingDown;
    }

    @Override
    public EngineState state() {
        return state;
    }

    @Override
    public void command(EngineState command, Caller caller) {
        transactions.call(unit -> {
            Timestamp now = Timestamp.from(time.instant());
            try (PreparedStatement update = unit.connection()
                    .prepareStatement(
                            "UPDATE setting SET content = ?, updated_at = ?, updated_by = ? WHERE name = ?")) {
                update.setString(1, command.name());
                update.setTimestamp(2, now);
                update.setString(3, caller.username());
                update.setString(4, NAME);
                if (update.executeUpdate() == 0) {
                    insert(unit, command, now, caller);
                }
            }
            unit.afterCommit(() -> enter(command));
            return null;
        });
    }

    private static void insert(Transactions.Unit unit, EngineState command, Timestamp now, Caller caller)
            throws SQLException {
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("INSERT INTO setting (name, content, updated_at, updated_by) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, NAME);
            insert.setString(2, command.name());
            insert.setTimestamp(3, now);
            insert.setString(4, caller.username());
            insert.executeUpdate();
        }
    }

    /** Reads what was commanded, maybe on another server. */
    public void refresh() {
        EngineState commanded = transactions.call(unit -> {
            try (PreparedStatement query =
                    unit.connection().prepareStatement("SELECT content FROM setting WHERE name = ?")) {
                query.setString(1, NAME);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? EngineState.valueOf(row.getString(1)) : EngineState.RUNNING;
                }
            }
        });
        enter(commanded);
    }

    private void enter(EngineState commanded) {
        if (commanded != state) {
            LOG.infof("The engine is %s from now on.", commanded.label().toLowerCase(java.util.Locale.ROOT));
        }
        state = commanded;
    }
}
