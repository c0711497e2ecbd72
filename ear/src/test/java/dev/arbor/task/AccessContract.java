package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.TaskApi;

/** The operations on access keys, policy rules, users, groups and the configuration of access, each as it is described. */
final class AccessContract {

    private static final String RULE = "/policyRules/API%20Access/Contract%20Rule";
    private static final String INCLUDE = "?include=details,categories,consolePolicyRules,sources,users,groups";

    private final PublishedApi published;
    private final TaskApi api;

    AccessContract(PublishedApi published, TaskApi api) {
        this.published = published;
        this.api = api;
    }

    void check() {
        accessKeys();
        policyRules();
        usersAndGroups();
        configuration();
    }

    private void accessKeys() {
        JsonNode made = published.check(
                "POST /access-keys",
                api.post(
                        "/access-keys",
                        "{\"identifier\":\"contract\",\"description\":\"d\",\"secret\":\"planted-secret\"}"));
        assertThat(made.at("/accessKey/identifier").asText()).isEqualTo("contract");
        published.check("GET /access-keys", api.get("/access-keys?include=details"));
        JsonNode key = published.check("GET /access-keys/{id}", api.get("/access-keys/contract?include=details"));
        published.checkComplete("AccessKey", key);
        published.check("PUT /access-keys/{id}", api.put("/access-keys/contract", "{\"description\":\"e\"}"));
        assertThat(api.get("/access_keys/contract").ok().get("description").asText())
                .isEqualTo("e");
        assertThat(api.get("/access-keys?include=details,secret").text()).doesNotContain("planted-secret");
        published.check("DELETE /access-keys/{id}", api.delete("/access-keys/contract"));
        published.checkRefusal(api.get("/access-keys/contract"));
    }

    private void policyRules() {
        published.check(
                "POST /policyRules/{type}",
                api.post(
                        "/policyRules/API%20Access" + INCLUDE,
                        "{\"name\":\"Contract Rule\",\"rule\":\"true\",\"message\":\"m\",\"type\":\"API Access\","
                                + "\"sources\":[\"Kinetic Discussions\"],\"categories\":[],\"consolePolicyRules\":[]}"));
        JsonNode rule = published.check("GET /policyRules/{type}/{name}", api.get(RULE + INCLUDE));
        published.checkComplete("PolicyRule", rule);
        assertThat(rule.at("/sources/0/name").asText()).isEqualTo("Kinetic Discussions");
        published.check("GET /policyRules/{type}", api.get("/policyRules/API%20Access" + INCLUDE));
        JsonNode found = published.check(
                "GET /policyRules", api.get("/policyRules?name=contract&orderBy=name&direction=DESC&include=details"));
        assertThat(found.get("count").asInt()).isEqualTo(1);
        JsonNode changed = published.check(
                "PUT /policyRules/{type}/{name}",
                api.put(RULE + INCLUDE, "{\"rule\":\"false\",\"sources\":[{\"name\":\"Kinetic Discussions\"}]}"));
        assertThat(changed.at("/policyRule/rule").asText()).isEqualTo("false");
        assertThat(changed.at("/policyRule/message").asText()).isEqualTo("m");
        published.check("DELETE /policyRules/{type}/{name}", api.delete(RULE));
        published.checkRefusal(api.get(RULE));
    }

    private void usersAndGroups() {
        published.check("POST /users", api.post("/users", "{\"loginId\":\"contract-user\",\"email\":\"a@b.org\"}"));
        published.check(
                "POST /groups", api.post("/groups", "{\"name\":\"Contract\",\"users\":[{\"loginId\":\"admin\"}]}"));
        JsonNode added = published.check(
                "POST /groups/{name}/users", api.post("/groups/Contract/users", "{\"loginId\":\"contract-user\"}"));
        assertThat(added.get("message").asText()).contains("contract-user", "Contract");
        published.check("GET /groups", api.get("/groups" + INCLUDE));
        JsonNode group = published.check("GET /groups/{name}", api.get("/groups/Contract" + INCLUDE));
        published.checkComplete("Group", group);
        assertThat(group.get("users").findValuesAsText("loginId")).containsExactly("admin", "contract-user");
        published.check("GET /users", api.get("/users?limit=0&include=details,groups"));
        JsonNode user = published.check("GET /users/{username}", api.get("/users/contract-user" + INCLUDE));
        published.checkComplete("User", user);
        assertThat(user.at("/groups/0/name").asText()).isEqualTo("Contract");
        published.check("PUT /users/{username}", api.put("/users/contract-user" + INCLUDE, "{\"email\":\"c@d.org\"}"));
        published.check("DELETE /groups/{name}/users/{loginId}", api.delete("/groups/Contract/users/contract-user"));
        published.check("PUT /groups/{name}", api.put("/groups/Contract", "{\"name\":\"Contract 2\"}"));
        published.check("DELETE /groups/{name}", api.delete("/groups/Contract%202"));
        published.check("DELETE /users/{username}", api.delete("/users/contract-user"));
        published.checkRefusal(api.get("/users/contract-user"));
    }

    private void configuration() {
        String timeout = published
                .check("GET /config/session", api.get("/config/session"))
                .get("timeout")
                .asText();
        published.check("PUT /config/session", api.put("/config/session", "{\"timeout\":\"45\"}"));
        assertThat(api.get("/config/session").ok().get("timeout").asText()).isEqualTo("45");
        api.put("/config/session", "{\"timeout\":\"" + timeout + "\"}").ok();

        JsonNode system = published.check("GET /config/systemPolicyRule", api.get("/config/systemPolicyRule"));
        published.checkComplete("ConfigSystemPolicyRule", system);
        assertThat(system.get("name").asText()).isEqualTo("Allow All");
        published.check(
                "PUT /config/systemPolicyRule", api.put("/config/systemPolicyRule", "{\"name\":\"Allow All\"}"));

        published.check(
                "PUT /config/auth",
                api.put(
                        "/config/auth",
                        "{\"Authenticator\":\"com.example.Login\",\"properties\":[{\"name\":\"Key\",\"value\":\"planted\"}]}"));
        JsonNode auth = published.check("GET /config/auth", api.get("/config/auth"));
        published.checkComplete("ConfigAuthentication", auth);
        assertThat(auth.toString()).contains("com.example.Login", "Key").doesNotContain("planted");
        published.check(
                "PUT /config/identityStore",
                api.put(
                        "/config/identityStore",
                        "{\"Identity Store\":\"com.example.Store\",\"properties\":{\"Password\":\"planted\"}}"));
        JsonNode store = published.check("GET /config/identityStore", api.get("/config/identityStore"));
        published.checkComplete("ConfigIdentityStore", store);
        assertThat(store.toString()).contains("com.example.Store", "Password").doesNotContain("planted");
        JsonNode rotated = published.check(
                "POST /config/rotateEncryptionKeys", api.post("/config/rotateEncryptionKeys?simulate=true", "{}"));
        assertThat(rotated.get("simulation").asBoolean()).isTrue();
    }
}
