package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The policies that a new kapp begins with (integrator spec 4.3). */
final class KappPolicies {

    private static final String SUBMITTER = "(submission('anonymous') && submission('sessionToken') =="
            + " identity('sessionToken')) || (!submission('anonymous') && submission('createdBy') =="
            + " identity('username'))";

    private static final List<List<String>> DEFINITIONS = List.of(
            List.of("Admins", "Kapp", "false", "Must be an administrator."),
            List.of("Authenticated Users", "Kapp", "identity('authenticated')", "Must be signed in."),
            List.of("Everyone", "Kapp", "true", "Everyone."),
            List.of("Submitter", "Submission", SUBMITTER, "Must be the submitter."));

    private static final List<List<String>> POLICIES = List.of(
            List.of("Display", "Authenticated Users"),
            List.of("Modification", "Admins"),
            List.of("Form Creation", "Admins"),
            List.of("Default Form Display", "Authenticated Users"),
            List.of("Default Form Modification", "Admins"),
            List.of("Default Submission Access", "Submitter"),
            List.of("Default Submission Modification", "Submitter"),
            List.of("Submission Support", "Admins"));

    private KappPolicies() {}

    /** Gives the document of a new kapp the usual policies, unless its body has some. */
    static void defaults(ObjectNode document, ObjectNode body) {
        if (body.path("securityPolicies").isEmpty()) {
            ArrayNode policies = document.putArray("securityPolicies");
            POLICIES.forEach(
                    each -> policies.addObject().put("endpoint", each.get(0)).put("name", each.get(1)));
        }
    }

    /** Writes the definitions of a new kapp: those of the body, or the usual ones. */
    static void insert(Connection connection, UUID kapp, ObjectNode body) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        if (body.path("securityPolicyDefinitions").isEmpty()) {
            DEFINITIONS.forEach(
                    each -> rows.add(new Object[] {kapp, each.get(0), each.get(1), each.get(2), each.get(3)}));
        }
        for (JsonNode each : body.path("securityPolicyDefinitions")) {
            rows.add(new Object[] {
                kapp, text(each, "name"), text(each, "type"), text(each, "rule"), text(each, "message")
            });
        }
        try {
            Rows.batch(
                    connection,
                    "INSERT INTO security_policy_definition (scope_id, name, type, rule, message)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    rows);
        } catch (SQLException e) {
            if (Rows.isDuplicate(e)) {
                throw PlatformRefusal.invalid("Kapp", List.of("Security policy definition names must be unique"));
            }
            throw e;
        }
    }

    private static String text(JsonNode definition, String name) {
        return Documents.text(definition, name)
                .filter(text -> !name.equals("name") || !text.isBlank() && text.length() <= 255)
                .filter(text -> !name.equals("type") || text.length() <= 50)
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "Kapp", List.of("Security policy definitions must have name, type, rule and message")));
    }

    static List<ObjectNode> of(Connection connection, UUID scope) throws SQLException {
        return Rows.list(
                connection,
                "SELECT message, name, rule, type FROM security_policy_definition WHERE scope_id = ? ORDER BY name",
                row -> Documents.object()
                        .put("message", row.getString(1))
                        .put("name", row.getString(2))
                        .put("rule", row.getString(3))
                        .put("type", row.getString(4)),
                scope);
    }
}
