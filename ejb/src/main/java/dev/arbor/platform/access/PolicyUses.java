package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What names a definition of a security policy: the space, kapps, forms, their integrations and web APIs. A kapp that
 * defines the name itself does not mean the space's.
 */
public final class PolicyUses {

    private static final int SHOWN = 10;

    /** Where a definition is: in the space, or in a kapp. */
    public record Scope(UUID id, boolean kapp) {

        /** The kapps whose things mean a definition of it. */
        private String kapps() {
            return kapp
                    ? "= ?"
                    : "IN (SELECT id FROM kapp WHERE id NOT IN (SELECT scope_id FROM security_policy_definition"
                            + " WHERE name = ?))";
        }

        private Object key(String name) {
            return kapp ? id : name;
        }
    }

    private record Use(String table, UUID id, UUID kapp, String label, JsonNode content) {}

    private PolicyUses() {}

    /**
     * Refuses when something names a definition that is to go.
     *
     * @param noun whose it is, for messages: {@code Kapp}
     * @throws PlatformRefusal naming what does
     */
    public static void demandUnused(Connection connection, Scope scope, String name, String noun) throws SQLException {
        List<Use> uses = find(connection, scope, name);
        if (!uses.isEmpty()) {
            String more = uses.size() > SHOWN ? " and " + (uses.size() - SHOWN) + " more" : "";
            throw PlatformRefusal.invalid(
                    noun,
                    List.of("Security policy definition \"" + name + "\" is used by "
                            + uses.stream().limit(SHOWN).map(Use::label).collect(Collectors.joining(", ")) + more));
        }
    }

    /**
     * Lets everything that names a definition follow it to another name.
     *
     * @throws PlatformRefusal when it would mean another definition then
     */
    public static void rename(Connection connection, Scope scope, String from, String to, String noun)
            throws SQLException {
        for (Use use : find(connection, scope, from)) {
            if (!scope.kapp() && use.kapp() != null && isDefined(connection, use.kapp(), to)) {
                throw PlatformRefusal.invalid(
                        noun,
                        List.of("Security policy definition \"" + from + "\" is used by " + use.label()
                                + ", whose kapp has one with the name \"" + to + "\" already"));
            }
            policies(use.content()).forEach(policy -> {
                if (policy.path("name").asText().equals(from)) {
                    policy.put("name", to);
                }
            });
            boolean versioned = !use.table().equals("web_api") && !use.table().equals("kapp_integration");
            Rows.change(
                    connection,
                    "UPDATE " + use.table() + " SET content = ?" + (versioned ? ", version_id = version_id + 1" : "")
                            + " WHERE id = ?",
                    Documents.write(use.content()),
                    use.id());
        }
    }

    private static boolean isDefined(Connection connection, UUID scope, String name) throws SQLException {
        return Rows.one(
                        connection,
                        "SELECT name FROM security_policy_definition WHERE scope_id = ? AND name = ?",
                        row -> true,
                        scope,
                        name)
                .isPresent();
    }

    private static List<Use> find(Connection connection, Scope scope, String name) throws SQLException {
        List<Use> uses = new ArrayList<>();
        String of = " " + scope.kapps();
        Object key = scope.key(name);
        if (!scope.kapp()) {
            add(connection, uses, name, "space", "NULL, 'the space'", "id = ?", scope.id());
            add(connection, uses, name, "web_api", "NULL, 'the web API ' || slug", "scope_id = ?", scope.id());
        }
        add(connection, uses, name, "kapp", "id, 'the kapp ' || slug", "id" + of, key);
        add(connection, uses, name, "form", "kapp_id, 'the form ' || slug", "kapp_id" + of, key);
        add(connection, uses, name, "kapp_integration", "kapp_id, 'the integration ' || name", "kapp_id" + of, key);
        add(connection, uses, name, "web_api", "scope_id, 'the web API ' || slug", "scope_id" + of, key);
        return uses;
    }

    /** What has the name somewhere in its content is looked at. */
    private static void add(
            Connection connection,
            List<Use> uses,
            String name,
            String table,
            String columns,
            String condition,
            Object key)
            throws SQLException {
        String pattern = Documents.write(Documents.object().textNode(name)).replaceAll("[!%_]", "!$0");
        List<Use> candidates = Rows.list(
                connection,
                "SELECT id, " + columns + ", content FROM " + table + " WHERE " + condition
                        + " AND content LIKE ? ESCAPE '!' ORDER BY 3",
                row -> new Use(
                        table, Rows.uuid(row, 1), kapp(row), row.getString(3), Documents.readAny(row.getString(4))),
                key,
                "%" + pattern + "%");
        candidates.stream()
                .filter(each -> policies(each.content()).stream()
                        .anyMatch(policy -> policy.path("name").asText().equals(name)))
                .forEach(uses::add);
    }

    private static UUID kapp(ResultSet row) throws SQLException {
        return row.getString(2) == null ? null : UUID.fromString(row.getString(2));
    }

    /** The policies in a content: of a web API it is nothing else; a form has those of its integrations too. */
    private static List<ObjectNode> policies(JsonNode content) {
        List<ObjectNode> policies = new ArrayList<>();
        add(policies, content.isArray() ? content : content.path("securityPolicies"));
        content.path("integrations").forEach(each -> add(policies, each.path("securityPolicies")));
        return policies;
    }

    private static void add(List<ObjectNode> policies, JsonNode list) {
        for (JsonNode each : list) {
            if (each instanceof ObjectNode policy) {
                policies.add(policy);
            }
        }
    }
}
