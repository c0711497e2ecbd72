package dev.arbor.engine.trigger;

import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the rows that nobody rang for: those that have fallen due (waits, scheduled triggers) and those that were
 * forgotten, because a message was lost or a server died after its commit.
 */
@ApplicationScoped
public class DueRows {

    /** Due for this long without being taken is forgotten. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(2);
    /** Runs rung for in one look; the rest is there at the next. */
    private static final int MOST = 2_000;

    private final Transactions transactions;
    private final Doorbell doorbell;
    private final InstantSource time;
    private volatile Instant lastLook = Instant.EPOCH;

    /** For the container's proxy. */
    protected DueRows() {
        this(null, null, null);
    }

    /** Over the database. */
    @Inject
    public DueRows(Transactions transactions, Doorbell doorbell, InstantSource time) {
        this.transactions = transactions;
        this.doorbell = doorbell;
        this.time = time;
    }

    /**
     * Rings for what is due.
     *
     * @return when to look again at the latest: at the next row that falls due, or soon while anything is due; absent when
     *     no row wants anybody
     */
    public Optional<Instant> look() {
        Instant now = time.instant();
        Instant since = lastLook;
        lastLook = now;
        List<Long> runs = transactions.call(unit -> fellDue(unit, since, now));
        doorbell.ring(runs);
        Optional<Instant> next = transactions.call(unit -> nextDue(unit, now));
        return next;
    }

    private static List<Long> fellDue(Transactions.Unit unit, Instant since, Instant now) throws SQLException {
        // A row that was due from the beginning was rung for when it was committed; it counts only once forgotten.
        String sql = "SELECT DISTINCT run_id FROM trigger WHERE due_at >= ? AND due_at <= ? AND (due_at <= ?"
                + " OR (due_at > ? AND scheduled_at > created_at)) LIMIT " + MOST;
        try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
            query.setTimestamp(1, TriggerRows.BEGINNING);
            query.setTimestamp(2, Timestamp.from(now));
            query.setTimestamp(3, Timestamp.from(now.minus(FORGOTTEN)));
            query.setTimestamp(4, Timestamp.from(since));
            List<Long> runs = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    runs.add(row.getLong(1));
                }
            }
            return runs;
        }
    }

    private static Optional<Instant> nextDue(Transactions.Unit unit, Instant now) throws SQLException {
        try (PreparedStatement query = unit.connection()
                .prepareStatement("SELECT due_at FROM trigger WHERE due_at >= ? ORDER BY due_at LIMIT 1")) {
            query.setTimestamp(1, TriggerRows.BEGINNING);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant due = row.getTimestamp(1).toInstant();
                // What is due already is being worked on, or will be forgotten: look again soon, not at once.
                return Optional.of(due.isAfter(now) ? due : now.plusSeconds(1));
            }
        }
    }
}
