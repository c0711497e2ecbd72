package dev.arbor.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Integrations of kapps and forms, called over HTTP, with a system behind them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntegrationCallsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CORE = "//app/api/v1";
    private static final String DEFINITIONS = "/kapps/offered/integrations";

    private final Target target = new Target();
    private final TaskApi api = new TaskApi(CommonServer.get());
    private final IntegratorApi integrator = new IntegratorApi(CommonServer.get());
    private String connection;
    private String ticket;
    private String echo;

    @BeforeAll
    void offer() {
        connection = integrator
                .post(
                        "/connections",
                        "{\"name\":\"Offered\",\"type\":\"HTTP\",\"url\":\"" + target.url()
                                + "\",\"credentials\":{\"type\":\"basic\",\"username\":\"u\",\"password\":\"pl4nted\"}}")
                .ok()
                .get("id")
                .asText();
        ticket = operation("{\"name\":\"Get Ticket\",\"method\":\"GET\","
                + "\"path\":\"/api/v2/tickets/${parameters[\\\"Ticket Id\\\"]}\","
                + "\"parameters\":[{\"name\":\"Ticket Id\",\"required\":true}],"
                + "\"outputMappings\":[{\"name\":\"Summary\",\"value\":\"${response.body[\\\"summary\\\"]}\"}]}");
        echo = operation("{\"name\":\"Echo\",\"method\":\"POST\",\"path\":\"/json\","
                + "\"body\":{\"who\":\"${parameters[\\\"who\\\"]}\",\"what\":\"${parameters[\\\"what\\\"]}\"},"
                + "\"parameters\":[{\"name\":\"who\"},{\"name\":\"what\"}],"
                + "\"outputMappings\":[{\"name\":\"Said\",\"value\":\"${response.body}\"}]}");
        core("DELETE", "/kapps/offered", "");
        core("POST", "/kapps", "{\"name\":\"Offered\",\"slug\":\"offered\"}").ok();
    }

    @AfterAll
    void close() {
        core("DELETE", "/kapps/offered", "");
        integrator.delete("/connections/" + connection);
        target.close();
    }

    private String operation(String document) {
        return integrator
                .post("/connections/" + connection + "/operations", document)
                .ok()
                .get("id")
                .asText();
    }

    private Answer core(String method, String path, String body, String... headers) {
        return api.send(method, CORE + path, BodyPublishers.ofString(body), headers);
    }

    private ObjectNode definition(String name, String operation) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("connectionId", connection)
                .put("operationId", operation);
    }

    private Answer call(String name, String body, String... headers) {
        return core("POST", "/integrations/kapps/offered/" + TaskApi.encode(name), body, headers);
    }

    @Test
    void theOutputsAreTheAnswer() {
        core("POST", DEFINITIONS, definition("Get a ticket — ☕", ticket).toString())
                .ok();
        // No content type at all, text as browsers send it, and JSON as official clients write it.
        for (List<String> headers : List.of(
                List.<String>of(),
                List.of("Content-Type", "text/plain;charset=UTF-8"),
                List.of("Content-Type", "application/json"))) {
            Answer answer = call("Get a ticket — ☕", "{,\"Ticket Id\":\"TKT-001\",,}", headers.toArray(String[]::new));
            assertThat(answer.ok()).isEqualTo(JSON.createObjectNode().put("Summary", "No coffee — ☕"));
        }
        Answer incomplete = call("Get a ticket — ☕", "");
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.json().get("error").asText()).isEqualTo("Missing required parameter: Ticket Id");
        assertThat(incomplete.json().has("errorKey")).isTrue();
        assertThat(call("Get a ticket — ☕", "[1]").status()).isEqualTo(400);
        assertThat(call("get a ticket — ☕", "{}").status()).isEqualTo(404);
        Answer refused = call("Get a ticket — ☕", "{\"Ticket Id\":\"none\"}");
        assertThat(refused.text()).doesNotContain("pl4nted");
        Answer stranger = call("Get a ticket — ☕", "{\"Ticket Id\":\"TKT-001\"}", "Authorization", "");
        assertThat(stranger.status()).isEqualTo(401);
    }

    @Test
    void whatIsMappedIsNotTheCallersToSay() {
        ObjectNode definition = definition("Echo", echo);
        definition.putObject("inputMappings").put("who", "${identity('username')} of ${kapp('slug')}");
        core("POST", DEFINITIONS, definition.toString()).ok();
        JsonNode said =
                call("Echo", "{\"who\":\"somebody else\",\"what\":\"ü\"}").ok();
        assertThat(said.get("Said"))
                .isEqualTo(
                        JSON.createObjectNode().put("who", "admin of offered").put("what", "ü"));
        core("PUT", DEFINITIONS + "/Echo", "{\"allowUnmappedInputs\":false}").ok();
        Answer closed = call("Echo", "{\"what\":\"ü\"}");
        assertThat(closed.status()).isEqualTo(400);
        assertThat(closed.json().get("errorKey").asText()).isEqualTo("unmapped_input");
    }

    @Test
    void aDanglingOneIsNotThere() {
        core(
                        "POST",
                        DEFINITIONS,
                        definition("Dangling", "00000000-0000-4000-8000-000000000000")
                                .toString())
                .ok();
        Answer answer = call("Dangling", "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("error").asText())
                .isEqualTo("Unable to locate the 00000000-0000-4000-8000-000000000000 Operation");
    }
}
