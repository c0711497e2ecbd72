package dev.arbor.platform.submission;

import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Submissions.Search;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.kapp.FieldTable;
import dev.arbor.platform.query.Condition;
import dev.arbor.platform.query.Condition.And;
import dev.arbor.platform.query.Condition.Comparison;
import dev.arbor.platform.query.Condition.Operator;
import dev.arbor.platform.query.Condition.Or;
import dev.arbor.platform.query.Kql;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.submission.Candidates.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a search asks for, read and checked.
 *
 * @param timeline the property of time that orders, after {@code order}
 * @param order properties that order before it
 */
record SearchQuery(
        Condition condition,
        Optional<CoreState> coreState,
        String timeline,
        Optional<Instant> start,
        Optional<Instant> end,
        List<String> order) {

    private static final Map<String, String> TIMELINES = Map.of(
            "createdAt", "created_at",
            "updatedAt", "updated_at",
            "submittedAt", "submitted_at",
            "closedAt", "closed_at");

    private static final Set<String> PROPERTIES = Set.of(
            "closedBy", "coreState", "createdBy", "handle", "id", "sessionToken", "submittedBy", "type", "updatedBy");

    /**
     * Reads a search.
     *
     * @param fields names of the fields whose values may be asked for
     */
    static SearchQuery read(Search search, Set<String> fields) {
        Condition condition = Kql.read(search.q());
        check(condition, fields);
        String timeline = search.timeline().filter(TIMELINES::containsKey).orElse("createdAt");
        List<String> order = new ArrayList<>();
        for (String part : search.orderBy().map(text -> text.split(",")).orElse(new String[0])) {
            String property = part.strip();
            if (TIMELINES.containsKey(property)) {
                timeline = property;
                break;
            }
            if (!property.isEmpty()) {
                check(property, fields);
                order.add(property);
            }
        }
        return new SearchQuery(
                condition,
                search.coreState().map(CoreState::of),
                timeline,
                search.start().map(text -> moment("start", text)),
                search.end().map(text -> moment("end", text)),
                List.copyOf(order));
    }

    /** Whether it asks for, or is in the order of, what not everybody is shown who finds a submission. */
    boolean asksForContent() {
        return order.stream().anyMatch(SearchQuery::isContent) || asksForContent(condition);
    }

    private static boolean asksForContent(Condition condition) {
        if (condition instanceof And and) {
            return and.parts().stream().anyMatch(SearchQuery::asksForContent);
        }
        if (condition instanceof Or or) {
            return or.parts().stream().anyMatch(SearchQuery::asksForContent);
        }
        return condition instanceof Comparison comparison && isContent(comparison.property());
    }

    private static boolean isContent(String property) {
        return property.startsWith("values[") || property.equals("sessionToken");
    }

    private static void check(Condition condition, Set<String> fields) {
        if (condition instanceof And and) {
            and.parts().forEach(part -> check(part, fields));
        } else if (condition instanceof Or or) {
            or.parts().forEach(part -> check(part, fields));
        } else if (condition instanceof Comparison comparison) {
            check(comparison.property(), fields);
            if (comparison.operator() == Operator.CONTAINS) {
                throw PlatformRefusal.invalid(
                        "invalid_query",
                        "Expected no *=* in a search of submissions: it is offered for kapps and forms.");
            }
        }
    }

    private static void check(String property, Set<String> fields) {
        boolean value = property.startsWith("values[")
                && property.endsWith("]")
                && fields.contains(property.substring("values[".length(), property.length() - 1));
        if (!value && !PROPERTIES.contains(property) && !TIMELINES.containsKey(property)) {
            throw SubmissionSearch.unexpected(property);
        }
    }

    private static Instant moment(String name, String text) {
        try {
            return text.length() == "yyyy-MM-dd".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    // A plus sign that was not encoded arrives as a space.
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw PlatformRefusal.invalid(
                    "invalid_value",
                    "Expected " + name + " to be a time such as 2026-03-01T10:00:00Z, but it is '" + text + "'.");
        }
    }

    /** Where candidates are read: ranges of indexes if every alternative has one, otherwise the timeline. */
    List<Candidates.Origin> origins(UUID scope, String column, List<IndexDefinition> built) {
        return indexed(scope, built)
                .orElseGet(() -> List.of(new Candidates.Timeline(
                        column, scope, TIMELINES.get(timeline), coreState.map(CoreState::label), start, end)));
    }

    private Optional<List<Candidates.Origin>> indexed(UUID scope, List<IndexDefinition> built) {
        Optional<List<Alternative>> alternatives = Alternative.of(condition);
        if (alternatives.isEmpty() || !timeline.equals("createdAt")) {
            return Optional.empty();
        }
        // What has one and the same value in all of them orders nothing.
        List<String> left = order.stream()
                .filter(property -> !alternatives.get().stream()
                        .allMatch(each -> each.equal().containsKey(property)
                                && java.util.Objects.equals(
                                        each.equal().get(property),
                                        alternatives.get().get(0).equal().get(property))))
                .toList();
        List<Candidates.Origin> origins = new ArrayList<>();
        for (Alternative each : alternatives.get()) {
            Optional<IndexRange> range = IndexRange.of(scope, built, each, left);
            if (range.isEmpty()) {
                return left.isEmpty() ? Optional.empty() : refuse(left);
            }
            origins.add(new Candidates.Indexed(range.get(), !left.isEmpty()));
        }
        return Optional.of(origins);
    }

    /** Sorting all submissions for each page is what indexes are there to save. */
    private static Optional<List<Candidates.Origin>> refuse(List<String> order) {
        throw PlatformRefusal.invalid(
                "index_required",
                "The query requires one of the following index definitions to exist and to be built: one that has the"
                        + " properties with a value first and then " + String.join(",", order));
    }

    /** Whether a submission has the state and lies within the times that are asked for. */
    boolean within(SubmissionRow row) {
        Instant time =
                switch (timeline) {
                    case "updatedAt" -> row.updatedAt;
                    case "submittedAt" -> row.submittedAt;
                    case "closedAt" -> row.closedAt;
                    default -> row.createdAt;
                };
        return coreState.map(state -> state == row.coreState).orElse(true)
                && time != null
                && start.map(moment -> !time.isBefore(moment)).orElse(true)
                && end.map(time::isBefore).orElse(true);
    }

    /** The names of the fields that a kapp declares. */
    static Set<String> declared(Connection connection, UUID kapp) throws SQLException {
        return FieldTable.of(connection, kapp).stream()
                .map(FieldTable.Field::name)
                .collect(Collectors.toSet());
    }

    static long count(Connection connection, Candidates.Timeline timeline) throws SQLException {
        StringBuilder select = new StringBuilder();
        List<Object> values = new ArrayList<>();
        timeline.select(select, values);
        String sql = "SELECT count(*)" + select.substring(select.indexOf(" FROM "));
        return Rows.one(connection, sql, row -> row.getLong(1), values.toArray())
                .orElse(0L);
    }

    /** A place as a text. */
    static String token(Place place) {
        return place.time() + "|" + place.id() + "|" + place.key();
    }

    /** A place of a text. */
    static Place place(String token) {
        try {
            List<String> parts = Stream.of(token.split("\\|", 3)).toList();
            return new Place(parts.get(2), Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw PlatformRefusal.invalid("invalid_page_token", "Expected a page token, but it cannot be read.");
        }
    }
}
