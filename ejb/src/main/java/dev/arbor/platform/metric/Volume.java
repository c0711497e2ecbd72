package dev.arbor.platform.metric;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Counts submissions of forms by the quarter of an hour in which they were created: days of every time zone are made of
 * those. The index of each form is read from the first day on, and nothing else.
 */
final class Volume {

    private static final int QUARTER = 900;
    private static final int FORMS = 500;
    private static final String SLOT = "FLOOR(EXTRACT(EPOCH FROM created_at) / " + QUARTER + ")";

    /** How many there were in a quarter of an hour. */
    record Count(UUID form, Instant begin, long submissions) {}

    private Volume() {}

    static List<Count> since(Connection connection, List<UUID> forms, Instant begin) throws SQLException {
        List<Count> counts = new ArrayList<>();
        for (int from = 0; from < forms.size(); from += FORMS) {
            List<UUID> some = forms.subList(from, Math.min(forms.size(), from + FORMS));
            List<Object> values = new ArrayList<>(some);
            values.add(begin);
            counts.addAll(Rows.list(
                    connection,
                    select(some.size()),
                    row -> new Count(
                            Rows.uuid(row, 1), Instant.ofEpochSecond(row.getLong(2) * QUARTER), row.getLong(3)),
                    values.toArray()));
        }
        return counts;
    }

    static String select(int forms) {
        return "SELECT form_id, " + SLOT + ", COUNT(*) FROM submission WHERE form_id IN (" + Rows.marks(forms)
                + ") AND created_at >= ? GROUP BY form_id, " + SLOT;
    }
}
