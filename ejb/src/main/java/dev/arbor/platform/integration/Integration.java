package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import java.util.ArrayList;
import java.util.List;

/**
 * An integration that is to be performed.
 *
 * @param mappings what is known of the parameters of the operation, by their names
 * @param policies the names of all that must agree; a blank one is none that could
 * @param unmapped whether parameters are accepted that have no mapping
 */
record Integration(
        String name,
        String connectionId,
        String operationId,
        ObjectNode mappings,
        List<String> policies,
        boolean unmapped) {

    /** The endpoint of its security policies. */
    static final String ENDPOINT = "Execution";

    /**
     * Reads what was stored. Those of forms are stored as they came, so nothing is sure about them.
     *
     * @throws PlatformRefusal when it cannot be performed
     */
    static Integration of(JsonNode document) {
        String name = document.path("name").asText();
        JsonNode mappings = document.path("inputMappings");
        if (!mappings.isObject() && !mappings.isMissingNode() && !mappings.isNull()) {
            throw incomplete(name, "input mappings that are an object");
        }
        return new Integration(
                name,
                id(document, "connectionId", name),
                id(document, "operationId", name),
                mappings instanceof ObjectNode object ? object : Documents.object(),
                policies(document.path("securityPolicies")),
                // Whatever is there and is not true closes it.
                document.path("allowUnmappedInputs").isMissingNode()
                        || document.path("allowUnmappedInputs").isNull()
                        || document.path("allowUnmappedInputs").asBoolean());
    }

    /** What is no list of policies is one that nobody defined: it lets nobody in. */
    private static List<String> policies(JsonNode stored) {
        List<String> names = new ArrayList<>();
        if (stored.isArray()) {
            stored.forEach(each -> names.add(each.path("name").asText()));
        } else if (!stored.isMissingNode() && !stored.isNull()) {
            names.add(stored.asText());
        }
        return names;
    }

    private static String id(JsonNode document, String property, String name) {
        return Documents.text(document, property)
                .filter(id -> !id.isBlank())
                .orElseThrow(() -> incomplete(name, "a " + property));
    }

    private static PlatformRefusal incomplete(String name, String what) {
        return PlatformRefusal.invalid(
                "invalid_integration", "Expected the integration '" + name + "' to have " + what + ".");
    }
}
