package dev.arbor.platform.people;

import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.people.Catalogue.Kind;
import dev.arbor.platform.people.Catalogue.Property;
import dev.arbor.platform.query.Condition;
import dev.arbor.platform.query.Condition.Comparison;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query of users or teams as SQL, with its values bound (integrator spec 5.6). */
final class Restriction {

    private final Catalogue catalogue;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private String firstOrder;

    private Restriction(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The restriction of a condition.
     *
     * @throws PlatformRefusal when the condition names what there is not, or compares it as it cannot be
     */
    static Restriction of(Catalogue catalogue, Condition condition) {
        Restriction restriction = new Restriction(catalogue);
        restriction.add(condition);
        return restriction;
    }

    String sql() {
        return sql.toString();
    }

    List<Object> values() {
        return values;
    }

    /** The first property of the query that lists can be ordered by. */
    Optional<String> firstOrder() {
        return Optional.ofNullable(firstOrder);
    }

    private void add(Condition condition) {
        if (condition instanceof Condition.And and) {
            add(and.parts(), " AND ");
        } else if (condition instanceof Condition.Or or) {
            add(or.parts(), " OR ");
        } else if (condition instanceof Comparison comparison) {
            add(comparison);
        } else {
            sql.append("1 = 1");
        }
    }

    private void add(List<Condition> parts, String word) {
        sql.append('(');
        for (int i = 0; i < parts.size(); i++) {
            sql.append(i == 0 ? "" : word);
            add(parts.get(i));
        }
        sql.append(')');
    }

    private void add(Comparison comparison) {
        String name = comparison.property();
        int bracket = name.indexOf('[');
        if (bracket > 0) {
            String kind = catalogue.attributes().get(name.substring(0, bracket));
            if (kind == null) {
                throw unexpected(name);
            }
            exactly(comparison);
            attribute(kind, name.substring(bracket + 1, name.length() - 1), comparison.values());
            return;
        }
        Property property = catalogue.properties().get(name);
        if (property == null) {
            throw unexpected(name);
        }
        if (property.kind().orders() && firstOrder == null) {
            firstOrder = name;
        }
        if (!property.kind().orders()) {
            exactly(comparison);
        }
        compare(property, comparison);
    }

    private static PlatformRefusal unexpected(String name) {
        return PlatformRefusal.invalid("invalid_query", "The query included one or more unexpected parts: " + name);
    }

    private static void exactly(Comparison comparison) {
        if (!comparison.operator().isEquality()) {
            throw PlatformRefusal.invalid(
                    "invalid_query",
                    "Expected '" + comparison.property()
                            + "' to be compared with = or IN, but it is compared otherwise.");
        }
    }

    private void compare(Property property, Comparison comparison) {
        String column = property.column();
        List<String> texts = comparison.values();
        switch (comparison.operator()) {
            case EQUAL, IN -> equal(property, comparison);
            case NOT_EQUAL -> {
                if (texts.get(0) == null) {
                    sql.append(column).append(" IS NOT NULL");
                } else {
                    sql.append('(')
                            .append(column)
                            .append(" <> ? OR ")
                            .append(column)
                            .append(" IS NULL)");
                    values.add(bound(property, comparison, texts.get(0)));
                }
            }
            case STARTS -> starts(property, comparison);
            case CONTAINS ->
                throw PlatformRefusal.invalid(
                        "invalid_query",
                        "Expected '" + comparison.property() + "' to be compared with another operator than *=*.");
            case GREATER -> range(property, comparison, " > ?");
            case GREATER_OR_EQUAL -> range(property, comparison, " >= ?");
            case LESS -> range(property, comparison, " < ?");
            case LESS_OR_EQUAL -> range(property, comparison, " <= ?");
            case BETWEEN -> {
                sql.append('(')
                        .append(column)
                        .append(" >= ? AND ")
                        .append(column)
                        .append(" < ?)");
                texts.forEach(text -> values.add(bound(property, comparison, text)));
            }
        }
    }

    private void equal(Property property, Comparison comparison) {
        String column = property.column();
        List<String> present =
                comparison.values().stream().filter(text -> text != null).toList();
        List<String> parts = new ArrayList<>();
        if (!present.isEmpty()) {
            parts.add(column + " IN ("
                    + String.join(", ", present.stream().map(text -> "?").toList()) + ")");
            present.forEach(text -> values.add(bound(property, comparison, text)));
        }
        if (present.size() < comparison.values().size()) {
            parts.add(column + " IS NULL");
        }
        sql.append('(').append(String.join(" OR ", parts)).append(')');
    }

    private void starts(Property property, Comparison comparison) {
        if (property.kind() != Kind.TEXT) {
            throw PlatformRefusal.invalid(
                    "invalid_query",
                    "Expected '" + comparison.property() + "' to be compared with another operator than =*.");
        }
        String text = comparison.values().get(0);
        if (text == null) {
            sql.append("1 = 0");
            return;
        }
        sql.append(property.column()).append(" LIKE ?");
        values.add(text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }

    private void range(Property property, Comparison comparison, String operator) {
        String text = comparison.values().get(0);
        if (text == null) {
            sql.append("1 = 0");
            return;
        }
        sql.append(property.column()).append(operator);
        values.add(bound(property, comparison, text));
    }

    private static Object bound(Property property, Comparison comparison, String text) {
        return switch (property.kind()) {
            case TEXT, EXACT -> text;
            case MOMENT -> moment(comparison, text);
            case FLAG -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw PlatformRefusal.invalid(
                            "invalid_query",
                            "Expected '" + comparison.property()
                                    + "' to be compared with \"true\" or \"false\", but found '" + text + "'.");
                }
                yield Boolean.valueOf(text);
            }
        };
    }

    private static Instant moment(Comparison comparison, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw PlatformRefusal.invalid(
                    "invalid_query",
                    "Expected '" + comparison.property() + "' to be compared with a time such as 2026-01-31T12:00:00Z,"
                            + " but found '" + text + "'.");
        }
    }

    /** By the values' index, from which it comes to those who have them. */
    private void attribute(String kind, String name, List<String> texts) {
        String owners = catalogue.table() + ".id %s (SELECT CAST(v.owner_id AS UUID) FROM attribute_value v"
                + " WHERE v.kind = ? AND v.name = ?";
        sql.append('(');
        for (int i = 0; i < texts.size(); i++) {
            sql.append(i == 0 ? "" : " OR ");
            values.add(kind);
            values.add(name);
            if (texts.get(i) == null) {
                sql.append(owners.formatted("NOT IN")).append(')');
            } else {
                sql.append(owners.formatted("IN"))
                        .append(" AND LEFT(v.content, 200) = LEFT(?, 200) AND v.content = ?)");
                values.add(texts.get(i));
                values.add(texts.get(i));
            }
        }
        sql.append(')');
    }
}
