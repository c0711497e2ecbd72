package dev.arbor.platform.access;

import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of definitions of security policies. A scope is the space or a kapp. */
public final class DefinitionTable {

    private DefinitionTable() {}

    /** Those of several scopes, by scope and name; a scope that has none is absent. */
    public static Map<UUID, List<PolicyDefinition>> of(Connection connection, Collection<UUID> scopes)
            throws SQLException {
        Map<UUID, List<PolicyDefinition>> all = new HashMap<>();
        if (!scopes.isEmpty()) {
            Rows.list(
                    connection,
                    "SELECT scope_id, name, type, rule, message FROM security_policy_definition WHERE scope_id IN ("
                            + Rows.marks(scopes.size()) + ") ORDER BY name",
                    row -> all.computeIfAbsent(Rows.uuid(row, 1), scope -> new ArrayList<>())
                            .add(new PolicyDefinition(
                                    row.getString(2), row.getString(3), row.getString(4), row.getString(5))),
                    scopes.toArray());
        }
        return all;
    }

    /** Those of a scope, by name. */
    public static List<PolicyDefinition> of(Connection connection, UUID scope) throws SQLException {
        return of(connection, List.of(scope)).getOrDefault(scope, List.of());
    }

    /**
     * Adds one.
     *
     * @param noun whose it is, for messages: {@code Kapp}
     * @throws PlatformRefusal when there is one of that name
     */
    public static void insert(Connection connection, UUID scope, PolicyDefinition definition, String noun)
            throws SQLException {
        try {
            Rows.change(
                    connection,
                    "INSERT INTO security_policy_definition (scope_id, name, type, rule, message)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    scope,
                    definition.name(),
                    definition.type(),
                    definition.rule(),
                    definition.message());
        } catch (SQLException e) {
            if (Rows.isDuplicate(e)) {
                throw duplicate(noun, definition.name());
            }
            throw e;
        }
    }

    static PlatformRefusal duplicate(String noun, String name) {
        return PlatformRefusal.invalid(
                noun,
                List.of("Security policy definition names must be unique and there are 2 with the name \"" + name
                        + "\""));
    }

    /** Takes one away. */
    public static void delete(Connection connection, UUID scope, String name) throws SQLException {
        Rows.change(connection, "DELETE FROM security_policy_definition WHERE scope_id = ? AND name = ?", scope, name);
    }

    /** Takes all of a scope away. */
    public static void deleteAll(Connection connection, UUID scope) throws SQLException {
        Rows.change(connection, "DELETE FROM security_policy_definition WHERE scope_id = ?", scope);
    }
}
