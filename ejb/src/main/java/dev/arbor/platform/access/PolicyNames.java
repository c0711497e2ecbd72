package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The {@code securityPolicies} of a body: for which endpoint which policy. */
public final class PolicyNames {

    private PolicyNames() {}

    /** The policies of a document for an endpoint. */
    static List<String> of(JsonNode document, String endpoint) {
        List<String> names = new ArrayList<>();
        for (JsonNode each : document.path("securityPolicies")) {
            if (each.path("endpoint").asText().equals(endpoint)) {
                names.add(each.path("name").asText());
            }
        }
        return names;
    }

    /**
     * Takes over the policies of a body, of which each must have an endpoint that there is and a name.
     *
     * @param noun whose they are, for messages: {@code Form}
     * @throws PlatformRefusal naming each that is wrong
     */
    public static ArrayNode read(JsonNode list, Set<String> endpoints, String noun) {
        ArrayNode policies = Documents.list();
        List<String> findings = new ArrayList<>();
        for (JsonNode each : list) {
            JsonNode endpoint = each.path("endpoint");
            JsonNode name = each.path("name");
            if (!endpoint.isTextual() || !endpoints.contains(endpoint.textValue())) {
                findings.add("Security policy endpoints must be \""
                        + String.join("\", \"", new TreeSet<>(endpoints)) + "\", but there is \"" + endpoint.asText()
                        + "\"");
            }
            if (!name.isTextual() || name.textValue().isBlank()) {
                findings.add("Security policies must have a name");
            }
            policies.addObject().put("endpoint", endpoint.asText()).put("name", name.asText());
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid(noun, findings.stream().distinct().toList());
        }
        return policies;
    }

    /**
     * Refuses policies that nobody has defined.
     *
     * @param scopes where they may be defined: the kapp and the space
     */
    public static void demandDefined(Connection connection, JsonNode policies, Collection<UUID> scopes, String noun)
            throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        policies.forEach(each -> names.add(each.path("name").asText()));
        if (names.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>(scopes);
        values.addAll(names);
        names.removeAll(new HashSet<>(Rows.list(
                connection,
                "SELECT name FROM security_policy_definition WHERE scope_id IN (" + Rows.marks(scopes.size())
                        + ") AND name IN (" + Rows.marks(names.size()) + ")",
                row -> row.getString(1),
                values.toArray())));
        if (!names.isEmpty()) {
            throw PlatformRefusal.invalid(
                    noun,
                    names.stream()
                            .map(name -> "Unable to locate the " + name + " security policy definition")
                            .toList());
        }
    }
}
