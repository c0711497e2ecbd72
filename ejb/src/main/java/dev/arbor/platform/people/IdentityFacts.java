package dev.arbor.platform.people;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What rules may ask about somebody beyond their account: teams and attributes (integrator spec 5.5). */
public final class IdentityFacts {

    static final String ATTRIBUTES = "userAttributeDefinitions";
    static final String PROFILE_ATTRIBUTES = "userProfileAttributeDefinitions";

    private static final Facts NOTHING = new Facts(List.of(), Map.of(), Map.of());

    private IdentityFacts() {}

    /**
     * What is known of somebody.
     *
     * @param teams the full names of their teams, in order
     * @param attributes values by the names of attributes; those without a value are absent
     * @param profileAttributes the same of their profile
     */
    public record Facts(
            List<String> teams, Map<String, List<String>> attributes, Map<String, List<String>> profileAttributes) {}

    /** What is known of the user of exactly this name, in two queries; nothing of somebody who is not a user. */
    public static Facts of(Connection connection, String username) throws SQLException {
        if (username.indexOf('\0') >= 0) {
            return NOTHING;
        }
        List<String> teams = Rows.list(
                connection,
                "SELECT t.name FROM account a JOIN membership m ON m.account_id = a.id JOIN team t ON t.id = m.team_id"
                        + " WHERE a.username = ? AND t.slug IS NOT NULL ORDER BY t.name",
                row -> row.getString(1),
                username);
        Map<String, Map<String, List<String>>> byKind = new LinkedHashMap<>();
        Rows.list(
                connection,
                "SELECT v.kind, v.name, v.content FROM account a JOIN attribute_value v"
                        + " ON v.owner_id = CAST(a.id AS VARCHAR(36)) WHERE a.username = ? AND v.kind IN (?, ?)"
                        + " ORDER BY v.kind, v.name, v.position",
                row -> byKind.computeIfAbsent(row.getString(1), kind -> new TreeMap<>())
                        .computeIfAbsent(row.getString(2), name -> new ArrayList<>())
                        .add(row.getString(3)),
                username,
                ATTRIBUTES,
                PROFILE_ATTRIBUTES);
        return new Facts(
                List.copyOf(teams),
                byKind.getOrDefault(ATTRIBUTES, Map.of()),
                byKind.getOrDefault(PROFILE_ATTRIBUTES, Map.of()));
    }
}
