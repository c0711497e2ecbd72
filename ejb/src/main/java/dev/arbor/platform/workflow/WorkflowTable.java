package dev.arbor.platform.workflow;

import dev.arbor.platform.notice.FilterNotices;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of workflows. */
public final class WorkflowTable {

    private static final String SELECT = "SELECT id, item_type, item_id, filter FROM workflow";

    /**
     * One of them.
     *
     * @param id the guid of its tree
     * @param itemType Space, Kapp or Form
     * @param filter empty for every event
     */
    record Row(UUID id, String itemType, UUID itemId, String filter) {}

    private WorkflowTable() {}

    /** The id that a guid is; empty for what no workflow is called. */
    public static Optional<UUID> id(String guid) {
        try {
            UUID id = UUID.fromString(guid);
            return id.toString().equalsIgnoreCase(guid) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The filters of those that are there, by id. */
    public static Map<UUID, String> filters(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, String> filters = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.list(
                    connection,
                    "SELECT id, filter FROM workflow WHERE id IN (" + Rows.marks(ids.size()) + ")",
                    row -> filters.put(Rows.uuid(row, 1), row.getString(2)),
                    ids.toArray());
        }
        return filters;
    }

    static List<Row> of(Connection connection, UUID itemId) throws SQLException {
        return Rows.list(connection, SELECT + " WHERE item_id = ?", WorkflowTable::read, itemId);
    }

    static Optional<Row> lock(Connection connection, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE id = ? FOR UPDATE", WorkflowTable::read, id);
    }

    static void insert(Connection connection, Row workflow) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO workflow (id, item_type, item_id, filter) VALUES (?, ?, ?, ?)",
                workflow.id(),
                workflow.itemType(),
                workflow.itemId(),
                workflow.filter());
    }

    static void filter(Connection connection, UUID id, String filter) throws SQLException {
        Rows.change(connection, "UPDATE workflow SET filter = ? WHERE id = ?", filter, id);
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        FilterNotices.forget(connection, id);
        Rows.change(connection, "DELETE FROM workflow WHERE id = ?", id);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(Rows.uuid(row, 1), row.getString(2), Rows.uuid(row, 3), row.getString(4));
    }
}
