package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of activities. */
final class ActivityRows {

    private static final int LONGEST_TYPE = 255;
    private static final String SELECT = "SELECT submission_id, id, type, label, description, data, created_at,"
            + " created_by, updated_at, updated_by FROM activity WHERE ";

    private ActivityRows() {}

    /** Those of several submissions, oldest first; a submission that has none is absent. */
    static Map<UUID, List<ObjectNode>> of(Connection connection, Collection<UUID> submissions) throws SQLException {
        Map<UUID, List<ObjectNode>> all = new HashMap<>();
        if (!submissions.isEmpty()) {
            Rows.list(
                    connection,
                    SELECT + "submission_id IN (" + Rows.marks(submissions.size()) + ") ORDER BY created_at, id",
                    row -> all.computeIfAbsent(Rows.uuid(row, 1), id -> new ArrayList<>())
                            .add(read(row)),
                    submissions.toArray());
        }
        return all;
    }

    static Optional<ObjectNode> find(Connection connection, UUID submission, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + "submission_id = ? AND id = ?", ActivityRows::read, submission, id);
    }

    private static ObjectNode read(ResultSet row) throws SQLException {
        return Documents.object()
                .put("id", Rows.uuid(row, 2).toString())
                .put("type", row.getString(3))
                .put("label", row.getString(4))
                .put("description", row.getString(5))
                .put("data", row.getString(6))
                .put("createdAt", Documents.moment(Rows.moment(row, 7)))
                .put("createdBy", row.getString(8))
                .put("updatedAt", Documents.moment(Rows.moment(row, 9)))
                .put("updatedBy", row.getString(10));
    }

    /** Adds those of a list, which may be missing. */
    static void insertAll(Connection connection, UUID submission, JsonNode list, String username, Instant now)
            throws SQLException {
        if (list.isMissingNode() || list.isNull()) {
            return;
        }
        if (!list.isArray()) {
            throw PlatformRefusal.invalid("invalid_value", "Expected the activities to be a list.");
        }
        for (JsonNode each : list) {
            insert(connection, submission, each, username, now);
        }
    }

    static UUID insert(Connection connection, UUID submission, JsonNode activity, String username, Instant now)
            throws SQLException {
        UUID id = UUID.randomUUID();
        Rows.change(
                connection,
                "INSERT INTO activity (type, label, description, data, updated_at, updated_by, created_at, created_by,"
                        + " submission_id, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                type(activity),
                text(activity, "label"),
                text(activity, "description"),
                text(activity, "data"),
                now,
                username,
                now,
                username,
                submission,
                id);
        return id;
    }

    static void update(Connection connection, UUID id, JsonNode activity, String username, Instant now)
            throws SQLException {
        Rows.change(
                connection,
                "UPDATE activity SET type = ?, label = ?, description = ?, data = ?, updated_at = ?, updated_by = ?"
                        + " WHERE id = ?",
                type(activity),
                text(activity, "label"),
                text(activity, "description"),
                text(activity, "data"),
                now,
                username,
                id);
    }

    private static String type(JsonNode activity) {
        String type = text(activity, "type");
        if (type != null && type.length() > LONGEST_TYPE) {
            throw PlatformRefusal.invalid(
                    "invalid_value",
                    "Expected the type of an activity to have at most " + LONGEST_TYPE + " characters.");
        }
        return type;
    }

    /** A document is kept as its text. */
    private static String text(JsonNode activity, String name) {
        JsonNode value = activity.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        Rows.change(connection, "DELETE FROM activity WHERE id = ?", id);
    }
}
