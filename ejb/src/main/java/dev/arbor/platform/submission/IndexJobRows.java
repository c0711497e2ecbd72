package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of background jobs. */
final class IndexJobRows {

    private static final String SELECT = "SELECT id, scope_id, scope_type, type, status, content, message, done, total,"
            + " place, started_at, started_by, updated_at FROM background_job";

    private IndexJobRows() {}

    /** A job; message and place may be null. */
    record Job(
            UUID id,
            UUID scope,
            String scopeType,
            String type,
            String status,
            ObjectNode content,
            String message,
            long done,
            long total,
            String place,
            Instant startedAt,
            String startedBy,
            Instant updatedAt) {

        /** The indexes that it is about. */
        List<String> indexes() {
            return Documents.texts(content.path("indexes"));
        }

        ObjectNode json() {
            ObjectNode json = Documents.object();
            json.set("content", content);
            json.put("hung", false).put("id", id.toString()).put("message", message);
            json.putObject("progress").put("completed", done).put("total", total);
            return json.put("startedAt", Documents.moment(startedAt))
                    .put("startedBy", startedBy)
                    .put("status", status)
                    .put("type", type);
        }
    }

    static void insert(Connection connection, Job job) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO background_job (id, scope_id, scope_type, type, status, content, message, done, total,"
                        + " place, started_at, started_by, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                job.id,
                job.scope,
                job.scopeType,
                job.type,
                job.status,
                Documents.write(job.content),
                job.message,
                job.done,
                job.total,
                job.place,
                job.startedAt,
                job.startedBy,
                job.updatedAt);
    }

    static void advance(Connection connection, UUID id, long done, String place, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE background_job SET status = 'Running', done = ?, place = ?, updated_at = ? WHERE id = ?",
                done,
                place,
                now,
                id);
    }

    static void end(Connection connection, UUID id, String status, String message, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE background_job SET status = ?, message = ?, updated_at = ? WHERE id = ?",
                status,
                message,
                now,
                id);
    }

    /** A job, which nobody else works on until the transaction ends. */
    static Optional<Job> lock(Connection connection, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE id = ? FOR UPDATE", IndexJobRows::read, id);
    }

    static List<Job> newest(Connection connection, int most) throws SQLException {
        return Rows.list(connection, SELECT + " ORDER BY started_at DESC, id LIMIT " + most, IndexJobRows::read);
    }

    /** Those that are not at their end and were not worked on since a time. */
    static List<UUID> forgotten(Connection connection, Instant since) throws SQLException {
        return Rows.list(
                connection,
                "SELECT id FROM background_job WHERE status IN ('Starting', 'Running') AND updated_at < ?",
                row -> Rows.uuid(row, 1),
                since);
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(
                Rows.uuid(row, 1),
                Rows.uuid(row, 2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Documents.read(row.getString(6)),
                row.getString(7),
                row.getLong(8),
                row.getLong(9),
                row.getString(10),
                Rows.moment(row, 11),
                row.getString(12),
                Rows.moment(row, 13));
    }
}
