package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormTable.InKapp;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Forms that were deleted, as they were. What belonged to them is gone: submissions, files and workflows. */
final class FormArchive {

    private static final Set<String> PARTS = Set.of("attributes", "categorizations", "indexDefinitions");

    /** What a form gets anew when it comes back. */
    private static final List<String> STAMPS =
            List.of("attributesMap", "createdAt", "createdBy", "fields", "updatedAt", "updatedBy", "versionId");

    private FormArchive() {}

    /** A form of the archive, with what a request would say that makes it. */
    record Archived(UUID id, ObjectNode body) {}

    /** Keeps a form that is about to be deleted; gives the token that brings it back. */
    static String keep(Connection connection, UUID kapp, Entry form, String username, Instant now) throws SQLException {
        Entry whole = new Entry(form.id(), form.version(), form.document().deepCopy());
        FormParts.fill(connection, List.of(new InKapp(kapp, whole)), PARTS);
        whole.document().remove(STAMPS);
        String token = UUID.randomUUID().toString();
        Rows.change(
                connection,
                "INSERT INTO archived_form (id, kapp_id, restoration_token, content, deleted_at, deleted_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                form.id(),
                kapp,
                token,
                Documents.write(whole.document()),
                now,
                username);
        return token;
    }

    /**
     * Takes a form of a kapp out again.
     *
     * @throws PlatformRefusal when there is none of that token
     */
    static Archived take(Connection connection, UUID kapp, String token) throws SQLException {
        Optional<Archived> found = Rows.one(
                connection,
                "SELECT id, content FROM archived_form WHERE kapp_id = ? AND restoration_token = ? FOR UPDATE",
                row -> new Archived(Rows.uuid(row, 1), Documents.read(row.getString(2))),
                kapp,
                token);
        Archived archived = found.orElseThrow(() -> PlatformRefusal.missing("Form", token));
        Rows.change(connection, "DELETE FROM archived_form WHERE id = ?", archived.id());
        return archived;
    }

    /** Forgets those of a kapp. */
    static void forget(Connection connection, UUID kapp) throws SQLException {
        Rows.change(connection, "DELETE FROM archived_form WHERE kapp_id = ?", kapp);
    }
}
