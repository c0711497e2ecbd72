package dev.arbor.platform.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What the author of a workflow should know of its events: shown with the workflow, and logged when it is new. */
public final class WorkflowNotices {

    private static final int SHOWN = 25;

    private static final Logger LOG = Logger.getLogger(WorkflowNotices.class);

    private WorkflowNotices() {}

    /**
     * Records one. Nobody else records one for the same workflow meanwhile.
     *
     * @param event the whole name of the event
     * @param subjectId what it happened to
     * @param message a sentence
     */
    public static void record(
            Connection connection, UUID workflow, String event, String subjectId, String message, Instant now)
            throws SQLException {
        String hash = hash(event + " " + message);
        int known = Rows.change(
                connection,
                "UPDATE workflow_notice SET occurrences = occurrences + 1, subject_id = ?, last_at = ?"
                        + " WHERE workflow_id = ? AND message_hash = ?",
                subjectId,
                now,
                workflow,
                hash);
        if (known > 0) {
            return;
        }
        Rows.change(
                connection,
                "INSERT INTO workflow_notice (workflow_id, message_hash, event, subject_id, message, occurrences,"
                        + " first_at, last_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
                workflow,
                hash,
                event,
                subjectId,
                message,
                now,
                now);
        LOG.warnf(
                "The workflow %s was not started by %s of %s: %s The same again is counted with the workflow.",
                workflow, event, subjectId, message.replaceAll("\\p{Cntrl}", " "));
    }

    /** The latest, newest first. */
    static ArrayNode of(Connection connection, UUID workflow) throws SQLException {
        ArrayNode notices = Documents.list();
        Rows.list(
                connection,
                "SELECT event, subject_id, message, occurrences, first_at, last_at FROM workflow_notice"
                        + " WHERE workflow_id = ? ORDER BY last_at DESC, message_hash LIMIT " + SHOWN,
                row -> notices.addObject()
                        .put("event", row.getString(1))
                        .put("sourceId", row.getString(2))
                        .put("message", row.getString(3))
                        .put("occurrences", row.getLong(4))
                        .put("firstAt", Documents.moment(Rows.moment(row, 5)))
                        .put("lastAt", Documents.moment(Rows.moment(row, 6))),
                workflow);
        return notices;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected the JDK to compute SHA-256, but it cannot.", e);
        }
    }
}
