package dev.arbor.platform.people;

import dev.arbor.platform.people.Catalogue.Property;
import dev.arbor.platform.row.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a list of users or teams is read from, and what a query of it may name (integrator spec 5.6). Each property that can
 * be an order has an index that ends with the tie breaker.
 *
 * @param columns what a row is read from
 * @param tie the column that tells rows apart whose order is the same
 * @param standard the property that lists are ordered by when nothing else is said
 * @param attributes the kinds of attributes by the word for them
 */
record Catalogue(
        String table,
        String columns,
        String tie,
        String standard,
        Map<String, Property> properties,
        Map<String, String> attributes,
        Rows.Reading<Profile> reading) {

    /** How a property is compared. */
    enum Kind {
        /** All operators, and lists can be ordered by it. */
        TEXT,
        /** A text that can be compared with = and IN alone. */
        EXACT,
        /** All operators but those of texts, and lists can be ordered by it. */
        MOMENT,
        /** true or false. */
        FLAG;

        boolean orders() {
            return this == TEXT || this == MOMENT;
        }
    }

    /**
     * A property.
     *
     * @param nullable whether it may be without a value; such rows come first
     */
    record Property(String column, Kind kind, boolean nullable) {

        /** Its value in a row, as a page token carries it; null where there is none. */
        String value(ResultSet row, int column) throws SQLException {
            if (kind == Kind.MOMENT) {
                Instant moment = Rows.moment(row, column);
                return moment == null ? null : moment.toString();
            }
            return row.getString(column);
        }

        /** What such a text is bound as. */
        Object bound(String text) {
            return kind == Kind.MOMENT ? Instant.parse(text) : text;
        }
    }

    private static final Property CREATED = new Property("created_at", Kind.MOMENT, false);
    private static final Property UPDATED = new Property("updated_at", Kind.MOMENT, false);

    static final Catalogue USERS = new Catalogue(
            "account",
            UserTable.COLUMNS,
            "username",
            "username",
            Map.of(
                    "username", new Property("username", Kind.TEXT, false),
                    "displayName", new Property("display_name", Kind.TEXT, true),
                    "email", new Property("email", Kind.TEXT, true),
                    "createdAt", CREATED,
                    "updatedAt", UPDATED,
                    "enabled", new Property("enabled", Kind.FLAG, false),
                    "spaceAdmin", new Property("administrator", Kind.FLAG, false)),
            Map.of(
                    "attributes", IdentityFacts.ATTRIBUTES,
                    "profileAttributes", IdentityFacts.PROFILE_ATTRIBUTES),
            UserTable::read);

    static final Catalogue TEAMS = new Catalogue(
            "team",
            TeamTable.COLUMNS,
            "id",
            "name",
            Map.of(
                    "name", new Property("name", Kind.TEXT, false),
                    "localName", new Property("local_name", Kind.TEXT, false),
                    "parentName", new Property("parent_name", Kind.EXACT, true),
                    "createdAt", CREATED,
                    "updatedAt", UPDATED),
            Map.of("attributes", TeamParts.KIND),
            TeamTable::read);

    /** The tie breaker of a row. */
    String tie(Profile row) {
        return tie.equals("id") ? row.id().toString() : row.text(tie);
    }

    /** What a tie breaker is bound as. */
    Object boundTie(String text) {
        return tie.equals("id") ? UUID.fromString(text) : text;
    }
}
