package dev.arbor.platform.notice;

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

/**
 * What the author of a filter should know of the events that it was to judge: shown with the workflow or webhook that has
 * it, and logged when it is new. The same again is counted. Of many different ones the latest are kept, and all are
 * counted.
 */
public final class FilterNotices {

    /** Of one owner; a filter that breaks in another way at each event must not fill the database. */
    static final int KEPT = 100;

    private static final int SHOWN = 25;

    private static final Logger LOG = Logger.getLogger(FilterNotices.class);

    private FilterNotices() {}

    /**
     * Whose filter it is.
     *
     * @param noun as a sentence calls it: workflow, webhook
     */
    public record Owner(String noun, UUID id) {}

    /**
     * What became of an event.
     *
     * @param event its whole name
     * @param subjectId what it happened to
     * @param message a sentence
     */
    public record Notice(String event, String subjectId, String message) {}

    /** Records one. Nobody else records one of the same owner meanwhile. */
    public static void record(Connection connection, Owner owner, Notice notice, Instant now) throws SQLException {
        count(connection, owner.id());
        String hash = hash(notice.event() + " " + notice.message());
        int known = Rows.change(
                connection,
                "UPDATE filter_notice SET occurrences = occurrences + 1, subject_id = ?, last_at = ?"
                        + " WHERE owner_id = ? AND message_hash = ?",
                notice.subjectId(),
                now,
                owner.id(),
                hash);
        if (known > 0) {
            return;
        }
        Rows.change(
                connection,
                "INSERT INTO filter_notice (owner_id, message_hash, event, subject_id, message, occurrences,"
                        + " first_at, last_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
                owner.id(),
                hash,
                notice.event(),
                notice.subjectId(),
                notice.message(),
                now,
                now);
        if (forgetAllButTheLatest(connection, owner.id()) == 0) {
            LOG.warnf(
                    "The %s %s was not started by %s of %s: %s The same again is counted with it.",
                    owner.noun(),
                    owner.id(),
                    notice.event(),
                    notice.subjectId(),
                    notice.message().replaceAll("\\p{Cntrl}", " "));
        }
    }

    private static void count(Connection connection, UUID owner) throws SQLException {
        int counted = Rows.change(
                connection, "UPDATE filter_notice_count SET occurrences = occurrences + 1 WHERE owner_id = ?", owner);
        if (counted == 0) {
            Rows.change(connection, "INSERT INTO filter_notice_count (owner_id, occurrences) VALUES (?, 1)", owner);
        }
    }

    private static int forgetAllButTheLatest(Connection connection, UUID owner) throws SQLException {
        return Rows.change(
                connection,
                "DELETE FROM filter_notice WHERE owner_id = ? AND message_hash IN (SELECT message_hash FROM"
                        + " filter_notice WHERE owner_id = ? ORDER BY last_at DESC, message_hash OFFSET " + KEPT
                        + " ROWS)",
                owner,
                owner);
    }

    /** The latest, newest first. */
    public static ArrayNode of(Connection connection, UUID owner) throws SQLException {
        ArrayNode notices = Documents.list();
        Rows.list(
                connection,
                "SELECT event, subject_id, message, occurrences, first_at, last_at FROM filter_notice"
                        + " WHERE owner_id = ? ORDER BY last_at DESC, message_hash LIMIT " + SHOWN,
                row -> notices.addObject()
                        .put("event", row.getString(1))
                        .put("sourceId", row.getString(2))
                        .put("message", row.getString(3))
                        .put("occurrences", row.getLong(4))
                        .put("firstAt", Documents.moment(Rows.moment(row, 5)))
                        .put("lastAt", Documents.moment(Rows.moment(row, 6))),
                owner);
        return notices;
    }

    /** How many there have been ever, the forgotten ones too. */
    public static long total(Connection connection, UUID owner) throws SQLException {
        return Rows.one(
                        connection,
                        "SELECT occurrences FROM filter_notice_count WHERE owner_id = ?",
                        row -> row.getLong(1),
                        owner)
                .orElse(0L);
    }

    /** Forgets all of an owner that is gone. */
    public static void forget(Connection connection, UUID owner) throws SQLException {
        Rows.change(connection, "DELETE FROM filter_notice WHERE owner_id = ?", owner);
        Rows.change(connection, "DELETE FROM filter_notice_count WHERE owner_id = ?", owner);
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
