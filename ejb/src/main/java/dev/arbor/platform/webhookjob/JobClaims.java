package dev.arbor.platform.webhookjob;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which server has which jobs in hand. One that is claimed is not due; it becomes due again when its server says so, or is
 * gone.
 */
final class JobClaims {

    /** Jobs looked at for each that may be claimed: some are of webhooks that have enough in hand. */
    private static final int LOOKED_AT = 4;

    static final String DUE = "SELECT id, webhook_id FROM webhook_job WHERE due_at <= ?";
    static final String HOLDERS = "SELECT DISTINCT member FROM webhook_job WHERE member IS NOT NULL";

    /**
     * What may be claimed.
     *
     * @param most jobs at all
     * @param each of one webhook, with those that are in hand
     * @param inHand jobs of webhooks that this server has in hand
     */
    record Room(int most, int each, Map<UUID, Integer> inHand) {}

    private JobClaims() {}

    private record Candidate(UUID id, UUID webhook) {}

    /** Claims some of those that are due, the ones that have been so for longest first. */
    static List<Job> claim(Connection connection, String server, Room room, Instant now) throws SQLException {
        List<UUID> claimed = new ArrayList<>();
        for (Candidate candidate : candidates(connection, room, now)) {
            int changed = Rows.change(
                    connection,
                    "UPDATE webhook_job SET status = ?, due_at = NULL, member = ?, tries = tries + 1,"
                            + " retry_count = retry_count + CASE WHEN claimed_at IS NULL THEN 0 ELSE 1 END,"
                            + " claimed_at = ? WHERE id = ? AND due_at IS NOT NULL",
                    JobStatus.IN_PROGRESS.label(),
                    server,
                    now,
                    candidate.id());
            if (changed > 0) {
                claimed.add(candidate.id());
            }
        }
        return claimed.isEmpty()
                ? List.of()
                : Rows.list(
                        connection,
                        JobRows.SELECT + " WHERE id IN (" + Rows.marks(claimed.size()) + ")",
                        JobRows::read,
                        claimed.toArray());
    }

    /** In the order of their ids, in which servers that claim at the same time cannot lock each other up. */
    private static List<Candidate> candidates(Connection connection, Room room, Instant now) throws SQLException {
        Map<UUID, Integer> counts = new HashMap<>(room.inHand());
        List<Object> values = new ArrayList<>(List.of(now));
        room.inHand().forEach((webhook, count) -> {
            if (count >= room.each()) {
                values.add(webhook);
            }
        });
        String others = values.size() == 1 ? "" : " AND webhook_id NOT IN (" + Rows.marks(values.size() - 1) + ")";
        return Rows.list(
                        connection,
                        DUE + others + " ORDER BY due_at, webhook_id LIMIT " + room.most() * LOOKED_AT,
                        row -> new Candidate(Rows.uuid(row, 1), Rows.uuid(row, 2)),
                        values.toArray())
                .stream()
                .filter(each -> counts.merge(each.webhook(), 1, Integer::sum) <= room.each())
                .limit(room.most())
                .sorted(java.util.Comparator.comparing(Candidate::id))
                .toList();
    }

    /**
     * Writes what a try came to.
     *
     * @param job as it was claimed
     * @param due when it is tried again; empty when it has ended
     * @return whether it was still in hand
     */
    static boolean land(
            Connection connection, Job job, String server, Landing landing, Optional<Instant> due, Instant now)
            throws SQLException {
        return Rows.change(
                        connection,
                        "UPDATE webhook_job SET status = ?, summary = ?, response_content = ?, url = ?, member = NULL,"
                                + " due_at = ?, ended_at = ? WHERE id = ? AND member = ? AND tries = ?",
                        landing.status().label(),
                        landing.summary(),
                        landing.response().orElse(null),
                        landing.url(),
                        due.orElse(null),
                        due.isPresent() ? null : now,
                        job.id(),
                        server,
                        job.tries())
                > 0;
    }

    /** The servers that have jobs in hand. */
    static List<String> holders(Connection connection) throws SQLException {
        return Rows.list(connection, HOLDERS, row -> row.getString(1));
    }

    /** What servers that are gone had in hand is due again; how many. */
    static int takeBack(Connection connection, Collection<String> gone, Instant now) throws SQLException {
        int taken = 0;
        for (String server : gone) {
            taken += Rows.change(
                    connection,
                    "UPDATE webhook_job SET status = ?, member = NULL, due_at = ? WHERE member = ?",
                    JobStatus.QUEUED.label(),
                    now,
                    server);
        }
        return taken;
    }

    /** What a server has held for a while without knowing of it is due again; how many. */
    static int takeBackForgotten(
            Connection connection, String server, Collection<UUID> known, Instant claimedBefore, Instant now)
            throws SQLException {
        int taken = 0;
        for (UUID id : Rows.list(
                connection,
                "SELECT id FROM webhook_job WHERE member = ? AND claimed_at < ?",
                row -> Rows.uuid(row, 1),
                server,
                claimedBefore)) {
            if (!known.contains(id)) {
                taken += Rows.change(
                        connection,
                        "UPDATE webhook_job SET status = ?, member = NULL, due_at = ? WHERE id = ? AND member = ?",
                        JobStatus.QUEUED.label(),
                        now,
                        id,
                        server);
            }
        }
        return taken;
    }
}
