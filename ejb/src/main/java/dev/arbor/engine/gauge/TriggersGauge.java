package dev.arbor.engine.gauge;

import dev.arbor.engine.database.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The gauge of triggers: a few counts over the indexes of open rows, asked for once a second at the most. */
final class TriggersGauge implements TriggersMXBean {

    private static final Duration KEPT = Duration.ofSeconds(1);

    /** What the database said. */
    private record Counts(Instant at, long backlog, long scheduled, long paused, Optional<Instant> oldest) {}

    private final Transactions transactions;
    private final InstantSource time;
    private Optional<Counts> last = Optional.empty();

    TriggersGauge(Transactions transactions, InstantSource time) {
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public long getBacklog() {
        return counts().backlog();
    }

    @Override
    public long getScheduled() {
        return counts().scheduled();
    }

    @Override
    public long getPaused() {
        return counts().paused();
    }

    @Override
    public double getOldestBacklogAgeSeconds() {
        Counts counts = counts();
        return counts.oldest()
                .map(due -> Math.max(0, Duration.between(due, counts.at()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private synchronized Counts counts() {
        Instant now = time.instant();
        if (last.isEmpty() || !now.isBefore(last.get().at().plus(KEPT))) {
            last = Optional.of(transactions.call(unit -> count(unit, now)));
        }
        return last.get();
    }

    private static Counts count(Transactions.Unit unit, Instant now) throws SQLException {
        String sql = "SELECT (SELECT count(*) FROM trigger WHERE due_at <= ?),"
                + " (SELECT count(*) FROM trigger WHERE member > ''),"
                + " (SELECT count(*) FROM trigger WHERE due_at > ?),"
                + " (SELECT count(*) FROM trigger WHERE status = 'PAUSED'),"
                + " (SELECT min(due_at) FROM trigger WHERE due_at <= ?)";
        try (PreparedStatement query = unit.connection().prepareStatement(sql)) {
            Timestamp at = Timestamp.from(now);
            query.setTimestamp(1, at);
            query.setTimestamp(2, at);
            query.setTimestamp(3, at);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Counts(
                        now,
                        row.getLong(1) + row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        Optional.ofNullable(row.getTimestamp(5)).map(Timestamp::toInstant));
            }
        }
    }
}
