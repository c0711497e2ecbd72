package dev.arbor.engine.inspection;

import dev.arbor.engine.api.EventRuns;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the runs of events. Each tree is asked for its newest ones, by the index of its runs, so that neither old runs nor
 * those of other trees are read.
 */
@ApplicationScoped
public class StoredEventRuns implements EventRuns {

    /** Trees that are asked in one statement. */
    private static final int TREES = 50;

    /** What no event has started has no depth. */
    private static final String RUN = "SELECT r.id, t.guid, t.event, t.platform_item_type, t.platform_item_id,"
            + " r.source_id, r.source_data, r.created_at FROM run r JOIN tree t ON t.id = r.tree_id"
            + " WHERE r.depth > 0 AND t.event IS NOT NULL AND t.platform_item_id IS NOT NULL AND r.id IN ";

    private final Transactions transactions;

    /** For the container's proxy. */
    protected StoredEventRuns() {
        this(null);
    }

    @Inject
    public StoredEventRuns(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<EventRun> below(long id, Filter filter, int limit) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            List<Long> trees = trees(connection, filter.itemIds());
            List<Long> newest = new ArrayList<>();
            for (int from = 0; from < trees.size(); from += TREES) {
                List<Long> some = trees.subList(from, Math.min(trees.size(), from + TREES));
                newest.addAll(ids(connection, some, id, filter, limit));
                newest.sort(Comparator.reverseOrder());
                newest.subList(Math.min(limit, newest.size()), newest.size()).clear();
            }
            return runs(connection, newest);
        });
    }

    @Override
    public Optional<EventRun> find(long id) {
        return transactions.call(
                unit -> runs(unit.connection(), List.of(id)).stream().findFirst());
    }

    private static List<Long> trees(Connection connection, Optional<Collection<String>> items) throws SQLException {
        List<Object> values = new ArrayList<>(items.orElse(List.of()));
        String which = items.isEmpty() ? "platform_item_id IS NOT NULL" : "platform_item_id IN " + marks(values.size());
        return items.isPresent() && values.isEmpty()
                ? List.of()
                : numbers(connection, "SELECT id FROM tree WHERE event IS NOT NULL AND " + which, values);
    }

    private static List<Long> ids(Connection connection, List<Long> trees, long below, Filter filter, int limit)
            throws SQLException {
        StringBuilder each = new StringBuilder("(SELECT id FROM run WHERE tree_id = ? AND id < ? AND depth > 0");
        List<Object> bounds = new ArrayList<>();
        filter.sourceId().ifPresent(source -> bound(each, " AND source_id = ?", bounds, source));
        filter.from().ifPresent(from -> bound(each, " AND created_at >= ?", bounds, Timestamp.from(from)));
        filter.to().ifPresent(to -> bound(each, " AND created_at < ?", bounds, Timestamp.from(to)));
        each.append(" ORDER BY id DESC LIMIT ").append(limit).append(')');
        List<Object> values = new ArrayList<>();
        for (Long tree : trees) {
            values.add(tree);
            values.add(below);
            values.addAll(bounds);
        }
        return numbers(
                connection, String.join(" UNION ALL ", Collections.nCopies(trees.size(), each.toString())), values);
    }

    private static void bound(StringBuilder sql, String condition, List<Object> values, Object value) {
        sql.append(condition);
        values.add(value);
    }

    private static List<EventRun> runs(Connection connection, List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement query = connection.prepareStatement(RUN + marks(ids.size()) + " ORDER BY r.id DESC")) {
            bind(query, ids);
            List<EventRun> runs = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    runs.add(read(row));
                }
            }
            return runs;
        }
    }

    private static EventRun read(ResultSet row) throws SQLException {
        Instant created = row.getTimestamp(8).toInstant();
        return new EventRun(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7)).orElse(""),
                created);
    }

    private static List<Long> numbers(Connection connection, String sql, List<?> values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            List<Long> numbers = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
            }
            return numbers;
        }
    }

    private static void bind(PreparedStatement query, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            query.setObject(i + 1, values.get(i));
        }
    }

    private static String marks(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }
}
