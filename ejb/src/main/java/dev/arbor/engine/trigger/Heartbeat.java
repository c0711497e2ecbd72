package dev.arbor.engine.trigger;

import dev.arbor.engine.api.Servers;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.member.Member;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jboss.logging.Logger;

/**
 * Tells the other servers that this one is alive, and takes back the triggers of those that are not: what they had in hand
 * becomes due again, with all that was left of the walk. The same is done for triggers that this server holds by their
 * rows but knows nothing of, should one of its threads have died.
 */
@ApplicationScoped
public class Heartbeat implements Servers {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration STALE = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final Member member;
    private final Doorbell doorbell;
    private final StagedRuns staged;
    private final Outskirts outskirts;
    private final InstantSource time;
    private volatile Instant lastBeat = Instant.EPOCH;
    /** Since when the database has answered each beat; nobody could beat before, so nobody counts as gone for that. */
    private volatile Instant answeredSince = Instant.EPOCH;
    /** Whoever has not beaten since then is gone, where nobody shares the database. */
    private volatile Instant aloneSince = Instant.EPOCH;

    /** For the container's proxy. */
    protected Heartbeat() {
        this(null, null, null, null, null, null);
    }

    /** Of a member. */
    @Inject
    public Heartbeat(
            Transactions transactions,
            Member member,
            Doorbell doorbell,
            StagedRuns staged,
            Outskirts outskirts,
            InstantSource time) {
        this.transactions = transactions;
        this.member = member;
        this.doorbell = doorbell;
        this.staged = staged;
        this.outskirts = outskirts;
        this.time = time;
    }

    /** The server has started. On a database that nobody shares, whoever was there before is gone: nothing waits. */
    public void begin() {
        Instant now = time.instant();
        List<Long> runs = transactions.call(unit -> {
            Connection connection = unit.connection();
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO member (id, engine, started_at, heartbeat_at) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, member.name());
                insert.setString(2, member.name());
                insert.setTimestamp(3, Timestamp.from(now));
                insert.setTimestamp(4, Timestamp.from(now));
                insert.executeUpdate();
            }
            boolean alone = connection.getMetaData().getDatabaseProductName().equals("H2");
            aloneSince = alone ? now : Instant.EPOCH;
            return takeBack(connection, alone ? now.plusSeconds(1) : now.minus(STALE), now);
        });
        lastBeat = now;
        doorbell.ring(runs);
    }

    /** Beats when it is time to, and takes back what others left. */
    public void beat() {
        Instant now = time.instant();
        if (now.isBefore(lastBeat.plus(EVERY))) {
            return;
        }
        lastBeat = now;
        Instant trusted = answeredSince;
        answeredSince = Instant.MAX;
        List<Long> runs = transactions.call(unit -> {
            try (PreparedStatement update =
                    unit.connection().prepareStatement("UPDATE member SET heartbeat_at = ? WHERE id = ?")) {
                update.setTimestamp(1, Timestamp.from(now));
                update.setString(2, member.name());
                update.executeUpdate();
            }
            List<Long> forgotten = takeBackForgotten(unit.connection(), now.minus(STALE), now);
            if (!trusted.isAfter(now.minus(STALE))) {
                forgotten.addAll(takeBack(unit.connection(), now.minus(STALE), now));
            }
            return forgotten;
        });
        answeredSince = trusted.equals(Instant.MAX) ? now : trusted;
        doorbell.ring(runs);
        staged.releaseForgotten();
    }

    @Override
    public String own() {
        return member.name();
    }

    @Override
    public Set<String> gone(Collection<String> names) {
        Instant now = time.instant();
        Instant stale = now.minus(STALE);
        Set<String> gone = new HashSet<>(names);
        gone.remove(member.name());
        if (gone.isEmpty() || answeredSince.isAfter(stale) && aloneSince.equals(Instant.EPOCH)) {
            return Set.of();
        }
        Instant since = aloneSince.isAfter(stale) ? aloneSince : stale;
        return transactions.call(unit -> {
            try (PreparedStatement query =
                    unit.connection().prepareStatement("SELECT id FROM member WHERE heartbeat_at >= ?")) {
                query.setTimestamp(1, Timestamp.from(since));
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        gone.remove(row.getString(1));
                    }
                }
            }
            return gone;
        });
    }

    /** The server stops by itself: what it still has in hand is free at once. */
    public void end() {
        try {
            transactions.call(unit -> {
                try (PreparedStatement update =
                        unit.connection().prepareStatement("UPDATE member SET heartbeat_at = ? WHERE id = ?")) {
                    update.setTimestamp(1, Timestamp.from(Instant.EPOCH));
                    update.setString(2, member.name());
                    update.executeUpdate();
                }
                return null;
            });
        } catch (RuntimeException e) {
            LOG.debugf("The last heartbeat could not be written: %s", e.getMessage());
        }
    }

    private List<Long> takeBack(Connection connection, Instant staleBefore, Instant now) throws SQLException {
        String sql = "SELECT t.id, t.run_id, t.member FROM trigger t WHERE t.member > '' AND t.member <> ?"
                + " AND NOT EXISTS (SELECT 1 FROM member m WHERE m.id = t.member AND m.heartbeat_at >= ?)";
        List<Long> runs = takeBack(connection, sql, staleBefore, now, id -> true);
        if (!runs.isEmpty()) {
            LOG.infof("Took back %d triggers of servers that are gone.", runs.size());
        }
        return runs;
    }

    /** What this server has held for a while without knowing of it. */
    private List<Long> takeBackForgotten(Connection connection, Instant heldBefore, Instant now) throws SQLException {
        String sql = "SELECT t.id, t.run_id, t.member FROM trigger t WHERE t.member = ? AND t.updated_at < ?";
        List<Long> runs = takeBack(connection, sql, heldBefore, now, id -> !outskirts.expects(id));
        if (!runs.isEmpty()) {
            LOG.warnf(
                    "Took back %d triggers that a thread of this server had left; their calls are in doubt.",
                    runs.size());
        }
        return runs;
    }

    private List<Long> takeBack(Connection connection, String sql, Instant before, Instant now, LongPredicate wanted)
            throws SQLException {
        List<Long> runs = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, member.name());
            query.setTimestamp(2, Timestamp.from(before));
            try (ResultSet row = query.executeQuery();
                    PreparedStatement update = connection.prepareStatement("UPDATE trigger SET status = 'NEW',"
                            + " member = NULL, due_at = ?, updated_at = ? WHERE id = ? AND member = ?")) {
                while (row.next()) {
                    if (!wanted.test(row.getLong(1))) {
                        continue;
                    }
                    runs.add(row.getLong(2));
                    update.setTimestamp(1, Timestamp.from(now));
                    update.setTimestamp(2, Timestamp.from(now));
                    update.setLong(3, row.getLong(1));
                    update.setString(4, row.getString(3));
                    update.addBatch();
                }
                if (!runs.isEmpty()) {
                    update.executeBatch();
                }
            }
        }
        return runs;
    }
}
