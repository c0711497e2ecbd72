package dev.arbor.integrator;

import static dev.arbor.integrator.Documents.execution;
import static dev.arbor.integrator.Documents.http;
import static dev.arbor.integrator.Documents.json;
import static dev.arbor.integrator.Documents.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.Tokens;
import dev.arbor.server.TreeDraft;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A server dies while a call is out, comes back without the key that secrets are sealed with, and then with it: the call is
 * asked about and not made again unasked, and what cannot be opened keeps nothing else away.
 */
class IntegratorRestartIT {

    private static final String KEYS = "ARBOR_ENCRYPTION_KEYS";

    @Test
    void aCallUnderWayIsAskedAboutAndALostKeyCostsItsSecretsAlone() {
        String first = key("first");
        String second = key("second");
        try (Target target = new Target();
                ServerProcess server = ServerProcess.start(
                        Map.of("ARBOR_DEMO", "false", "ARBOR_EGRESS_ALLOW", "127.0.0.1", KEYS, first))) {
            IntegratorApi api = new IntegratorApi(server);
            TaskApi tasks = new TaskApi(server);
            String sealed = api.connection(http(
                    "Sealed", target.url(), "{'authType':'basic','username':'api-user','password':'only the first'}"));
            String open = api.connection(http("Open", target.url(), null));
            String hold = api.operation(sealed, operation("Hold", "GET", "/hold/kill", "Held", "body.held"));
            String echo = api.operation(open, operation("Echo", "GET", "/echo", "Uri", "body.uri"));
            tasks.post(
                            "/trees",
                            TreeDraft.tree("Restart", "Held")
                                    .node("call", "system_integration_v1", "connection", sealed, "operation", hold)
                                    .echo("last", "<%= @results['call']['Held'] %>")
                                    .chain("start", "call", "last")
                                    .json())
                    .ok();

            target.hold("kill");
            long run = tasks.start("Adhoc", "Restart", "Held", "{}");
            Await.until("the call is out", () -> target.received("/hold/kill").size() == 1);
            server.kill();
            target.release("kill");
            server.set(KEYS, second);
            server.restart();

            JsonNode asked = tasks.await(run, "Error");
            assertThat(asked.get("exceptions")).hasSize(1);
            JsonNode error = asked.get("exceptions").get(0);
            assertThat(error.get("type").asText()).isEqualTo("Handler Error");
            assertThat(error.get("relatedItem2Id").asText()).isEqualTo("call");
            assertThat(target.received("/hold/kill")).as("not repeated unasked").hasSize(1);
            makeAnotherSigningKey(tasks);
            withoutTheKey(new IntegratorApi(server), sealed, open, echo, hold);

            server.interrupt();
            server.set(KEYS, second + "," + first);
            server.restart();
            IntegratorApi again = new IntegratorApi(server);
            assertThat(again.get("/connections/" + sealed)
                            .ok()
                            .at("/config/configType")
                            .asText())
                    .isEqualTo("http");
            assertThat(again.post("/rotate-encryption-key").ok()).isEmpty();
            long errorId = tasks.get("/errors?runId=" + run + "&include=details")
                    .ok()
                    .at("/errors/0/id")
                    .asLong();
            tasks.post(
                            "/errors/resolve",
                            "{\"ids\":[" + errorId + "],\"action\":\"Retry Task\",\"resolution\":\"Looked\"}")
                    .ok();
            JsonNode done = tasks.await(run, "Complete");
            assertThat(TaskApi.task(done, "last").at("/results/output").asText())
                    .isEqualTo("kill");
            assertThat(target.received("/hold/kill")).hasSize(2).allSatisfy(each -> assertThat(each.authorization())
                    .isEqualTo(TaskApi.basic("api-user", "only the first")));
        }
    }

    /** The key that signs tokens was sealed with the lost one too; the answer says so, and what to do. */
    private static void makeAnotherSigningKey(TaskApi tasks) {
        Answer refused = tasks.get("/" + Tokens.AUTHORIZE);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("errorKey").asText()).isEqualTo("signing_key_unreadable");
        assertThat(refused.json().get("error").asText()).contains("rotate the signing key");
        tasks.post("//app/api/v1/oauthSigningKey/rotate", "").ok();
    }

    private static void withoutTheKey(IntegratorApi api, String sealed, String open, String echo, String hold) {
        JsonNode list = api.get("/connections").ok();
        assertThat(list).hasSize(2);
        assertThat(list.findValuesAsText("name")).containsExactly("Open", "Sealed");
        JsonNode lost = api.get("/connections/" + sealed).ok();
        assertThat(lost.at("/config/configType").asText()).isEqualTo("invalid");
        assertThat(lost.at("/config/errorMessage").asText()).contains("first");
        assertThat(lost.at("/config").has("rawValue")).isTrue();
        assertThat(lost.toString()).doesNotContain("api-user");
        assertThat(api.post("/execute", execution(open, echo)).ok()).isEqualTo(json("{'Uri':'/echo'}"));
        Answer refused = api.post("/execute", execution(sealed, hold));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error").asText()).contains("first");
        Answer rotation = api.post("/rotate-encryption-key");
        assertThat(rotation.status()).isEqualTo(500);
        // That of the connection and the signing key of before; the new signing key needs nothing.
        assertThat(rotation.json())
                .isEqualTo(json("{'error':'2 of 2 secrets could not be re-encrypted','errorKey':'rotation_failed'}"));
        ObjectNode renamed = json("{'description':'Still here'}");
        assertThat(api.put("/connections/" + sealed, renamed.toString()).status())
                .isIn(200, 400);
        assertThat(api.get("/export/connections/" + sealed).ok().get("operations"))
                .hasSize(1);
        assertThat(api.post("/connections/" + sealed + "/test")
                        .ok()
                        .get("status")
                        .asText())
                .isEqualTo("error");
    }

    private static String key(String id) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }
}
