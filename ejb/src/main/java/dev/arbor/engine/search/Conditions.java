package dev.arbor.engine.search;

import dev.arbor.engine.api.Span;
import jakarta.persistence.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * The conditions of a JPQL query, all of which must hold. Values are always parameters: a {@code ?} in a condition
 * stands for the next value.
 */
public final class Conditions {

    private static final char ESCAPE = '!';

    private final StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Adds a condition. */
    public Conditions and(String condition, Object... values) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (char each : condition.toCharArray()) {
            if (each == '?') {
                String name = "p" + parameters.size();
                parameters.put(name, values[next++]);
                text.append(':').append(name);
            } else {
                text.append(each);
            }
        }
        where.add(text);
        return this;
    }

    /** Adds {@code condition} when there is a value, which takes the place of each {@code ?} in it. */
    public Conditions and(String condition, Optional<?> value) {
        return value.isEmpty() ? this : and(condition, value.get());
    }

    /** Adds {@code condition} when there is a value. */
    public Conditions and(String condition, OptionalLong value) {
        return value.isEmpty() ? this : and(condition, (Object) value.getAsLong());
    }

    /** Adds that a field holds the fragment somewhere, in any case; what the fragment holds is meant literally. */
    public Conditions andContains(String field, Optional<String> fragment) {
        return fragment.isEmpty()
                ? this
                : and("lower(" + field + ") like lower(?) escape '" + ESCAPE + "'", contains(fragment.get()));
    }

    /** Adds that a field is one of the values; no values do not narrow. */
    public Conditions andOneOf(String field, List<?> values) {
        return values.isEmpty() ? this : and(field + " in ?", values);
    }

    /** Adds that a moment lies in a span. */
    public Conditions andWithin(String field, Span span) {
        return and(field + " >= ?", span.start()).and(field + " < ?", span.end());
    }

    /** Adds that {@code field} is among what a query of these conditions selects. */
    public Conditions andAmong(String field, String select, Conditions inner) {
        String text = inner.text();
        Object[] values = inner.parameters.values().toArray();
        // The names of the inner parameters give way to ours, in their order.
        return and(field + " in (" + select + text.replaceAll(":p\\d+", "?") + ")", values);
    }

    /** Adds what no row meets. */
    public Conditions andNothing() {
        return and("1 = 0");
    }

    /** Whether no condition was added. */
    public boolean isEmpty() {
        return where.length() == 0;
    }

    /** The {@code where} clause; empty when there is no condition. */
    public String text() {
        return where.toString();
    }

    /** Gives a query the values. */
    public <Q extends Query> Q bind(Q query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private static String contains(String fragment) {
        String literal = fragment.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
