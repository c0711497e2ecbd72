package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.access.DefinitionTable;
import dev.arbor.platform.access.Endpoints;
import dev.arbor.platform.access.PolicyDefinition;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.access.PolicyNames;
import dev.arbor.platform.access.PolicyUses;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.space.SpaceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The security policies of kapps, and those that a new kapp begins with (integrator spec 4.3). */
final class KappPolicies {

    private static final String NOUN = "Kapp";

    private static final String SUBMITTER = "(submission('anonymous') && submission('sessionToken') =="
            + " identity('sessionToken')) || (!submission('anonymous') && submission('createdBy') =="
            + " identity('username'))";

    private static final List<PolicyDefinition> DEFINITIONS = List.of(
            new PolicyDefinition("Admins", "Kapp", "false", "Must be an administrator."),
            new PolicyDefinition("Authenticated Users", "Kapp", "identity('authenticated')", "Must be signed in."),
            new PolicyDefinition("Everyone", "Kapp", "true", "Everyone."),
            new PolicyDefinition("Submitter", "Submission", SUBMITTER, "Must be the submitter."));

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

    /** The definitions of a new kapp: those of its body, or the usual ones. */
    static List<PolicyDefinition> definitions(ObjectNode body, PolicyDefinitions reader) {
        JsonNode given = body.path("securityPolicyDefinitions");
        return isAbsent(given) || given.isArray() && given.isEmpty() ? DEFINITIONS : reader.readAll(given, NOUN);
    }

    /**
     * Gives the document of a new kapp its policies: those of its body, or of the usual ones those whose names are
     * defined. Where none is left, the standing rules say the same.
     */
    static void begin(ObjectNode document, ObjectNode body, List<PolicyDefinition> definitions) {
        if (!body.path("securityPolicies").isEmpty()) {
            document.set("securityPolicies", read(body));
            return;
        }
        Set<String> names = definitions.stream().map(PolicyDefinition::name).collect(Collectors.toSet());
        ArrayNode policies = Documents.list();
        POLICIES.stream().filter(each -> names.contains(each.get(1))).forEach(each -> policies.addObject()
                .put("endpoint", each.get(0))
                .put("name", each.get(1)));
        document.set("securityPolicies", policies);
    }

    /** The policies that a body names. */
    static ArrayNode read(ObjectNode body) {
        return PolicyNames.read(body.path("securityPolicies"), Endpoints.OF_KAPP, NOUN);
    }

    /** Writes the definitions of a new kapp. */
    static void insert(Connection connection, Entry kapp, List<PolicyDefinition> definitions) throws SQLException {
        for (PolicyDefinition each : definitions) {
            DefinitionTable.insert(connection, kapp.id(), each, NOUN);
        }
        demandDefined(connection, kapp);
    }

    /**
     * Replaces the definitions by those of a body, where it has any. What is named somewhere must be among them.
     *
     * @param changed whether the policies of the kapp are others than before
     */
    static void change(Connection connection, Entry kapp, ObjectNode body, PolicyDefinitions reader, boolean changed)
            throws SQLException {
        JsonNode given = body.path("securityPolicyDefinitions");
        if (!isAbsent(given)) {
            reader.replace(connection, new PolicyUses.Scope(kapp.id(), true), given, NOUN);
        }
        if (changed) {
            demandDefined(connection, kapp);
        }
    }

    private static void demandDefined(Connection connection, Entry kapp) throws SQLException {
        UUID space = SpaceTable.id(connection);
        PolicyNames.demandDefined(
                connection, kapp.document().path("securityPolicies"), List.of(kapp.id(), space), NOUN);
    }

    private static boolean isAbsent(JsonNode given) {
        return given.isMissingNode() || given.isNull();
    }
}
