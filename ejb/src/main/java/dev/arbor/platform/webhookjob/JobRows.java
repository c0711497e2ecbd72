package dev.arbor.platform.webhookjob;

import dev.arbor.platform.row.Rows;
import dev.arbor.platform.webhook.WebhookScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of jobs: being born, read, queued again and forgotten. What workers do with them is in {@link JobClaims}. */
public final class JobRows {

    static final String SELECT = "SELECT id, webhook_id, scope_type, scope_id, name, type, event, parent_id,"
            + " parent_key, url, status, summary, request_content, response_content, retry_count, tries, depth,"
            + " caused_by, scheduled_at FROM webhook_job";

    static final String FORGET =
            "DELETE FROM webhook_job WHERE id IN (SELECT id FROM webhook_job WHERE ended_at < ? ORDER BY ended_at";

    private JobRows() {}

    /** Stores new jobs, which are due at once. */
    public static void insert(Connection connection, List<Job> jobs) throws SQLException {
        Rows.batch(
                connection,
                "INSERT INTO webhook_job (id, webhook_id, scope_type, scope_id, name, type, event, parent_id,"
                        + " parent_key, url, status, request_content, retry_count, tries, depth, caused_by,"
                        + " scheduled_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?)",
                jobs.stream().map(JobRows::row).toList());
    }

    private static Object[] row(Job job) {
        return new Object[] {
            job.id(),
            job.webhookId(),
            job.scope().type(),
            job.scope().id(),
            job.name(),
            job.type(),
            job.event(),
            job.parentId(),
            job.parentKey(),
            job.url(),
            job.status().label(),
            job.request(),
            job.depth(),
            job.causedBy(),
            job.scheduledAt(),
            job.scheduledAt()
        };
    }

    static Optional<Job> find(Connection connection, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE id = ?", JobRows::read, id);
    }

    /** Has a failed one tried again; whether it was one. */
    static boolean queueAgain(Connection connection, UUID id, Instant now) throws SQLException {
        return Rows.change(
                        connection,
                        "UPDATE webhook_job SET status = ?, due_at = ?, tries = 0, ended_at = NULL"
                                + " WHERE id = ? AND status = ?",
                        JobStatus.QUEUED.label(),
                        now,
                        id,
                        JobStatus.FAILED.label())
                > 0;
    }

    /** Cancels what waits for a webhook that is gone. */
    static void cancel(Connection connection, UUID webhook, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE webhook_job SET status = ?, summary = ?, due_at = NULL, ended_at = ?"
                        + " WHERE due_at IS NOT NULL AND webhook_id = ?",
                JobStatus.CANCELLED.label(),
                "The webhook was deleted.",
                now,
                webhook);
    }

    /** Forgets some of those that ended before a time; how many. */
    static int forget(Connection connection, Instant before, int most) throws SQLException {
        return Rows.change(connection, FORGET + " LIMIT " + most + ")", before);
    }

    static Job read(ResultSet row) throws SQLException {
        return new Job(
                Rows.uuid(row, 1),
                Rows.uuid(row, 2),
                new WebhookScope(row.getString(3), Rows.uuid(row, 4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                JobStatus.of(row.getString(11)).orElseThrow(),
                Optional.ofNullable(row.getString(12)),
                row.getString(13),
                Optional.ofNullable(row.getString(14)),
                row.getInt(15),
                row.getInt(16),
                row.getInt(17),
                row.getString(18),
                Rows.moment(row, 19));
    }
}
