package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.EntryTable;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of forms. */
public final class FormTable {

    private static final String SELECT =
            "SELECT " + EntryTable.COLUMNS + ", type, status, anonymous, kapp_id FROM form";

    /** A form with its kapp. */
    public record InKapp(UUID kappId, Entry form) {}

    private FormTable() {}

    static List<InKapp> ofKapps(Connection connection, Collection<UUID> kapps) throws SQLException {
        return kapps.isEmpty()
                ? List.of()
                : Rows.list(
                        connection,
                        SELECT + " WHERE kapp_id IN (" + Rows.marks(kapps.size()) + ") ORDER BY name, slug",
                        FormTable::read,
                        kapps.toArray());
    }

    /** One of a slug. */
    public static Entry find(Connection connection, UUID kapp, String slug) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE kapp_id = ? AND slug = ?", FormTable::read, kapp, slug)
                .map(InKapp::form)
                .orElseThrow(() -> PlatformRefusal.missing("Form", slug));
    }

    /** The same, and nobody else changes it until the transaction ends. */
    public static Entry lock(Connection connection, UUID kapp, String slug) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE kapp_id = ? AND slug = ? FOR UPDATE", FormTable::read, kapp, slug)
                .map(InKapp::form)
                .orElseThrow(() -> PlatformRefusal.missing("Form", slug));
    }

    /** One of an id. */
    public static Optional<InKapp> byId(Connection connection, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE id = ?", FormTable::read, id);
    }

    private static InKapp read(ResultSet row) throws SQLException {
        Entry entry = EntryTable.read(row);
        entry.document()
                .put("type", row.getString(10))
                .put("status", row.getString(11))
                .put("anonymous", row.getBoolean(12))
                .put("versionId", Long.toString(entry.version()));
        return new InKapp(Rows.uuid(row, 13), entry);
    }

    static void insert(Connection connection, UUID kapp, Entry form, String username, Instant now) throws SQLException {
        ObjectNode document = form.document();
        Rows.change(
                connection,
                "INSERT INTO form (" + EntryTable.COLUMNS + ", type, status, anonymous, kapp_id)"
                        + " VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                form.id(),
                form.slug(),
                document.get("name").asText(),
                content(document),
                now,
                username,
                now,
                username,
                Documents.text(document, "type").orElse(null),
                document.get("status").asText(),
                document.get("anonymous").asBoolean(),
                kapp);
    }

    static void update(Connection connection, Entry form, String username, Instant now) throws SQLException {
        ObjectNode document = form.document();
        Rows.change(
                connection,
                "UPDATE form SET slug = ?, name = ?, content = ?, type = ?, status = ?, anonymous = ?,"
                        + " version_id = version_id + 1, updated_at = ?, updated_by = ? WHERE id = ?",
                form.slug(),
                document.get("name").asText(),
                content(document),
                Documents.text(document, "type").orElse(null),
                document.get("status").asText(),
                document.get("anonymous").asBoolean(),
                now,
                username,
                form.id());
    }

    private static String content(ObjectNode document) {
        return Documents.write(EntryTable.content(document, "type", "status", "anonymous", "versionId"));
    }
}
