package dev.arbor.platform.people;

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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of users, which are those of accounts. */
final class UserTable {

    static final String COLUMNS =
            "id, username, display_name, email, enabled, administrator, preferred_locale, timezone,"
                    + " allowed_ips, invited_by, created_at, created_by, updated_at, updated_by";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM account";

    private UserTable() {}

    static Profile read(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, 1);
        return new Profile(
                id,
                Documents.object()
                        .put("id", id.toString())
                        .put("username", row.getString(2))
                        .put("displayName", row.getString(3))
                        .put("email", row.getString(4))
                        .put("enabled", row.getBoolean(5))
                        .put("spaceAdmin", row.getBoolean(6))
                        .put("preferredLocale", row.getString(7))
                        .put("timezone", row.getString(8))
                        .put("allowedIps", row.getString(9))
                        .put("invitedBy", row.getString(10))
                        .put("createdAt", Documents.moment(Rows.moment(row, 11)))
                        .put("createdBy", row.getString(12))
                        .put("updatedAt", Documents.moment(Rows.moment(row, 13)))
                        .put("updatedBy", row.getString(14)));
    }

    /** One, whatever the case of the letters. */
    static Optional<Profile> find(Connection connection, String username) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE normalized_username = LOWER(?)", UserTable::read, username);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<Profile> lock(Connection connection, String username) throws SQLException {
        return Rows.one(
                connection, SELECT + " WHERE normalized_username = LOWER(?) FOR UPDATE", UserTable::read, username);
    }

    /** The one of an id, and nobody else changes it until the transaction ends. */
    static Optional<Profile> lock(Connection connection, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE id = ? FOR UPDATE", UserTable::read, id);
    }

    /** Those of names, whatever the case of the letters, and nobody else changes them until the transaction ends. */
    static List<Profile> lock(Connection connection, Collection<String> usernames) throws SQLException {
        List<Profile> found = new ArrayList<>();
        for (List<String> some : Chunks.of(usernames)) {
            String marks = String.join(", ", Collections.nCopies(some.size(), "LOWER(?)"));
            found.addAll(Rows.list(
                    connection,
                    SELECT + " WHERE normalized_username IN (" + marks + ") ORDER BY username FOR UPDATE",
                    UserTable::read,
                    some.toArray()));
        }
        return found;
    }

    /** Adds one; a password that is null is none. */
    static void insert(Connection connection, Profile user, String passwordHash, String username, Instant now)
            throws SQLException {
        ObjectNode document = user.document();
        Rows.change(
                connection,
                "INSERT INTO account (id, username, password_hash, display_name, email, enabled, administrator,"
                        + " preferred_locale, timezone, allowed_ips, invited_by, tokens_since, created_at, created_by,"
                        + " updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                user.id(),
                user.text("username"),
                passwordHash,
                textOrNull(document, "displayName"),
                textOrNull(document, "email"),
                user.flag("enabled"),
                user.flag("spaceAdmin"),
                textOrNull(document, "preferredLocale"),
                textOrNull(document, "timezone"),
                user.text("allowedIps"),
                textOrNull(document, "invitedBy"),
                now,
                now,
                username,
                now,
                username);
    }

    /** Writes one over, but for the password. */
    static void update(Connection connection, Profile user, String username, Instant now) throws SQLException {
        ObjectNode document = user.document();
        Rows.change(
                connection,
                "UPDATE account SET username = ?, display_name = ?, email = ?, enabled = ?, administrator = ?,"
                        + " preferred_locale = ?, timezone = ?, allowed_ips = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                user.text("username"),
                textOrNull(document, "displayName"),
                textOrNull(document, "email"),
                user.flag("enabled"),
                user.flag("spaceAdmin"),
                textOrNull(document, "preferredLocale"),
                textOrNull(document, "timezone"),
                user.text("allowedIps"),
                now,
                username,
                user.id());
        if (!user.flag("enabled")) {
            endSessions(connection, user.text("username"));
        }
    }

    /** Sets a password, which ends the tokens that were issued so far and the other ways to a new one. */
    static void password(Connection connection, UUID user, String passwordHash, Instant now) throws SQLException {
        Rows.change(connection, "UPDATE account SET password_hash = ? WHERE id = ?", passwordHash, user);
        Rows.change(connection, "DELETE FROM password_reset WHERE account_id = ?", user);
        endTokens(connection, user, now);
    }

    /** Access tokens that were issued so far, and browsers that have signed in, mean nothing any more. */
    static void endTokens(Connection connection, UUID user, Instant now) throws SQLException {
        Rows.change(
                connection,
                "DELETE FROM web_session WHERE username = (SELECT a.username FROM account a WHERE a.id = ?)",
                user);
        Rows.change(connection, "UPDATE account SET tokens_since = ? WHERE id = ?", now, user);
    }

    private static void endSessions(Connection connection, String username) throws SQLException {
        Rows.change(connection, "DELETE FROM web_session WHERE username = ?", username);
    }

    /** A user has another name: what is bound to the old one follows, or ends. */
    static void renamed(Connection connection, Profile user, String before, Instant now) throws SQLException {
        Rows.change(
                connection,
                "UPDATE oauth_client SET service_user = ? WHERE service_user = ?",
                user.text("username"),
                before);
        Rows.change(connection, "DELETE FROM oauth_code WHERE username = ?", before);
        endSessions(connection, before);
        endTokens(connection, user.id(), now);
    }

    /** Forgets one, and what is bound to the name: somebody else may have it tomorrow. */
    static void delete(Connection connection, Profile user) throws SQLException {
        String name = user.text("username");
        Rows.change(connection, "UPDATE oauth_client SET service_user = NULL WHERE service_user = ?", name);
        Rows.change(connection, "DELETE FROM oauth_code WHERE username = ?", name);
        endSessions(connection, name);
        Rows.change(connection, "DELETE FROM password_reset WHERE account_id = ?", user.id());
        Rows.change(connection, "DELETE FROM membership WHERE account_id = ?", user.id());
        Rows.change(connection, "DELETE FROM account WHERE id = ?", user.id());
    }

    /**
     * Goes on only if somebody else administers the space. The space must be locked, so that no two go at once.
     *
     * @throws PlatformRefusal when this is the last one
     */
    static void demandAnotherAdministrator(Connection connection, Profile user) throws SQLException {
        if (Rows.one(
                        connection,
                        "SELECT id FROM account WHERE administrator = TRUE AND enabled = TRUE AND id <> ? LIMIT 1",
                        row -> 1,
                        user.id())
                .isEmpty()) {
            throw PlatformRefusal.invalid(
                    "last_administrator",
                    "Expected another enabled space administrator besides '" + user.text("username")
                            + "', but there is none, so that nobody could administer the space.");
        }
    }

    private static String textOrNull(ObjectNode document, String name) {
        return Documents.text(document, name).orElse(null);
    }
}
