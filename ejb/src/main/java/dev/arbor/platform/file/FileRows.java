package dev.arbor.platform.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Files;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.form.FormField;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of files. */
public final class FileRows {

    private FileRows() {}

    /** A file as its row says it. */
    public record Row(UUID id, String name, String contentType, long size, String sha256) {

        /** The same with where it is. */
        public Files.Stored at(FileStore store) {
            return new Files.Stored(id, name, contentType, size, sha256, store.path(id));
        }
    }

    /** Adds one. */
    public static void insert(
            Connection connection, Row file, UUID form, Optional<UUID> submission, String username, Instant now)
            throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO stored_file (id, form_id, submission_id, name, content_type, size, sha256, created_at,"
                        + " created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                file.id,
                form,
                submission.orElse(null),
                file.name,
                file.contentType,
                file.size,
                file.sha256,
                now,
                username);
    }

    /** The one of an id; whatever is no id has none. */
    public static Optional<Row> find(Connection connection, String id) throws SQLException {
        Optional<UUID> uuid = uuid(id);
        return uuid.isEmpty() ? Optional.empty() : find(connection, uuid.get());
    }

    static Optional<Row> find(Connection connection, UUID id) throws SQLException {
        return Rows.one(
                connection,
                "SELECT id, name, content_type, size, sha256 FROM stored_file WHERE id = ?",
                row -> new Row(Rows.uuid(row, 1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)),
                id);
    }

    /**
     * Makes the files that a submission names its own. A file belongs to one submission.
     *
     * @param content values by the keys of their fields
     * @throws PlatformRefusal when it names one that is not there or belongs to another
     */
    public static void claim(Connection connection, FormModel form, UUID submission, ObjectNode content)
            throws SQLException {
        for (FormField field : form.fields().values()) {
            if (field.type() == FormField.Type.FILE) {
                for (JsonNode file : content.path(field.key())) {
                    if (file.has("id")) {
                        claim(
                                connection,
                                form,
                                submission,
                                field,
                                file.path("id").asText());
                    }
                }
            }
        }
    }

    private static void claim(Connection connection, FormModel form, UUID submission, FormField field, String id)
            throws SQLException {
        Optional<UUID> file = uuid(id);
        if (file.isEmpty()
                || Rows.change(
                                connection,
                                "UPDATE stored_file SET submission_id = ? WHERE id = ? AND form_id = ?"
                                        + " AND (submission_id IS NULL OR submission_id = ?)",
                                submission,
                                file.get(),
                                form.id(),
                                submission)
                        == 0) {
            throw PlatformRefusal.invalid(
                    "unknown_file",
                    "Expected the field '" + field.name() + "' to name files that were uploaded for it, but there is no"
                            + " file '" + id + "'.");
        }
    }

    /** A text that is a UUID. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Deletes the rows of a submission's files; their ids. */
    public static List<UUID> deleteOfSubmission(Connection connection, UUID submission) throws SQLException {
        return delete(connection, "submission_id", submission);
    }

    /** Deletes the rows of the files of a form's submissions; their ids. */
    public static List<UUID> deleteOfForm(Connection connection, UUID form) throws SQLException {
        return delete(connection, "form_id", form);
    }

    private static List<UUID> delete(Connection connection, String column, UUID id) throws SQLException {
        List<UUID> gone = Rows.list(
                connection, "SELECT id FROM stored_file WHERE " + column + " = ?", row -> Rows.uuid(row, 1), id);
        if (!gone.isEmpty()) {
            Rows.change(connection, "DELETE FROM stored_file WHERE " + column + " = ?", id);
        }
        return gone;
    }
}
