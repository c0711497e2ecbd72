package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.ksl.Finding;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.ksl.KslScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The definitions of security policies that bodies of requests have: what they must be, and how they replace others. */
@ApplicationScoped
public class PolicyDefinitions {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TEXT = 10_000;

    /** What rules may ask for, by the types of definitions (integrator spec 4.11). */
    private static final Map<String, KslScope> TYPES = types();

    private final Ksl ksl;

    /** For the container's proxy. */
    protected PolicyDefinitions() {
        this(null);
    }

    @Inject
    public PolicyDefinitions(Ksl ksl) {
        this.ksl = ksl;
    }

    private static Map<String, KslScope> types() {
        Map<String, KslScope> types = new LinkedHashMap<>();
        types.put("Discussion", KslScope.KAPP);
        types.put("File Resource", KslScope.SPACE);
        types.put("Form", KslScope.FORM);
        types.put("Kapp", KslScope.KAPP);
        types.put("Space", KslScope.SPACE);
        types.put("Submission", KslScope.SUBMISSION);
        types.put("Team", KslScope.TEAM);
        types.put("User", KslScope.USER);
        return types;
    }

    /**
     * One.
     *
     * @param noun whose it is, for messages: {@code Kapp}
     * @throws PlatformRefusal when something is missing, or the rule is no expression; it says where
     */
    public PolicyDefinition read(ObjectNode body, String noun) {
        List<String> findings = new ArrayList<>();
        PolicyDefinition definition = new PolicyDefinition(
                text(body, "name", LONGEST_NAME, findings),
                text(body, "type", LONGEST_NAME, findings),
                text(body, "rule", LONGEST_TEXT, findings),
                message(body, findings));
        if (!definition.type().isBlank() && !TYPES.containsKey(definition.type())) {
            findings.add(TYPES.keySet().stream().collect(Collectors.joining("\", \"", "Type must be \"", "\""))
                    + ", but is \"" + definition.type() + "\"");
        }
        review(definition).stream()
                .filter(Finding::error)
                .forEach(finding -> findings.add("Rule of \"" + definition.name() + "\": " + finding.message()));
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid(noun, findings);
        }
        return definition;
    }

    private static String text(ObjectNode body, String name, int longest, List<String> findings) {
        JsonNode value = body.path(name);
        String label = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            findings.add(label + " must be a string");
            return "";
        }
        String text = value.asText("");
        if (value.isNull() || text.isBlank()) {
            findings.add(label + " must not be blank");
            return "";
        }
        if (text.length() > longest) {
            findings.add(label + " must have at most " + longest + " characters");
            return "";
        }
        return text;
    }

    /** It must be there, and may be empty. */
    private static String message(ObjectNode body, List<String> findings) {
        JsonNode message = body.path("message");
        if (!message.isTextual() || message.textValue().length() > LONGEST_TEXT) {
            findings.add("Message must be a string of at most " + LONGEST_TEXT + " characters");
        }
        return message.asText("");
    }

    private List<Finding> review(PolicyDefinition definition) {
        KslScope scope = TYPES.getOrDefault(definition.type(), KslScope.SUBMISSION);
        // Those of integrations are of any type, and may ask for what the operation gets.
        return ksl.check(definition.rule(), scope.withParameters());
    }

    /**
     * All of a list.
     *
     * @throws PlatformRefusal when it is none, one of them is wrong, or two have the same name
     */
    public List<PolicyDefinition> readAll(JsonNode list, String noun) {
        if (!list.isArray()) {
            throw PlatformRefusal.invalid(noun, List.of("Security policy definitions must be a list"));
        }
        List<PolicyDefinition> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode body)) {
                throw PlatformRefusal.invalid(noun, List.of("Security policy definitions must be a list of objects"));
            }
            PolicyDefinition definition = read(body, noun);
            if (!names.add(definition.name())) {
                throw DefinitionTable.duplicate(noun, definition.name());
            }
            all.add(definition);
        }
        return all;
    }

    /**
     * Replaces all of a scope by those of a list. What is named somewhere must be among them.
     *
     * @throws PlatformRefusal when it is not, or the list is wrong
     */
    public void replace(Connection connection, PolicyUses.Scope scope, JsonNode list, String noun) throws SQLException {
        List<PolicyDefinition> after = readAll(list, noun);
        Set<String> kept = after.stream().map(PolicyDefinition::name).collect(Collectors.toSet());
        for (PolicyDefinition before : DefinitionTable.of(connection, scope.id())) {
            if (!kept.contains(before.name())) {
                PolicyUses.demandUnused(connection, scope, before.name(), noun);
            }
        }
        DefinitionTable.deleteAll(connection, scope.id());
        for (PolicyDefinition each : after) {
            DefinitionTable.insert(connection, scope.id(), each, noun);
        }
    }

    /** The document of a definition, with what its author should know of it as its {@code messages}. */
    public ObjectNode shown(PolicyDefinition definition) {
        ObjectNode json = definition.json();
        List<String> warnings = review(definition).stream()
                .filter(finding -> !finding.error())
                .map(Finding::message)
                .toList();
        if (!warnings.isEmpty()) {
            json.set("messages", Documents.list(warnings));
        }
        return json;
    }
}
