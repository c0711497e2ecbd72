package dev.arbor.platform.submission;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.file.FileRows;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.index.IndexEntries;
import dev.arbor.platform.index.IndexEntries.IndexEntry;
import dev.arbor.platform.index.IndexPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Writes a submission with everything that is written beside it, in one transaction. */
@ApplicationScoped
public class SubmissionWriter {

    private final Expressions expressions;
    private final SubmissionEvents events;

    /** For the container's proxy. */
    protected SubmissionWriter() {
        this(null, null);
    }

    @Inject
    public SubmissionWriter(Expressions expressions, SubmissionEvents events) {
        this.expressions = expressions;
        this.events = events;
    }

    /**
     * Writes one.
     *
     * @param before what it was; empty when it is new
     * @param actions what is told about it
     */
    void write(
            Transactions.Unit unit,
            FormModel form,
            Optional<SubmissionRow> before,
            SubmissionRow row,
            List<String> actions,
            Identity who,
            Instant now)
            throws SQLException {
        Connection connection = unit.connection();
        row.type =
                form.form().path("type").isTextual() ? form.form().path("type").asText() : null;
        row.label = label(row, form, who);
        if (before.isEmpty()) {
            SubmissionTable.insert(connection, row);
        } else {
            SubmissionTable.update(connection, row);
        }
        index(connection, form, before, row);
        FileRows.claim(connection, form, row.id, row.content);
        events.record(unit, actions, form, before, row, who, now);
    }

    private String label(SubmissionRow row, FormModel form, Identity who) {
        String id = row.id.toString();
        return form.labelExpression()
                .map(template -> expressions.text(template, Expressions.functions(row, form, who), form))
                .filter(label -> !label.isBlank())
                .orElse(id);
    }

    private static void index(Connection connection, FormModel form, Optional<SubmissionRow> before, SubmissionRow row)
            throws SQLException {
        Set<IndexEntry> after = entries(form, row);
        if (before.isPresent() && !before.get().createdAt.equals(row.createdAt)) {
            IndexEntries.change(connection, row.id, before.get().createdAt, entries(form, before.get()), Set.of());
            IndexEntries.change(connection, row.id, row.createdAt, Set.of(), after);
        } else {
            IndexEntries.change(
                    connection,
                    row.id,
                    row.createdAt,
                    before.map(each -> entries(form, each)).orElse(Set.of()),
                    after);
        }
        IndexEntries.claim(connection, row.id, form.indexPaths(), values(form, row));
    }

    /** What a submission is found by. */
    static Set<IndexEntry> entries(FormModel form, SubmissionRow row) {
        return IndexEntries.of(form.indexPaths(), values(form, row));
    }

    /** In a kapp's index a value counts if its field joins what the kapp declares. */
    static BiFunction<IndexPath, String, List<String>> values(FormModel form, SubmissionRow row) {
        return (path, part) ->
                path.ofKapp() && !joins(form, part) ? List.of() : SubmissionDocument.texts(row, form, part);
    }

    private static boolean joins(FormModel form, String part) {
        if (!part.startsWith("values[")) {
            return true;
        }
        var field = form.fields().get(part.substring("values[".length(), part.length() - 1));
        return field != null && form.joinsKapp(field);
    }
}
