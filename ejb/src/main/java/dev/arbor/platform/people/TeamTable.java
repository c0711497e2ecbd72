package dev.arbor.platform.people;

import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of teams. */
final class TeamTable {

    static final String COLUMNS = "id, slug, name, local_name, parent_name, description, restoration_token, created_at,"
            + " created_by, updated_at, updated_by";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM team";
    private static final String SEPARATOR = "::";

    private TeamTable() {}

    static Profile read(ResultSet row) throws SQLException {
        UUID id = Rows.uuid(row, 1);
        String name = row.getString(3);
        var document = Documents.object()
                .put("id", id.toString())
                .put("slug", slug(name))
                .put("name", name)
                .put("localName", row.getString(4))
                .put("parentName", row.getString(5))
                .put("description", row.getString(6))
                .put("createdAt", Documents.moment(Rows.moment(row, 8)))
                .put("createdBy", row.getString(9))
                .put("updatedAt", Documents.moment(Rows.moment(row, 10)))
                .put("updatedBy", row.getString(11));
        String restorationToken = row.getString(7);
        if (restorationToken != null) {
            document.put("restorationToken", restorationToken);
        }
        return new Profile(id, document);
    }

    /** The slug of a name: clients compute it themselves (integrator spec 4.7). */
    static String slug(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this Java to have MD5, but it has not.", e);
        }
    }

    /** The last part of a name. */
    static String localName(String name) {
        int end = name.lastIndexOf(SEPARATOR);
        return end < 0 ? name : name.substring(end + SEPARATOR.length());
    }

    /** What is before the last part of a name; null where there is nothing. */
    static String parentName(String name) {
        int end = name.lastIndexOf(SEPARATOR);
        return end < 0 ? null : name.substring(0, end);
    }

    static Optional<Profile> find(Connection connection, String slug) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE slug = ?", TeamTable::read, slug);
    }

    /** One, and nobody else changes it until the transaction ends. */
    static Optional<Profile> lock(Connection connection, String slug) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE slug = ? FOR UPDATE", TeamTable::read, slug);
    }

    /** One that was deleted, and nobody else brings it back until the transaction ends. */
    static Optional<Profile> lockDeleted(Connection connection, String restorationToken) throws SQLException {
        return Rows.one(
                connection,
                SELECT + " WHERE restoration_token = ? AND slug IS NULL FOR UPDATE",
                TeamTable::read,
                restorationToken);
    }

    /** Those of slugs. */
    static List<Profile> of(Connection connection, Collection<String> slugs) throws SQLException {
        List<Profile> found = new ArrayList<>();
        for (List<String> some : Chunks.of(slugs)) {
            found.addAll(Rows.list(
                    connection,
                    SELECT + " WHERE slug IN (" + Rows.marks(some.size()) + ")",
                    TeamTable::read,
                    some.toArray()));
        }
        return found;
    }

    static void insert(Connection connection, Profile team, String username, Instant now) throws SQLException {
        String name = team.text("name");
        Rows.change(
                connection,
                "INSERT INTO team (id, slug, name, local_name, parent_name, description, created_at, created_by,"
                        + " updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                team.id(),
                slug(name),
                name,
                localName(name),
                parentName(name),
                Documents.text(team.document(), "description").orElse(null),
                now,
                username,
                now,
                username);
    }

    /** Writes one over, which is there from now on even if it was deleted. */
    static void update(Connection connection, Profile team, String username, Instant now) throws SQLException {
        String name = team.text("name");
        Rows.change(
                connection,
                "UPDATE team SET slug = ?, name = ?, local_name = ?, parent_name = ?, description = ?,"
                        + " restoration_token = NULL, updated_at = ?, updated_by = ? WHERE id = ?",
                slug(name),
                name,
                localName(name),
                parentName(name),
                Documents.text(team.document(), "description").orElse(null),
                now,
                username,
                team.id());
    }

    /** Deletes one so that a token brings it back, with its members and attributes. */
    static void delete(Connection connection, UUID team, String restorationToken, String username, Instant now)
            throws SQLException {
        Rows.change(
                connection,
                "UPDATE team SET slug = NULL, restoration_token = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                restorationToken,
                now,
                username,
                team);
    }
}
