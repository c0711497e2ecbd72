package dev.arbor.platform.policy;

import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What rules are assigned to: one table for each kind of thing, alike but for their names. */
enum Assignments {
    AREAS("console_policy_rule", "area"),
    CATEGORIES("category_policy_rule", "category_name"),
    SOURCES("source_policy_rule", "source_name");

    private final String table;
    private final String thing;

    Assignments(String table, String thing) {
        this.table = table;
        this.thing = thing;
    }

    /** Names of things by the rules that are assigned to them, each list sorted. */
    Map<UUID, List<String>> byRule(Connection connection, Collection<UUID> rules) throws SQLException {
        Map<UUID, List<String>> things = new HashMap<>();
        if (!rules.isEmpty()) {
            Rows.list(
                    connection,
                    "SELECT policy_rule_id, " + thing + " FROM " + table + " WHERE policy_rule_id IN ("
                            + Rows.marks(rules.size()) + ") ORDER BY " + thing,
                    row -> things.computeIfAbsent(Rows.uuid(row, 1), id -> new ArrayList<>())
                            .add(row.getString(2)),
                    rules.toArray());
        }
        return things;
    }

    /** Every assignment: rules by the name of the thing. */
    Map<String, List<UUID>> all(Connection connection) throws SQLException {
        Map<String, List<UUID>> rules = new HashMap<>();
        Rows.list(connection, "SELECT " + thing + ", policy_rule_id FROM " + table, row -> rules.computeIfAbsent(
                        row.getString(1), name -> new ArrayList<>())
                .add(Rows.uuid(row, 2)));
        return rules;
    }

    /** Rules of things, each list sorted by type and name. */
    Map<String, List<PolicyRow>> ofThings(Connection connection, Collection<String> names) throws SQLException {
        Map<String, List<PolicyRow>> rules = new HashMap<>();
        if (!names.isEmpty()) {
            Rows.list(
                    connection,
                    "SELECT " + PolicyTable.COLUMNS + ", a." + thing + " FROM " + table + " a JOIN policy_rule p"
                            + " ON p.id = a.policy_rule_id WHERE a." + thing + " IN (" + Rows.marks(names.size())
                            + ") ORDER BY p.type, p.name",
                    row -> rules.computeIfAbsent(row.getString(10), name -> new ArrayList<>())
                            .add(PolicyTable.read(row)),
                    names.toArray());
        }
        return rules;
    }

    /** Assigns one, if it is not. */
    void assign(Connection connection, String name, UUID rule) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO " + table + " (" + thing + ", policy_rule_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                name,
                rule);
    }

    /** Takes one back; false when it is not assigned. */
    boolean unassign(Connection connection, String name, UUID rule) throws SQLException {
        return Rows.change(
                        connection,
                        "DELETE FROM " + table + " WHERE " + thing + " = ? AND policy_rule_id = ?",
                        name,
                        rule)
                == 1;
    }

    /** What a rule is assigned to, as a whole. */
    void replaceOfRule(Connection connection, UUID rule, Collection<String> names) throws SQLException {
        Rows.change(connection, "DELETE FROM " + table + " WHERE policy_rule_id = ?", rule);
        for (String name : names) {
            assign(connection, name, rule);
        }
    }

    /** What is assigned to a thing, as a whole. */
    void replaceOfThing(Connection connection, String name, Collection<UUID> rules) throws SQLException {
        Rows.change(connection, "DELETE FROM " + table + " WHERE " + thing + " = ?", name);
        for (UUID rule : rules) {
            assign(connection, name, rule);
        }
    }

    /** A thing has another name. */
    void rename(Connection connection, String from, String to) throws SQLException {
        Rows.change(connection, "UPDATE " + table + " SET " + thing + " = ? WHERE " + thing + " = ?", to, from);
    }
}
