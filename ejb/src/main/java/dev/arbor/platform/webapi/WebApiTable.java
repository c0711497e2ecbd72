package dev.arbor.platform.webapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of web APIs. */
final class WebApiTable {

    private static final String SELECT = "SELECT id, scope_id, slug, method, content, tree_guid FROM web_api";

    /**
     * One of them.
     *
     * @param scopeId the space or a kapp
     * @param policies its security policies
     * @param treeGuid what a request runs
     */
    record Row(UUID id, UUID scopeId, String slug, String method, ArrayNode policies, String treeGuid) {}

    private WebApiTable() {}

    static List<Row> of(Connection connection, UUID scope) throws SQLException {
        return Rows.list(connection, SELECT + " WHERE scope_id = ? ORDER BY slug", WebApiTable::read, scope);
    }

    static Optional<Row> look(Connection connection, UUID scope, String slug) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE scope_id = ? AND slug = ?", WebApiTable::read, scope, slug);
    }

    static Row find(Connection connection, UUID scope, String slug) throws SQLException {
        return look(connection, scope, slug).orElseThrow(() -> PlatformRefusal.missing("WebApi", slug));
    }

    static Row lock(Connection connection, UUID scope, String slug) throws SQLException {
        return Rows.one(
                        connection,
                        SELECT + " WHERE scope_id = ? AND slug = ? FOR UPDATE",
                        WebApiTable::read,
                        scope,
                        slug)
                .orElseThrow(() -> PlatformRefusal.missing("WebApi", slug));
    }

    static void insert(Connection connection, Row api, String username, Instant now) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO web_api (id, scope_id, slug, method, content, tree_guid, created_at, created_by,"
                        + " updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                api.id(),
                api.scopeId(),
                api.slug(),
                api.method(),
                Documents.write(api.policies()),
                api.treeGuid(),
                now,
                username,
                now,
                username);
    }

    static void update(Connection connection, Row api, String username, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE web_api SET slug = ?, method = ?, content = ?, tree_guid = ?, updated_at = ?, updated_by = ?"
                        + " WHERE id = ?",
                api.slug(),
                api.method(),
                Documents.write(api.policies()),
                api.treeGuid(),
                now,
                username,
                api.id());
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        Rows.change(connection, "DELETE FROM web_api WHERE id = ?", id);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                Rows.uuid(row, 1),
                Rows.uuid(row, 2),
                row.getString(3),
                row.getString(4),
                (ArrayNode) Documents.readAny(row.getString(5)),
                row.getString(6));
    }
}
