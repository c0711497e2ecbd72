package dev.arbor.platform.space;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.EntryTable;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The row of the space. */
public final class SpaceTable {

    /** The one space has one id, so that of servers that start at once only one can make it. */
    private static final UUID ID = new UUID(0L, 1L);

    private SpaceTable() {}

    /** The space. It is there from the first start on. */
    public static Entry read(Connection connection) throws SQLException {
        return Rows.one(
                        connection,
                        "SELECT " + EntryTable.COLUMNS + " FROM space ORDER BY created_at LIMIT 1",
                        EntryTable::read)
                .orElseThrow(() -> new IllegalStateException("Expected a space, but there is none."));
    }

    /** The space, which nobody else changes until the transaction ends. */
    public static Entry lock(Connection connection) throws SQLException {
        Rows.list(connection, "SELECT id FROM space FOR UPDATE", row -> Rows.uuid(row, 1));
        return read(connection);
    }

    /** The id of the space. */
    public static UUID id(Connection connection) throws SQLException {
        return read(connection).id();
    }

    static void update(Connection connection, Entry space, String username, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE space SET name = ?, content = ?, version_id = version_id + 1, updated_at = ?, updated_by = ?"
                        + " WHERE id = ?",
                space.document().get("name").asText(),
                Documents.write(EntryTable.content(space.document())),
                now,
                username,
                space.id());
    }

    /** Makes the space where there is none. */
    public static void ensure(Transactions transactions, InstantSource time, String slug) {
        try {
            transactions.call(unit -> {
                Optional<String> stored =
                        Rows.one(unit.connection(), "SELECT slug FROM space WHERE id = ?", row -> row.getString(1), ID);
                if (stored.isEmpty()) {
                    Rows.change(
                            unit.connection(),
                            "INSERT INTO space (id, slug, name, content, version_id, created_at, created_by,"
                                    + " updated_at, updated_by) VALUES (?, ?, ?, ?, 0, ?, 'SYSTEM', ?, 'SYSTEM')",
                            ID,
                            slug,
                            slug,
                            Documents.write(StoredSpace.SHAPE.empty()),
                            time.instant(),
                            time.instant());
                } else if (!stored.get().equals(slug)) {
                    Rows.change(
                            unit.connection(),
                            "UPDATE space SET slug = ?, version_id = version_id + 1 WHERE id = ?",
                            slug,
                            ID);
                }
                return null;
            });
        } catch (RuntimeException e) {
            if (!Rows.isDuplicate(e)) {
                throw e;
            }
            // Another server was first.
        }
    }
}
