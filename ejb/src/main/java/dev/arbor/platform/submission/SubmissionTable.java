package dev.arbor.platform.submission;

import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of submissions. */
final class SubmissionTable {

    /** The columns of {@link #read}, with {@code %s} where the name of the table may stand. */
    static final String COLUMNS = "SELECT %sid, %skapp_id, %sform_id, %slabel, %stype, %score_state, %scurrent_page,"
            + " %sorigin_id, %sparent_id, %ssession_token, %sanonymous, %scontent, %sversion_id, %screated_at, %screated_by,"
            + " %supdated_at, %supdated_by, %ssubmitted_at, %ssubmitted_by, %sclosed_at, %sclosed_by";

    private static final String SELECT = COLUMNS.replace("%s", "") + " FROM submission";

    private SubmissionTable() {}

    static Optional<SubmissionRow> find(Connection connection, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE id = ?", SubmissionTable::read, id);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<SubmissionRow> lock(Connection connection, UUID id) throws SQLException {
        return Rows.one(connection, SELECT + " WHERE id = ? FOR UPDATE", SubmissionTable::read, id);
    }

    /** Those of ids, by id. */
    static Map<UUID, SubmissionRow> all(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, SubmissionRow> all = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.list(
                            connection,
                            SELECT + " WHERE id IN (" + Rows.marks(ids.size()) + ")",
                            SubmissionTable::read,
                            ids.toArray())
                    .forEach(row -> all.put(row.id, row));
        }
        return all;
    }

    /** Those that have one of the submissions as their parent, oldest first. */
    static List<SubmissionRow> children(Connection connection, Collection<UUID> parents) throws SQLException {
        return parents.isEmpty()
                ? List.of()
                : Rows.list(
                        connection,
                        SELECT + " WHERE parent_id IN (" + Rows.marks(parents.size()) + ") ORDER BY created_at, id",
                        SubmissionTable::read,
                        parents.toArray());
    }

    static void insert(Connection connection, SubmissionRow row) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO submission (label, type, core_state, current_page, origin_id, parent_id, session_token,"
                        + " anonymous, content, created_at, created_by, updated_at, updated_by, submitted_at,"
                        + " submitted_by, closed_at, closed_by, kapp_id, form_id, handle, version_id, id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                values(row, row.kappId, row.formId, row.handle(), row.id));
    }

    static void update(Connection connection, SubmissionRow row) throws SQLException {
        Rows.change(
                connection,
                "UPDATE submission SET label = ?, type = ?, core_state = ?, current_page = ?, origin_id = ?,"
                        + " parent_id = ?, session_token = ?, anonymous = ?, content = ?, created_at = ?, created_by = ?,"
                        + " updated_at = ?, updated_by = ?, submitted_at = ?, submitted_by = ?, closed_at = ?,"
                        + " closed_by = ?, version_id = version_id + 1 WHERE id = ?",
                values(row, row.id));
    }

    private static Object[] values(SubmissionRow row, Object... more) {
        List<Object> values = new ArrayList<>(java.util.Arrays.asList(
                row.label,
                row.type,
                row.coreState.label(),
                row.currentPage,
                row.originId,
                row.parentId,
                row.sessionToken,
                row.anonymous,
                Documents.write(row.content),
                row.createdAt,
                row.createdBy,
                row.updatedAt,
                row.updatedBy,
                row.submittedAt,
                row.submittedBy,
                row.closedAt,
                row.closedBy));
        values.addAll(List.of(more));
        return values.toArray();
    }

    static SubmissionRow read(ResultSet row) throws SQLException {
        SubmissionRow submission = new SubmissionRow();
        submission.id = Rows.uuid(row, 1);
        submission.kappId = Rows.uuid(row, 2);
        submission.formId = Rows.uuid(row, 3);
        submission.label = row.getString(4);
        submission.type = row.getString(5);
        submission.coreState = CoreState.of(row.getString(6));
        submission.currentPage = row.getString(7);
        submission.originId = Rows.uuid(row, 8);
        submission.parentId = Rows.uuid(row, 9);
        submission.sessionToken = row.getString(10);
        submission.anonymous = row.getBoolean(11);
        submission.content = Documents.read(row.getString(12));
        submission.version = row.getLong(13);
        submission.createdAt = Rows.moment(row, 14);
        submission.createdBy = row.getString(15);
        submission.updatedAt = Rows.moment(row, 16);
        submission.updatedBy = row.getString(17);
        submission.submittedAt = Rows.moment(row, 18);
        submission.submittedBy = row.getString(19);
        submission.closedAt = Rows.moment(row, 20);
        submission.closedBy = row.getString(21);
        return submission;
    }
}
