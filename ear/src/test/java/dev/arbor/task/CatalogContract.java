package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import dev.arbor.testing.handler.HandlerDraft;
import java.util.List;

/** The operations for categories, sources, the engine's setup and notices, called as a client would. */
final class CatalogContract {

    private static final String RULE = "{\"name\":\"Contract Catalog\",\"rule\":\"true\",\"message\":\"no\"}";
    private static final String RULE_NAME = "/Contract%20Catalog";

    private static final String HANDLER = "contract_catalog_v1";
    private static final String ROUTINE = "routine_contract_catalog_v1";

    private final PublishedApi published;
    private final TaskApi api;

    CatalogContract(PublishedApi published, TaskApi api) {
        this.published = published;
        this.api = api;
    }

    void call() {
        categories();
        sources();
        durations();
        configuration();
        notices();
    }

    private void categories() {
        api.uploadPackage(
                        "/handlers",
                        HandlerDraft.of("contract_catalog", 1).executing("''").zip())
                .ok();
        api.post(
                        "/trees",
                        TreeDraft.routine(ROUTINE, "Contract Catalog Routine")
                                .input("In")
                                .json())
                .ok();
        JsonNode made = published.check(
                "POST /categories", api.post("/categories", "{\"name\":\"Contract Category\",\"description\":\"d\"}"));
        assertThat(made.at("/category/type").asText()).isEqualTo("Stored");
        String one = "/categories/" + TaskApi.encode("Contract Category");
        published.check(
                "POST /categories/{name}/handlers",
                api.post(one + "/handlers", "{\"definitionId\":\"" + HANDLER + "\"}"));
        published.check(
                "POST /categories/{name}/routines",
                api.post(one + "/routines", "{\"definitionId\":\"" + ROUTINE + "\"}"));
        String rules = "/policyRules/Category%20Access";
        api.delete(rules + RULE_NAME);
        api.post(rules, RULE).ok();
        published.check(
                "POST /categories/{name}/policyRules",
                api.post(one + "/policyRules", "{\"name\":\"Contract Catalog\",\"type\":\"Category Access\"}"));
        String everything =
                "?include=details,handlers,handlers.parameters,handlers.results,trees,trees.inputs,policyRules";
        JsonNode category = published.check("GET /categories/{name}", api.get(one + everything));
        published.checkComplete("Category", category);
        assertThat(category.at("/handlers/0/definitionId").asText()).isEqualTo(HANDLER);
        assertThat(category.at("/trees/0/inputs/0/name").asText()).isEqualTo("In");
        assertThat(category.at("/policyRules/0/rule").asText()).isEqualTo("true");
        JsonNode page = published.check("GET /categories", api.get("/categories" + everything));
        assertThat(page.get("categories").findValuesAsText("name")).contains("System Controls", "Contract Category");
        assertThat(published
                        .check("PUT /categories/{name}", api.put(one, "{\"description\":\"other\"}"))
                        .at("/category/description")
                        .asText())
                .isEqualTo("other");
        published.check(
                "DELETE /categories/{name}/policyRules/{policyRuleType}/{policyRuleName}",
                api.delete(one + rules + RULE_NAME));
        published.check("DELETE /categories/{name}/routines/{definitionId}", api.delete(one + "/routines/" + ROUTINE));
        published.check("DELETE /categories/{name}/handlers/{definitionId}", api.delete(one + "/handlers/" + HANDLER));
        published.check("DELETE /categories/{name}", api.delete(one));
        published.checkRefusal(api.get(one));
        api.delete(rules + RULE_NAME).ok();
    }

    private void sources() {
        String one = "/sources/" + TaskApi.encode("Contract Platform");
        published.check(
                "POST /sources",
                api.post(
                        "/sources",
                        "{\"name\":\"Contract Platform\",\"status\":\"Active\",\"type\":\"Kinetic Request CE\","
                                + "\"properties\":{\"Space Slug\":\"a\",\"Proxy Password\":\"geheim\"}}"));
        JsonNode source = published.check(
                "GET /sources/{name}",
                api.get(one + "?include=details,properties,policyRules,predefinedSourceGroups,predefinedTreeNames,"
                        + "sourceGroups,treeNames,trees"));
        published.checkComplete("Source", source);
        assertThat(source.toString()).doesNotContain("geheim");
        published.check("PUT /sources/{name}", api.put(one, "{\"properties\":{\"Space Slug\":\"\"}}"));
        published.check("POST /sources/{name}/validate", api.post(one + "/validate", "{}"));
        api.put(one + "/validate", "{}").ok();
        String rules = "/policyRules/API%20Access";
        api.delete(rules + RULE_NAME);
        api.post(rules, RULE).ok();
        published.check(
                "POST /sources/{name}/policyRules",
                api.post(one + "/policyRules", "{\"name\":\"Contract Catalog\",\"type\":\"API Access\"}"));
        assertThat(api.get(one + "?include=policyRules")
                        .ok()
                        .at("/policyRules/0/type")
                        .asText())
                .isEqualTo("API Access");
        published.check(
                "DELETE /sources/{name}/policyRules/{policyRuleType}/{policyRuleName}",
                api.delete(one + rules + RULE_NAME));
        published.check("DELETE /sources/{name}", api.delete(one));
        published.checkRefusal(api.get(one));
        api.delete(rules + RULE_NAME).ok();
    }

    private void durations() {
        JsonNode durations = published.check(
                "GET /handlers/{definitionId}/durations", api.get("/handlers/" + HANDLER + "/durations"));
        assertThat(durations.get("pausedTriggerCount").asInt()).isZero();
        assertThat(durations.at("/handler/definitionId").asText()).isEqualTo(HANDLER);
        assertThat(api.get("/handlers/" + HANDLER + "/usage")
                        .ok()
                        .get("totalNodes")
                        .asInt())
                .isZero();
        api.delete("/handlers/" + HANDLER).ok();
        api.delete("/trees/" + ROUTINE).ok();
    }

    private void configuration() {
        JsonNode engine = published.check("GET /config/engine", api.get("/config/engine"));
        published.checkComplete("ConfigEngine", engine);
        JsonNode changed = published.check(
                "PUT /config/engine",
                api.put(
                        "/config/engine",
                        "{\"Sleep Delay\":\"1\",\"Max Threads\":\""
                                + engine.at("/properties/Max Threads").asInt()
                                + "\",\"Trigger Query\":\"'Selection Criterion'=null\"}"));
        assertThat(changed.get("message").asText()).contains("threads");
        JsonNode db = published.check("GET /config/db", api.get("/config/db"));
        published.checkComplete("ConfigDb", db);
        assertThat(db.toString().toLowerCase()).doesNotContain("password");
        published.check("PUT /config/db", api.put("/config/db", db.get("properties")));
        published.checkRefusal(api.put("/config/db", "{\"hibernate.connection.url\":\"jdbc:h2:mem:other\"}"));
        published.checkComplete("ConfigServer", api.get("/config/server").ok(), "Log Size (MB)");
        for (String stub : List.of("/setup/db/test", "/setup/db/migrate", "/config/license")) {
            assertThat(api.post(stub, "{}").ok().get("messageType").asText()).isEqualTo("success");
        }
        api.get("/config/license").ok();
        api.delete("/config/license").ok();
        assertThat(api.get("").ok().get("version").asText()).isNotEmpty();
    }

    private void notices() {
        JsonNode notices = published.check("GET /notices", api.get("/notices?simulated=true"));
        assertThat(notices.get("notices").findValuesAsText("key"))
                .contains("SystemError", "RunError", "Engine", "PausedHandler");
        published.check("GET /notices", api.get("/notices"));
    }
}
