package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Shape;
import dev.arbor.platform.ksl.Finding;
import dev.arbor.platform.ksl.KslScope;
import dev.arbor.platform.ksl.Templates;
import java.util.ArrayList;
import java.util.List;

/** The body of a request that makes or changes an integration of a kapp. */
final class IntegrationDraft {

    private static final int LONGEST = 255;

    private static final Shape SHAPE = Shape.of("Integration")
            .texts("name", "connectionId", "operationId")
            .objects("inputMappings")
            .lists("securityPolicies")
            .flags("allowUnmappedInputs");

    private IntegrationDraft() {}

    /** A document with nothing said yet. */
    static ObjectNode blank() {
        ObjectNode document = SHAPE.empty();
        document.putObject("inputMappings");
        return document.put("allowUnmappedInputs", true);
    }

    /**
     * Takes over what a body names; null is as good as nothing said.
     *
     * @throws PlatformRefusal when the document would be wrong; it is not to be used then
     */
    static void merge(ObjectNode document, ObjectNode body, Templates templates) {
        SHAPE.check(body);
        ObjectNode named = body.deepCopy();
        List<String> nulls = new ArrayList<>();
        named.properties().stream().filter(each -> each.getValue().isNull()).forEach(each -> nulls.add(each.getKey()));
        named.remove(nulls);
        SHAPE.merge(document, named);
        List<String> findings = new ArrayList<>();
        for (String name : List.of("name", "connectionId", "operationId")) {
            String text = Documents.text(document, name).orElse("");
            if (text.isBlank() || text.length() > LONGEST) {
                findings.add(name + " must not be blank, nor longer than " + LONGEST + " characters");
            }
        }
        mappings(document.path("inputMappings"), templates, findings);
        if (named.has("securityPolicies")) {
            document.set("securityPolicies", policies(named.get("securityPolicies"), findings));
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Integration", findings);
        }
    }

    private static void mappings(JsonNode mappings, Templates templates, List<String> findings) {
        mappings.properties().stream()
                .filter(each -> each.getValue().isTextual())
                .forEach(each -> templates.check(each.getValue().textValue(), KslScope.KAPP).stream()
                        .filter(Finding::error)
                        .forEach(finding ->
                                findings.add("Input mapping '" + each.getKey() + "': " + finding.message())));
    }

    private static ArrayNode policies(JsonNode given, List<String> findings) {
        ArrayNode policies = Documents.list();
        for (JsonNode each : given) {
            String endpoint = Documents.text(each, "endpoint").orElse(Integration.ENDPOINT);
            String name = Documents.text(each, "name").orElse("");
            if (!endpoint.equals(Integration.ENDPOINT) || name.isBlank()) {
                findings.add("Security policies must have the endpoint \"" + Integration.ENDPOINT + "\" and a name");
            }
            policies.addObject().put("endpoint", endpoint).put("name", name);
        }
        return policies;
    }
}
