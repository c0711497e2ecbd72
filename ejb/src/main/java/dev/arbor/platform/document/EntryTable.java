package dev.arbor.platform.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** What tables of entries have in common: the columns that every one of them ends with. */
public final class EntryTable {

    /** The columns that {@link #read} reads, in their order. */
    public static final String COLUMNS =
            "id, version_id, slug, name, content, created_at, created_by, updated_at, updated_by";

    private EntryTable() {}

    /** A row of {@link #COLUMNS}. */
    public static Entry read(ResultSet row) throws SQLException {
        return read(row, 0);
    }

    /** A row of {@link #COLUMNS} that begin after others. */
    public static Entry read(ResultSet row, int before) throws SQLException {
        ObjectNode document = Documents.object();
        document.put("name", row.getString(before + 4)).put("slug", row.getString(before + 3));
        document.setAll(Documents.read(row.getString(before + 5)));
        document.put("createdAt", Documents.moment(Rows.moment(row, before + 6)))
                .put("createdBy", row.getString(before + 7))
                .put("updatedAt", Documents.moment(Rows.moment(row, before + 8)))
                .put("updatedBy", row.getString(before + 9));
        return new Entry(Rows.uuid(row, before + 1), row.getLong(before + 2), document);
    }

    /** What of a document is its content: everything that has no column of its own. */
    public static ObjectNode content(ObjectNode document, String... columns) {
        ObjectNode content = document.deepCopy();
        content.remove(java.util.List.of("name", "slug", "createdAt", "createdBy", "updatedAt", "updatedBy"));
        content.remove(java.util.List.of(columns));
        return content;
    }

    /** Says that something in an entry has changed that is stored beside it. */
    public static void touch(Connection connection, String table, UUID id, String username, Instant now)
            throws SQLException {
        Rows.change(
                connection,
                "UPDATE " + table + " SET version_id = version_id + 1, updated_at = ?, updated_by = ? WHERE id = ?",
                now,
                username,
                id);
    }
}
