package dev.arbor.platform.event;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events on their way to whom they start. Whoever takes some holds the lock until their transaction ends. */
public final class EventQueue {

    /** An event that waits for another attempt keeps those back that happened to the same thing later. */
    private static final String NEXT =
            "SELECT e.id, e.type, e.action, e.kapp_id, e.form_id, e.subject_id, e.payload_id,"
                    + " e.depth, e.created_at, e.attempts FROM platform_event e WHERE NOT EXISTS (SELECT 1 FROM platform_event w"
                    + " WHERE w.due_at > ? AND w.subject_id = e.subject_id) ORDER BY e.created_at, e.id LIMIT ?";

    private EventQueue() {}

    /** Whether there are events. A lock would be written down, each time, also where there are none. */
    public static boolean isWaiting(Connection connection) throws SQLException {
        return Rows.one(connection, "SELECT id FROM platform_event LIMIT 1", row -> row.getLong(1))
                .isPresent();
    }

    /** Waits until nobody else delivers. */
    public static void lock(Connection connection) throws SQLException {
        Rows.list(connection, "SELECT id FROM event_delivery FOR UPDATE", row -> row.getInt(1));
    }

    /** Those that are to be delivered next, in their order. */
    public static List<Event> next(Connection connection, Instant now, int limit) throws SQLException {
        return Rows.list(connection, NEXT, EventQueue::read, now, limit);
    }

    /** What events tell, as JSON text, by the id of the payload. */
    public static Map<Long, String> payloads(Connection connection, Collection<Long> ids) throws SQLException {
        Map<Long, String> payloads = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.list(
                    connection,
                    "SELECT id, content FROM platform_event_payload WHERE id IN (" + Rows.marks(ids.size()) + ")",
                    row -> payloads.put(row.getLong(1), row.getString(2)),
                    ids.toArray());
        }
        return payloads;
    }

    /** Events were delivered and are forgotten; what they told goes with the last event of its change. */
    public static void delivered(Connection connection, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        String marks = Rows.marks(events.size());
        Rows.change(
                connection,
                "DELETE FROM platform_event WHERE id IN (" + marks + ")",
                events.stream().map(Event::id).toArray());
        Rows.change(
                connection,
                "DELETE FROM platform_event_payload WHERE id IN (" + marks + ") AND NOT EXISTS (SELECT 1 FROM"
                        + " platform_event e WHERE e.payload_id = platform_event_payload.id)",
                events.stream().map(Event::payloadId).toArray());
    }

    /** An event could not be delivered and is tried again at a time. */
    public static void postpone(Connection connection, Event event, Instant until) throws SQLException {
        Rows.change(
                connection,
                "UPDATE platform_event SET attempts = attempts + 1, due_at = ? WHERE id = ?",
                until,
                event.id());
    }

    private static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(Rows.uuid(row, 4)),
                Optional.ofNullable(Rows.uuid(row, 5)),
                row.getString(6),
                row.getLong(7),
                row.getInt(8),
                Rows.moment(row, 9),
                row.getInt(10));
    }
}
