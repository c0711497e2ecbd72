package dev.arbor.coreapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.TaskApi;

/** The operations on definitions of security policies, each called and its answer checked. */
final class SecurityPolicyOperations {

    private final PublishedCoreApi published;
    private final CoreClient api;

    SecurityPolicyOperations(PublishedCoreApi published, CoreClient api) {
        this.published = published;
        this.api = api;
    }

    /** Those of the space, and of a kapp. */
    void call(String kapp) {
        call("", "");
        call("/kapps/{kappSlug}", kapp);
    }

    private void call(String scope, String path) {
        String operation = scope + "/securityPolicyDefinitions";
        String all = path + "/securityPolicyDefinitions";
        String one = all + "/" + TaskApi.encode("Staff — é");
        String body =
                "{\"name\":\"Staff — é\",\"type\":\"Kapp\",\"rule\":\"identity('authenticated')\",\"message\":\"Nö.\"}";
        published.check("POST " + operation, api.post(all, body));
        assertThat(api.post(all, body).json().get("error").asText())
                .endsWith(
                        "Security policy definition names must be unique and there are 2 with the name \"Staff — é\"");
        published.check("GET " + operation, api.get(all));
        assertThat(published
                        .check("GET " + operation + "/{name}", api.get(one))
                        .at("/securityPolicyDefinition/message")
                        .asText())
                .isEqualTo("Nö.");
        JsonNode renamed = published.check("PUT " + operation + "/{name}", api.put(one, "{\"name\":\"Crew\"}"));
        assertThat(renamed.at("/securityPolicyDefinition/rule").asText()).isEqualTo("identity('authenticated')");
        published.check("DELETE " + operation + "/{name}", api.delete(all + "/Crew"));
        assertThat(api.get(all + "/Crew").json().get("error").asText())
                .isEqualTo("Unable to locate the Crew Security Policy Definition");
    }
}
