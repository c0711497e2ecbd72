package dev.arbor.platform.kapp;

import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.EntryTable;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The rows of kapps. */
public final class KappTable {

    private static final String SELECT = "SELECT " + EntryTable.COLUMNS + " FROM kapp";

    private KappTable() {}

    /** All of them, by name. */
    public static List<Entry> all(Connection connection) throws SQLException {
        return Rows.list(connection, SELECT + " ORDER BY name, slug", EntryTable::read);
    }

    /**
     * One of a slug.
     *
     * @throws PlatformRefusal when there is none
     */
    public static Entry find(Connection connection, String slug) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE slug = ?", EntryTable::read, slug)
                .orElseThrow(() -> PlatformRefusal.missing("Kapp", slug));
    }

    /** The same, and nobody else changes it until the transaction ends. */
    public static Entry lock(Connection connection, String slug) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE slug = ? FOR UPDATE", EntryTable::read, slug)
                .orElseThrow(() -> PlatformRefusal.missing("Kapp", slug));
    }

    static void insert(Connection connection, Entry kapp, String username, Instant now) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO kapp (" + EntryTable.COLUMNS + ") VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)",
                kapp.id(),
                kapp.slug(),
                kapp.document().get("name").asText(),
                Documents.write(EntryTable.content(kapp.document())),
                now,
                username,
                now,
                username);
    }

    static void update(Connection connection, Entry kapp, String username, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE kapp SET name = ?, content = ?, version_id = version_id + 1, updated_at = ?, updated_by = ?"
                        + " WHERE id = ?",
                kapp.document().get("name").asText(),
                Documents.write(EntryTable.content(kapp.document())),
                now,
                username,
                kapp.id());
    }
}
