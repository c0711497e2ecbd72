package dev.arbor.platform.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a request says of a web API. */
record WebApiDraft(String slug, String method, ArrayNode policies) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
    private static final String SLUG = "[A-Za-z0-9][A-Za-z0-9_.~-]{0,254}";

    /**
     * Reads a body; what it does not name stays.
     *
     * @throws PlatformRefusal when it is wrong
     */
    static WebApiDraft of(ObjectNode body, Optional<WebApiTable.Row> before) {
        List<String> findings = new ArrayList<>();
        String slug = Documents.text(body, "slug")
                .or(() -> before.map(WebApiTable.Row::slug))
                .orElse("");
        String method = Documents.text(body, "method")
                .or(() -> before.map(WebApiTable.Row::method))
                .orElse("GET")
                .strip()
                .toUpperCase(Locale.ROOT);
        if (!slug.matches(SLUG)) {
            findings.add(
                    slug.isBlank() ? "Slug must not be blank" : "Slug must be letters, digits, '-', '_', '.' or '~'");
        }
        if (!METHODS.contains(method)) {
            findings.add("Method must be GET, POST, PUT or DELETE");
        }
        ArrayNode policies = before.map(WebApiTable.Row::policies).orElseGet(Documents::list);
        JsonNode given = body.path("securityPolicies");
        if (given.isArray()) {
            policies = policies(given, findings);
        } else if (!given.isMissingNode() && !given.isNull()) {
            findings.add("Security policies must be a list");
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("WebApi", findings);
        }
        return new WebApiDraft(slug, method, policies);
    }

    private static ArrayNode policies(JsonNode given, List<String> findings) {
        ArrayNode policies = Documents.list();
        for (JsonNode each : given) {
            String endpoint = Documents.text(each, "endpoint").orElse("");
            String name = Documents.text(each, "name").orElse("");
            if (!endpoint.equals("Execution") || name.isBlank()) {
                findings.add("Security policies must have the endpoint \"Execution\" and a name");
            }
            policies.addObject().put("endpoint", endpoint).put("name", name);
        }
        return policies;
    }
}
