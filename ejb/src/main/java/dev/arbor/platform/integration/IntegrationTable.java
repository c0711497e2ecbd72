package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of integrations of kapps. */
final class IntegrationTable {

    private static final String SELECT =
            "SELECT id, name, content, created_at, created_by, updated_at, updated_by FROM kapp_integration";

    /** One of them, as it is shown. */
    record Row(UUID id, ObjectNode document) {}

    private IntegrationTable() {}

    static List<Row> of(Connection connection, UUID kapp) throws SQLException {
        return Rows.list(connection, SELECT + " WHERE kapp_id = ? ORDER BY name", IntegrationTable::read, kapp);
    }

    static Row find(Connection connection, UUID kapp, String name) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE kapp_id = ? AND name = ?", IntegrationTable::read, kapp, name)
                .orElseThrow(() -> PlatformRefusal.missing("Integration", name));
    }

    static void insert(Connection connection, UUID id, UUID kapp, ObjectNode document, String username, Instant now)
            throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO kapp_integration (id, kapp_id, name, content, created_at, created_by, updated_at,"
                        + " updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                kapp,
                document.get("name").asText(),
                content(document),
                now,
                username,
                now,
                username);
    }

    static void update(Connection connection, Row row, String username, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE kapp_integration SET name = ?, content = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                row.document().get("name").asText(),
                content(row.document()),
                now,
                username,
                row.id());
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        Rows.change(connection, "DELETE FROM kapp_integration WHERE id = ?", id);
    }

    static void deleteAll(Connection connection, UUID kapp) throws SQLException {
        Rows.change(connection, "DELETE FROM kapp_integration WHERE kapp_id = ?", kapp);
    }

    private static String content(ObjectNode document) {
        ObjectNode content = document.deepCopy();
        content.remove(List.of("name", "createdAt", "createdBy", "updatedAt", "updatedBy"));
        return Documents.write(content);
    }

    private static Row read(ResultSet row) throws SQLException {
        ObjectNode document = Documents.object().put("name", row.getString(2));
        document.setAll(Documents.read(row.getString(3)));
        document.put("createdAt", Documents.moment(Rows.moment(row, 4)))
                .put("createdBy", row.getString(5))
                .put("updatedAt", Documents.moment(Rows.moment(row, 6)))
                .put("updatedBy", row.getString(7));
        return new Row(Rows.uuid(row, 1), document);
    }
}
