package dev.arbor.platform;

import static dev.arbor.platform.CoreClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Web APIs are defined, and called by those who may. */
class WebApisIT {

    private static TaskApi api;
    private static CoreClient core;

    @BeforeAll
    static void open() {
        api = new TaskApi(CommonServer.get());
        core = new CoreClient(api);
    }

    private static JsonNode take(String scope, String slug, String method, TreeDraft tree, String... policies) {
        ObjectNode body = object().put("slug", slug).put("method", method);
        for (String policy : policies) {
            body.withArray("securityPolicies")
                    .addObject()
                    .put("endpoint", "Execution")
                    .put("name", policy);
        }
        body.set("treeJson", tree.json().get("treeJson"));
        return core.post(scope + "/webApiImport", body).get("webApi");
    }

    private static TreeDraft returning(String... parameters) {
        return TreeDraft.tree("-", "-")
                .node("r", "system_tree_return_v1", parameters)
                .chain("start", "r");
    }

    private static TaskApi.Answer call(String method, String path, String body, String... headers) {
        return api.send(
                method,
                "//app" + path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                headers);
    }

    @Test
    void theReturnNodeAnswers() {
        core.kapp("called");
        JsonNode made = take(
                "/kapps/called",
                "answer",
                "POST",
                returning(
                        "content",
                        "<%= @request_body_params['n'] %>|<%= @request_query_params['id'] %>|<%= @request['method'] %>|<%="
                                + " @request['Query']['id'] %>|<%= @request_headers['x-mine'] %>|<%="
                                + " @requested_by['username'] %>|<%= @request['Body'] %>",
                        "content_type",
                        "text/plain",
                        "response_code",
                        "201",
                        "headers_json",
                        "{\"X-Given\":\"ja\",\"Content-Length\":\"1\"}"));
        assertThat(made.at("/tree/title").asText()).isEqualTo("Kinetic Request CE :: WebApis > called :: answer");

        TaskApi.Answer answer = call(
                "POST",
                "/kapps/called/webApis/answer?timeout=99&id=7",
                "{\"n\":\"ü\"}",
                "Content-Type",
                "application/json",
                "X-Mine",
                "h");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("ü|7|POST|7|h|admin|{\"n\":\"ü\"}");
        assertThat(answer.header("X-Given")).contains("ja");
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain");
        TaskApi.Answer started = call(
                "POST",
                "/kapps/called/webApis/answer?id=8",
                "{\"n\":1}",
                "X-Mine",
                "h",
                "Content-Type",
                "application/json");
        long run = started.ok().get("runId").asLong();
        assertThat(started.json().get("message").asText()).isEqualTo("Initiated run #" + run + ".");
        assertThat(api.await(run, "Complete").get("sourceData").asText())
                .contains("requestedBy")
                .doesNotContain("Basic ");
        assertThat(call("GET", "/kapps/called/webApis/answer", null).status()).isEqualTo(405);
        assertThat(call("POST", "/kapps/called/webApis/none", "{}").status()).isEqualTo(404);
    }

    @Test
    void whoeverTakesTooLongIsToldWhereToPoll() {
        take(
                "",
                "slow",
                "GET",
                TreeDraft.tree("-", "-")
                        .node("w", "system_wait_v1", "Time to wait", "1", "Time unit", "Hour")
                        .chain("start", "w"));
        TaskApi.Answer late = call("GET", "/webApis/slow?timeout=1", null);
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.json().get("errorKey").asText()).isEqualTo("run_results_timeout");
        assertThat(api.send("GET", "/" + late.json().get("poll").asText(), BodyPublishers.noBody())
                        .ok()
                        .get("state")
                        .asText())
                .isEqualTo("Waiting");
        take("", "fails", "GET", returning("content", "<%= @nothing['x'] %>"));
        TaskApi.Answer failed = call("GET", "/webApis/fails?timeout=10", null);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.json().get("errorKey").asText()).isEqualTo("run_results_error");
    }

    @Test
    void onlyThoseWhoMayCall() {
        core.kapp("guarded");
        TreeDraft hello = returning("content", "hello");
        take("/kapps/guarded", "plain", "GET", hello);
        take("/kapps/guarded", "open", "GET", hello, "Everyone");
        take("/kapps/guarded", "unknown", "GET", hello, "No such policy");
        String anonymous = "";

        TaskApi.Answer open = call("GET", "/kapps/guarded/webApis/open?timeout=20", null, "Authorization", anonymous);
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.text()).isEqualTo("hello");
        assertThat(call("GET", "/kapps/guarded/webApis/plain?timeout=20", null, "Authorization", anonymous)
                        .status())
                .isEqualTo(401);
        assertThat(call("GET", "/kapps/guarded/webApis/unknown?timeout=20", null, "Authorization", anonymous)
                        .status())
                .isEqualTo(401);
        assertThat(call(
                                "GET",
                                "/kapps/guarded/webApis/open",
                                null,
                                "Authorization",
                                TaskApi.basic("admin", "a wrong one"))
                        .status())
                .isEqualTo(401);
        assertThat(api.send("GET", "//app/api/v1/kapps/guarded/webApis", BodyPublishers.noBody(), "Authorization", "")
                        .status())
                .as("definitions are not for anybody")
                .isEqualTo(401);
    }

    @Test
    void definitionsAreKeptAndMoved() {
        core.kapp("moved");
        core.post("/kapps/moved/webApis", object().put("slug", "one").put("method", "PUT"));
        TaskApi.Answer twice = core.send(
                "POST", "/kapps/moved/webApis", object().put("slug", "one").put("method", "PUT"));
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.json().get("errorKey").asText()).isEqualTo("uniqueness_violation");
        assertThat(core.send(
                                "POST",
                                "/kapps/moved/webApis",
                                object().put("slug", "x").put("method", "PATCH"))
                        .status())
                .isEqualTo(400);
        assertThat(core.put("/kapps/moved/webApis/one", object().put("slug", "two"))
                        .at("/webApi/method")
                        .asText())
                .isEqualTo("PUT");
        JsonNode exported = core.get("/kapps/moved/webApis/two/export");
        assertThat(exported.get("treeXml").asText()).contains("WebApis &gt; moved", "<name>two</name>");
        core.send("DELETE", "/kapps/moved/webApis/two", null).ok();
        assertThat(core.get("/kapps/moved/webApis").get("webApis")).isEmpty();
        core.post("/kapps/moved/webApiImport", exported);
        assertThat(core.get("/kapps/moved/webApis/two").at("/webApi/slug").asText())
                .isEqualTo("two");
        assertThat(core.send("POST", "/kapps/moved/webApiImport", exported).status())
                .isEqualTo(400);
        core.post("/kapps/moved/webApiImport?force=true", exported);
    }
}
