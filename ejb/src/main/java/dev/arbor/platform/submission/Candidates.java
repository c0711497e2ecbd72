package dev.arbor.platform.submission;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Submissions in the order of a search, from one place of the database, read a batch at a time. Where a batch begins is
 * where the one before ended, so the last page takes as long as the first one.
 */
final class Candidates {

    /**
     * Where a submission stands in an order.
     *
     * @param key what it is ordered by before its time
     */
    record Place(String key, Instant time, UUID id) {

        /** As the database orders. */
        static final Comparator<Place> ORDER = Comparator.comparing(Place::key, dev.arbor.platform.query.Judge::compare)
                .thenComparing(Place::time)
                .thenComparing(place -> place.id.toString());
    }

    /** A submission at its place. */
    record Candidate(Place place, SubmissionRow row) {}

    /** What is read, but for where it goes on. */
    interface Origin {

        /** Adds the query up to its WHERE clause with conditions to a statement, the values to a list. */
        void select(StringBuilder sql, List<Object> values);

        /** Adds that rows come behind a place. */
        void behind(StringBuilder sql, List<Object> values, Place place, boolean descending);

        /** The order, with {@code %s} for each direction. */
        String order();

        /** Which columns the key and the time of a place are, behind those of the submission; the key may be none. */
        String key(String column);

        /** Which time counts. */
        Instant time(SubmissionRow row);
    }

    private final Connection connection;
    private final Origin origin;
    private final boolean descending;
    private final int batch;
    private final Deque<Candidate> read = new ArrayDeque<>();
    private Optional<Place> after;
    private boolean ended;

    Candidates(Connection connection, Origin origin, boolean descending, int batch, Optional<Place> after) {
        this.connection = connection;
        this.origin = origin;
        this.descending = descending;
        this.batch = batch;
        this.after = after;
    }

    /** The next one, which stays the next one until it is taken. */
    Optional<Candidate> peek() throws SQLException {
        if (read.isEmpty() && !ended) {
            fetch();
        }
        return Optional.ofNullable(read.peek());
    }

    Candidate take() {
        return read.remove();
    }

    private void fetch() throws SQLException {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        origin.select(sql, values);
        after.ifPresent(place -> origin.behind(sql, values, place, descending));
        sql.append(" ORDER BY ").append(origin.order().replace("%s", descending ? "DESC" : "ASC"));
        sql.append(" LIMIT ").append(batch);
        read.addAll(Rows.list(
                connection,
                sql.toString(),
                row -> {
                    SubmissionRow submission = SubmissionTable.read(row);
                    String key = origin.key(row.getString(22));
                    return new Candidate(new Place(key, origin.time(submission), submission.id), submission);
                },
                values.toArray()));
        ended = read.size() < batch;
        if (!read.isEmpty()) {
            after = Optional.of(read.peekLast().place());
        }
    }

    /** All submissions of a form or kapp, by one of their times. */
    record Timeline(
            String scopeColumn,
            UUID scope,
            String column,
            Optional<String> coreState,
            Optional<Instant> start,
            Optional<Instant> end)
            implements Origin {

        @Override
        public void select(StringBuilder sql, List<Object> values) {
            sql.append(SubmissionTable.COLUMNS.replace("%s", "s."))
                    .append(", '' FROM submission s WHERE s.")
                    .append(scopeColumn);
            sql.append(" = ? AND s.").append(column).append(" IS NOT NULL");
            values.add(scope);
            coreState.ifPresent(state -> {
                sql.append(" AND s.core_state = ?");
                values.add(state);
            });
            start.ifPresent(moment -> {
                sql.append(" AND s.").append(column).append(" >= ?");
                values.add(moment);
            });
            end.ifPresent(moment -> {
                sql.append(" AND s.").append(column).append(" < ?");
                values.add(moment);
            });
        }

        @Override
        public void behind(StringBuilder sql, List<Object> values, Place place, boolean descending) {
            String sign = descending ? "<" : ">";
            sql.append(" AND s.%s %s= ? AND (s.%s %s ? OR s.id %s ?)".formatted(column, sign, column, sign, sign));
            values.addAll(List.of(place.time, place.time, place.id));
        }

        @Override
        public String order() {
            return "s." + column + " %s, s.id %s";
        }

        @Override
        public String key(String column) {
            return "";
        }

        @Override
        public Instant time(SubmissionRow row) {
            return switch (column) {
                case "updated_at" -> row.updatedAt;
                case "submitted_at" -> row.submittedAt;
                case "closed_at" -> row.closedAt;
                default -> row.createdAt;
            };
        }
    }

    /** What a range of an index leads to, by the keys behind its prefix and the time of creation. */
    record Indexed(IndexRange range, boolean ordered) implements Origin {

        @Override
        public void select(StringBuilder sql, List<Object> values) {
            sql.append(SubmissionTable.COLUMNS.replace("%s", "s."));
            sql.append(
                    ", i.entry_key FROM submission_index i JOIN submission s ON s.id = i.submission_id WHERE i.path = ?");
            values.add(range.path());
            if (ordered) {
                sql.append(" AND i.entry_key >= ? AND i.entry_key < ?");
                values.addAll(List.of(range.from(), range.to()));
            } else {
                sql.append(" AND i.entry_key = ?");
                values.add(range.prefix());
            }
        }

        @Override
        public void behind(StringBuilder sql, List<Object> values, Place place, boolean descending) {
            String sign = descending ? "<" : ">";
            String key = range.prefix() + place.key;
            if (ordered) {
                sql.append((" AND i.entry_key %s= ? AND (i.entry_key %s ? OR i.created_at %s ?"
                                + " OR (i.created_at = ? AND i.submission_id %s ?))")
                        .formatted(sign, sign, sign, sign));
                values.addAll(List.of(key, key, place.time, place.time, place.id));
            } else {
                sql.append(" AND i.created_at %s= ? AND (i.created_at %s ? OR i.submission_id %s ?)"
                        .formatted(sign, sign, sign));
                values.addAll(List.of(place.time, place.time, place.id));
            }
        }

        @Override
        public String order() {
            return "i.entry_key %s, i.created_at %s, i.submission_id %s";
        }

        @Override
        public String key(String column) {
            return ordered ? column.substring(range.prefix().length()) : "";
        }

        @Override
        public Instant time(SubmissionRow row) {
            return row.createdAt;
        }
    }
}
