package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.people.Catalogue.Property;
import dev.arbor.platform.query.Kql;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of users and teams, page by page. A page begins behind the last row of the one before, by the index of its order, so
 * that each costs the same. Rows without a value come first, as if it were empty.
 */
final class Pages {

    private final Catalogue catalogue;
    private final PeopleSearch search;
    private final Restriction restriction;
    private final String base;
    private final String orderName;
    private final Property order;

    /** A page, and where the next one begins. */
    record Page(List<Profile> rows, Optional<String> next) {}

    /** A statement with what is bound. */
    record Statement(String sql, List<Object> values) {}

    /** Where a page ended. */
    record Place(String value, String tie) {}

    private record Row(Profile profile, String value) {}

    /**
     * The pages of a search.
     *
     * @param base what all rows of the list have in common, in SQL
     * @throws PlatformRefusal when the search is wrong
     */
    Pages(Catalogue catalogue, PeopleSearch search, String base) {
        this.catalogue = catalogue;
        this.search = search;
        this.base = base;
        this.restriction = Restriction.of(catalogue, Kql.read(search.q()));
        this.orderName = search.orderBy().or(restriction::firstOrder).orElse(catalogue.standard());
        this.order = catalogue.properties().get(orderName);
        if (order == null || !order.kind().orders()) {
            throw PlatformRefusal.invalid(
                    "invalid_order",
                    "Expected orderBy to be one of "
                            + String.join(
                                    ", ",
                                    catalogue.properties().entrySet().stream()
                                            .filter(each ->
                                                    each.getValue().kind().orders())
                                            .map(each -> each.getKey())
                                            .sorted()
                                            .toList())
                            + ", but it is '" + orderName + "'.");
        }
    }

    /** How many rows there are. */
    long count(Connection connection) throws SQLException {
        return Rows.one(
                        connection,
                        "SELECT count(*) FROM " + catalogue.table() + " WHERE " + base + " AND " + restriction.sql(),
                        row -> row.getLong(1),
                        restriction.values().toArray())
                .orElseThrow();
    }

    /** The page that the search asks for. */
    Page read(Connection connection) throws SQLException {
        Optional<Place> after = search.after().map(this::place);
        int wanted = search.limit() == Integer.MAX_VALUE ? search.limit() : search.limit() + 1;
        List<Row> rows = new ArrayList<>();
        for (boolean empty : phases()) {
            boolean passed = after.isPresent() && isBefore(empty, after.get().value() == null);
            if (!passed && rows.size() < wanted) {
                boolean here = after.isPresent() && (after.get().value() == null) == empty;
                Statement select = select(empty, here ? after : Optional.empty(), wanted - rows.size());
                int column = catalogue.columns().split(",").length + 1;
                rows.addAll(Rows.list(
                        connection,
                        select.sql(),
                        row -> new Row(catalogue.reading().read(row), order.value(row, column)),
                        select.values().toArray()));
            }
        }
        boolean more = rows.size() > search.limit();
        List<Row> page = more ? rows.subList(0, search.limit()) : rows;
        return new Page(
                page.stream().map(Row::profile).toList(),
                more ? Optional.of(key(page.get(page.size() - 1))) : Optional.empty());
    }

    /** Whether each part of the list is the one of rows without a value, in their order. */
    private List<Boolean> phases() {
        if (!order.nullable()) {
            return List.of(false);
        }
        return search.descending() ? List.of(false, true) : List.of(true, false);
    }

    /** Whether a part of the list ends before the other begins. */
    private boolean isBefore(boolean empty, boolean placeIsEmpty) {
        return empty != placeIsEmpty && empty != search.descending();
    }

    Statement select(boolean empty, Optional<Place> after, int limit) {
        String direction = search.descending() ? " DESC" : "";
        String sign = search.descending() ? "<" : ">";
        boolean alone = empty || order.column().equals(catalogue.tie());
        List<Object> values = new ArrayList<>(restriction.values());
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(catalogue.columns())
                .append(", ")
                .append(order.column())
                .append(" FROM ")
                .append(catalogue.table())
                .append(" WHERE ")
                .append(base)
                .append(" AND ")
                .append(restriction.sql());
        if (order.nullable()) {
            sql.append(" AND ").append(order.column()).append(empty ? " IS NULL" : " IS NOT NULL");
        }
        after.ifPresent(place -> {
            if (alone) {
                sql.append(" AND ")
                        .append(catalogue.tie())
                        .append(' ')
                        .append(sign)
                        .append(" ?");
            } else {
                sql.append(" AND (").append(order.column()).append(", ").append(catalogue.tie());
                sql.append(") ").append(sign).append(" (?, ?)");
                values.add(order.bound(place.value()));
            }
            values.add(catalogue.boundTie(place.tie()));
        });
        sql.append(" ORDER BY ");
        if (!alone) {
            sql.append(order.column()).append(direction).append(", ");
        }
        sql.append(catalogue.tie()).append(direction).append(" LIMIT ?");
        values.add(limit);
        return new Statement(sql.toString(), values);
    }

    private String key(Row last) {
        return Documents.write(Documents.list().add(last.value()).add(catalogue.tie(last.profile())));
    }

    /** The place of a page token. */
    Place place(String key) {
        try {
            JsonNode parts = Documents.tryRead(key).orElseThrow(IllegalArgumentException::new);
            Place place = new Place(
                    parts.path(0).isNull() ? null : parts.path(0).textValue(),
                    parts.path(1).textValue());
            if (place.value() != null) {
                order.bound(place.value());
            }
            catalogue.boundTie(java.util.Objects.requireNonNull(place.tie()));
            return place;
        } catch (IllegalArgumentException | NullPointerException | DateTimeParseException e) {
            throw PlatformRefusal.invalid("invalid_page_token", "Expected a page token, but it cannot be read.");
        }
    }
}
