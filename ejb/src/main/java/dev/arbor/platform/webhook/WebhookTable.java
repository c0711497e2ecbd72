package dev.arbor.platform.webhook;

import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.notice.FilterNotices;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of webhooks. */
public final class WebhookTable {

    private static final String SELECT = "SELECT id, scope_type, scope_id, name, type, event, filter, url,"
            + " secret_place, created_at, created_by, updated_at, updated_by FROM webhook";

    private WebhookTable() {}

    /** Those that hear of an event, the ones of the kapp before those of the space. */
    public static List<Webhook> hearing(Connection connection, String event, Collection<UUID> scopes)
            throws SQLException {
        Object[] values = new Object[scopes.size() + 1];
        values[0] = event;
        int at = 1;
        for (UUID scope : scopes) {
            values[at++] = scope;
        }
        return Rows.list(
                connection,
                SELECT + " WHERE full_event = ? AND scope_id IN (" + Rows.marks(scopes.size())
                        + ") ORDER BY scope_type, created_at, id",
                WebhookTable::read,
                values);
    }

    /** Those of some ids that are still there. */
    public static List<Webhook> of(Connection connection, Collection<UUID> ids) throws SQLException {
        return ids.isEmpty()
                ? List.of()
                : Rows.list(
                        connection,
                        SELECT + " WHERE id IN (" + Rows.marks(ids.size()) + ")",
                        WebhookTable::read,
                        ids.toArray());
    }

    static List<Webhook> ofScope(Connection connection, UUID scope) throws SQLException {
        return Rows.list(connection, SELECT + " WHERE scope_id = ? ORDER BY name", WebhookTable::read, scope);
    }

    static Webhook find(Connection connection, UUID scope, String name) throws SQLException {
        return find(connection, scope, name, "");
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Webhook lock(Connection connection, UUID scope, String name) throws SQLException {
        return find(connection, scope, name, " FOR UPDATE");
    }

    private static Webhook find(Connection connection, UUID scope, String name, String lock) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE scope_id = ? AND name = ?" + lock, WebhookTable::read, scope, name)
                .orElseThrow(() -> PlatformRefusal.missing("Webhook", name));
    }

    static void insert(Connection connection, Webhook webhook) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO webhook (id, scope_type, scope_id, name, type, event, full_event, filter, url,"
                        + " secret_place, created_at, created_by, updated_at, updated_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                webhook.id(),
                webhook.scope().type(),
                webhook.scope().id(),
                webhook.name(),
                webhook.type(),
                webhook.event(),
                webhook.fullEvent(),
                webhook.filter(),
                webhook.url(),
                webhook.secretPlace().orElse(null),
                webhook.stamps().createdAt(),
                webhook.stamps().createdBy(),
                webhook.stamps().updatedAt(),
                webhook.stamps().updatedBy());
    }

    static void update(Connection connection, Webhook webhook) throws SQLException {
        Rows.change(
                connection,
                "UPDATE webhook SET name = ?, type = ?, event = ?, full_event = ?, filter = ?, url = ?,"
                        + " secret_place = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                webhook.name(),
                webhook.type(),
                webhook.event(),
                webhook.fullEvent(),
                webhook.filter(),
                webhook.url(),
                webhook.secretPlace().orElse(null),
                webhook.stamps().updatedAt(),
                webhook.stamps().updatedBy(),
                webhook.id());
    }

    static void delete(Connection connection, UUID id) throws SQLException {
        FilterNotices.forget(connection, id);
        Rows.change(connection, "DELETE FROM webhook WHERE id = ?", id);
    }

    private static Webhook read(ResultSet row) throws SQLException {
        return new Webhook(
                Rows.uuid(row, 1),
                new WebhookScope(row.getString(2), Rows.uuid(row, 3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Optional.ofNullable(row.getString(9)),
                new Webhook.Stamps(Rows.moment(row, 10), row.getString(11), Rows.moment(row, 12), row.getString(13)));
    }
}
