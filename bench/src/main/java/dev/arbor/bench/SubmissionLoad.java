package dev.arbor.bench;

import java.sql.SQLException;

/**
 * Very many submissions of the form at once. One is made by the server itself; its row and its index entries, as the server
 * wrote them, are multiplied by the database with another id, another second of creation and another number, and one of
 * four states. So the rows are those of the real writer, and a million of them take a minute.
 */
final class SubmissionLoad {

    /** How many different values of the field Status there are. */
    static final int STATES = 4;

    private static final int BATCH = 100_000;

    private final Sql sql;

    SubmissionLoad(Sql sql) {
        this.sql = sql;
    }

    /**
     * Multiplies the only submission whose number is {@code template}.
     *
     * @param status which it has, that it is replaced by {@code S0} to {@code S3}
     */
    void multiply(String template, String status, int count) throws SQLException {
        sql.execute("CREATE UNLOGGED TABLE copy (n BIGINT, id UUID, created_at TIMESTAMPTZ)");
        for (int from = 0; from < count; from += BATCH) {
            int to = Math.min(count, from + BATCH) - 1;
            sql.execute(
                    "TRUNCATE copy",
                    "INSERT INTO copy SELECT n, gen_random_uuid(), TIMESTAMPTZ '2025-01-01' + n * INTERVAL '1 second'"
                            + " FROM generate_series(" + from + ", " + to + ") n",
                    "INSERT INTO submission SELECT r.* FROM (SELECT s AS template, c.* FROM copy c, submission s WHERE"
                            + " s.content LIKE '%\"" + template + "\"%') t, LATERAL jsonb_populate_record(t.template,"
                            + " jsonb_build_object('id', t.id, 'created_at', t.created_at, 'updated_at', t.created_at,"
                            + " 'label', t.id, 'content', " + value("(t.template).content", template, status, "t.n")
                            + ")) r",
                    "INSERT INTO submission_index (path, entry_key, created_at, submission_id) SELECT i.path, "
                            + value("i.entry_key", template, status, "c.n")
                            + ", c.created_at, c.id FROM copy c, submission_index i JOIN submission s ON"
                            + " s.id = i.submission_id WHERE s.content LIKE '%\"" + template + "\"%'");
        }
        sql.execute("DROP TABLE copy", "VACUUM ANALYZE submission", "VACUUM ANALYZE submission_index");
    }

    private static String value(String column, String template, String status, String number) {
        return "replace(replace(" + column + ", '" + template + "', 'C' || " + number + "), '" + status + "', 'S' || ("
                + number + " % " + STATES + "))";
    }
}
