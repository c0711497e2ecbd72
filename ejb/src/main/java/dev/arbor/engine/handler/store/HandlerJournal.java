package dev.arbor.engine.handler.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.HandlerRelease;
import dev.arbor.engine.handler.PausedHandlers;
import dev.arbor.engine.setting.CatalogVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What people do to handlers: it is written down (engine spec 1.11), and where one is paused or let go, the engine is told.
 * Values of secrets are not written down, only that they were set.
 */
@ApplicationScoped
public class HandlerJournal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 100;

    private final Ids ids;
    private final CatalogVersion version;
    private final HandlerRelease waiting;
    private final InstantSource time;

    /** For the container's proxy. */
    protected HandlerJournal() {
        this(null, null, null, null);
    }

    @Inject
    public HandlerJournal(Ids ids, CatalogVersion version, HandlerRelease waiting, InstantSource time) {
        this.ids = ids;
        this.version = version;
        this.waiting = waiting;
        this.time = time;
    }

    /**
     * A handler was changed.
     *
     * @param before its properties
     * @param after those that were set, empty for those that are back at their defaults
     */
    void changed(
            Transactions.Unit unit,
            HandlerRow was,
            HandlerRow is,
            Map<String, PropertyRow> before,
            Map<String, Optional<PropertyRow>> after,
            Caller caller)
            throws SQLException {
        ObjectNode changes = JSON.createObjectNode();
        put(changes, "name", was.name(), is.name());
        put(changes, "description", was.description(), is.description());
        put(changes, "status", was.status(), is.status());
        put(
                changes,
                "selectionCriterion",
                was.selectionCriterion().orElse(null),
                is.selectionCriterion().orElse(null));
        ObjectNode properties = JSON.createObjectNode();
        after.forEach((name, value) -> {
            if (value.isPresent() && value.get().place() != null) {
                properties.putObject(name).put("set", true);
            } else {
                put(
                        properties,
                        name,
                        before.containsKey(name) ? before.get(name).value() : null,
                        value.map(PropertyRow::value).orElse(null));
            }
        });
        if (!properties.isEmpty()) {
            changes.set("properties", properties);
        }
        if (!changes.isEmpty()) {
            record(unit.connection(), is.definitionId(), "Handler Updated", changes, caller);
        }
        if (!was.status().equals(is.status())) {
            version.changed(unit, caller);
            if (was.status().equals(PausedHandlers.PAUSED)) {
                waiting.release(unit, is.definitionId());
            }
        }
    }

    /** A package was imported. */
    void imported(Connection connection, Optional<HandlerRow> before, HandlerRow row, Caller caller)
            throws SQLException {
        ObjectNode changes = JSON.createObjectNode();
        put(changes, "checksum", before.map(HandlerRow::checksum).orElse(null), row.checksum());
        record(
                connection,
                row.definitionId(),
                before.isPresent() ? "Handler Replaced" : "Handler Imported",
                changes,
                caller);
    }

    /** A handler is gone, and nothing waits for it any more. */
    void removed(Transactions.Unit unit, HandlerRow row) throws SQLException {
        HandlerTable.change(unit.connection(), "DELETE FROM handler_audit WHERE definition_id = ?", row.definitionId());
        if (row.status().equals(PausedHandlers.PAUSED)) {
            version.changed(unit, Caller.SYSTEM);
            waiting.release(unit, row.definitionId());
        }
    }

    /** The latest changes of handlers by definition id, newest first. */
    static Map<String, List<AuditView>> of(Connection connection, Collection<String> definitionIds)
            throws SQLException {
        Map<String, List<AuditView>> audits = new LinkedHashMap<>();
        if (definitionIds.isEmpty()) {
            return audits;
        }
        String marks = "?, ".repeat(definitionIds.size() - 1) + "?";
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT definition_id, id, action, changes, created_at, created_by FROM handler_audit"
                        + " WHERE definition_id IN (" + marks + ") ORDER BY id DESC")) {
            int i = 1;
            for (String id : definitionIds) {
                query.setString(i++, id);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    List<AuditView> its = audits.computeIfAbsent(row.getString(1), id -> new ArrayList<>());
                    if (its.size() < MOST) {
                        its.add(new AuditView(
                                row.getLong(2),
                                Optional.empty(),
                                row.getString(3),
                                Optional.empty(),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                row.getString(6)));
                    }
                }
            }
        }
        return audits;
    }

    private static void put(ObjectNode changes, String what, String from, String to) {
        if (!Objects.equals(from, to)) {
            changes.putObject(what).put("from", from).put("to", to);
        }
    }

    private void record(Connection connection, String definitionId, String action, ObjectNode changes, Caller caller)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO handler_audit (id, definition_id, action, changes, created_at, created_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, ids.next(Sequence.NOTE));
            insert.setString(2, definitionId);
            insert.setString(3, action);
            insert.setString(4, changes.toString());
            insert.setTimestamp(5, Timestamp.from(time.instant()));
            insert.setString(6, caller.username());
            insert.executeUpdate();
        }
    }
}
