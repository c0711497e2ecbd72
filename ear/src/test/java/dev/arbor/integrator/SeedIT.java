package dev.arbor.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.Seed;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.Shell;
import dev.arbor.server.TaskApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe for connecting an external system, step by step and command by command, as it is written: only hosts, ids and
 * credentials are put in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess server = CommonServer.get();
    private final Target target = new Target();
    private Seed seed;
    private Shell shell;
    private String create;

    @BeforeAll
    void read(@TempDir Path folder) {
        seed = Seed.read("connect-external-system.txt");
        shell = new Shell(folder);
        shell.replace("https://myspace.kinops.io", server.uri("").toString());
        shell.replace("https://ticketing.example.com", target.url());
        shell.replace("admin:password", ServerProcess.ADMIN + ":" + ServerProcess.PASSWORD);
        shell.export("BASE", server.uri("").toString());
    }

    @AfterAll
    void close() {
        target.close();
    }

    @Test
    @Order(1)
    void step1TheTokenIsInTheFragment() {
        String location = shell.run(seed.block("Step 1", "curl -u \"admin:password\""));
        assertThat(location).matches("https?://.*#access_token=[^&]+&.*token_type=bearer.*expires_in=43200.*");
        String token = location.replaceAll(".*#access_token=([^&]+)&.*", "$1");
        shell.export("INTEGRATOR_TOKEN", token);
        shell.export("TOKEN", token);
        assertThat(new IntegratorApi(server)
                        .send(
                                "GET",
                                "/connections",
                                java.net.http.HttpRequest.BodyPublishers.noBody(),
                                "Authorization",
                                TaskApi.basic(ServerProcess.ADMIN, ServerProcess.PASSWORD))
                        .status())
                .as("Basic Auth is rejected")
                .isEqualTo(401);
    }

    @Test
    @Order(2)
    void step2AConnection() {
        JsonNode made = json(shell.run(seed.block("Step 2", "-X POST")));
        assertThat(made.get("name").asText()).isEqualTo("Ticketing System");
        assertThat(made.get("type").asText()).isEqualTo("HTTP");
        assertThat(made.get("url").asText()).isEqualTo(target.url() + "/api/v2");
        assertThat(made.get("status").asText()).isEqualTo("active");
        assertThat(made.at("/credentials/password").isNull()).isTrue();
        String id = made.get("id").asText();
        shell.export("CONNECTION_ID", id);
        shell.replace("{connectionId}", id);
        shell.replace("<connection-uuid>", id);
        shell.replace("1415539c-ab12-4e67-8f2d-000000000001", id);

        JsonNode listed = json(shell.run(seed.block("Step 2", "/connections\"\n")));
        assertThat(listed.findValuesAsText("id")).contains(id);
        for (String type : List.of(
                "{\"type\":\"bearer\",\"token\":\"t0ken\"}",
                "{\"type\":\"api_key\",\"header\":\"X-API-Key\",\"value\":\"v4lue\"}",
                "{\"type\":\"oauth2_client_credentials\",\"tokenUrl\":\"" + target.url()
                        + "/token\",\"clientId\":\"c\",\"clientSecret\":\"s3cret\",\"scope\":\"all\"}",
                "{\"type\":\"none\"}")) {
            String command = seed.block("Step 2", "-X POST")
                    .replaceAll("(?s)\"credentials\": \\{.*?}", "\"credentials\": " + type);
            JsonNode other = json(shell.run(command));
            assertThat(other.at("/credentials/type")).isEqualTo(json(type).get("type"));
            new IntegratorApi(server)
                    .delete("/connections/" + other.get("id").asText())
                    .ok();
        }
    }

    @Test
    @Order(3)
    void step3Operations() {
        String get = operation(seed.block("Step 3", "curl -s -X POST"));
        shell.replace("7750b186-cd34-5f89-a012-000000000002", get);
        assertThat(execute(get, "{\"Ticket Id\":\"TKT-001\"}"))
                .isEqualTo(json("{\"Status\":\"open\",\"Summary\":\"No coffee — ☕\",\"Assignee\":\"Zoë\","
                        + "\"External Id\":\"TKT-001\"}"));
        assertThat(last().authorization()).isEqualTo(TaskApi.basic("api-user", "s3cr3t"));
        assertThat(last().headers().get("Accept")).containsExactly("application/json");

        String lookup = operation(post(seed.document("Step 3", "\"name\": \"Get Ticket\"", "outputMappings")));
        assertThat(execute(lookup, "{\"Ticket Id\":\"TKT-001\"}").get("Status").asText())
                .isEqualTo("open");
        String search = operation(post(seed.document("Step 3", "\"name\": \"Search Tickets\"")));
        JsonNode found = execute(search, "{\"Status\":\"open & shut\",\"Limit\":5}");
        assertThat(found.at("/Tickets/0/id").asText()).isEqualTo("TKT-001");
        assertThat(found.get("Total").asInt()).isEqualTo(1);
        assertThat(last().uri()).isEqualTo("/api/v2/tickets?status=open%20%26%20shut&assignee=&limit=5");
        create = operation(post(seed.document("Step 3", "\"name\": \"Create Ticket\"")));
        shell.replace("7750b186-cd34-5f89-a012-000000000003", create);
        assertThat(execute(create, "{\"Summary\":\"A \\\"quoted\\\" one\"}")
                        .get("Ticket Id")
                        .asText())
                .isEqualTo("TKT-002");
        assertThat(json(last().body())).isEqualTo(json("{\"summary\":\"A \\\"quoted\\\" one\"}"));
        String update = operation(post(seed.document("Step 3", "\"name\": \"Update Ticket Status\"")));
        assertThat(execute(update, "{\"Ticket Id\":\"TKT-001\",\"Status\":\"closed\"}")
                        .get("Updated At")
                        .asText())
                .isEqualTo("2026-01-02T03:04:05Z");
        assertThat(last().method() + " " + last().uri()).isEqualTo("PATCH /api/v2/tickets/TKT-001");
        assertThat(json(last().body())).isEqualTo(json("{\"status\":\"closed\"}"));

        JsonNode all = json(shell.run(seed.block("Step 3", "List operations", "curl")));
        assertThat(all).hasSize(5);
        JsonNode refused = json(shell.run(executeCommand(get, "{}")));
        assertThat(refused.get("error").asText()).isEqualTo("Missing required parameter: Ticket Id");
    }

    @Test
    @Order(4)
    void step2NewCredentialsKeepTheRest() {
        JsonNode changed = json(shell.run(seed.block("Step 2", "-X PUT")));
        assertThat(changed.get("url").asText()).isEqualTo(target.url() + "/api/v2");
        assertThat(changed.get("defaultHeaders")).hasSize(2);
        assertThat(changed.at("/credentials/type").asText()).isEqualTo("bearer");
        assertThat(changed.get("credentials").has("username")).isFalse();
        execute(create, "{\"Summary\":\"x\"}");
        assertThat(last().authorization()).isEqualTo("Bearer new-token-value");
    }

    /** The node as it is written, in a tree that a submission starts; the id of the node is what connects it. */
    @Test
    @Order(5)
    void step4InAWorkflow() {
        TaskApi tasks = new TaskApi(server);
        String node = shell.adapted(seed.block("Step 4", "name=\"Create External Ticket\""))
                .replace("<task ", "<task id=\"system_integration_v1_1\" ");
        String tree = """
                <tree schema_version="1.0"><sourceName>Kinetic Request CE</sourceName><sourceGroup>Seed</sourceGroup>
                <type>Tree</type><status>Active</status>
                <taskTree schema_version="1.0" version=""><name>Connect</name><lastID>2</lastID><request>
                <task definition_id="system_start_v1" id="start" name="Start">
                <dependents><task type="Complete" label="" value="">system_integration_v1_1</task></dependents></task>
                NODE
                <task definition_id="utilities_echo_v1" id="utilities_echo_v1_2" name="Use"><parameters><parameter id="input">
                <%= @results['Create External Ticket']['Ticket Id'] %> <%= @results['Create External Ticket']['Ticket URL'] %>
                for <%= @submission['id'] %></parameter></parameters></task>
                </request></taskTree></tree>
                """.replace(
                        "NODE",
                        node.replace(
                                "</task>",
                                "<dependents><task type=\"Complete\" label=\"\" value=\"\">utilities_echo_v1_2</task></dependents></task>"));
        tasks.get("/sources/" + TaskApi.encode("Kinetic Request CE")).ok();
        tasks.upload("/trees?force=true", tree.getBytes(StandardCharsets.UTF_8)).ok();
        long run = tasks.start(
                "Kinetic Request CE",
                "Seed",
                "Connect",
                "{\"submission\":{\"id\":\"s-1\",\"coreState\":\"Submitted\"},\"values\":{\"Summary\":\"Broken — ☕\","
                        + "\"Description\":\"<none>\",\"Priority\":\"Low\",\"Assigned Team\":\"IT\"}}");
        JsonNode done = tasks.await(run, "Complete");
        assertThat(TaskApi.task(done, "utilities_echo_v1_2")
                        .at("/results/output")
                        .asText())
                .contains("TKT-002 https://ticketing.example.com/TKT-002", "for s-1");
        assertThat(json(last().body()))
                .isEqualTo(json("{\"summary\":\"Broken — ☕\",\"description\":\"<none>\",\"priority\":\"Low\","
                        + "\"assignee\":\"IT\"}"));
    }

    /** What the page of the portal sends, with the parts of the address put together as its helper does. */
    @Test
    @Order(6)
    void step5FromTheFrontEnd() {
        core("DELETE", "/kapps/portal", "{}");
        core("POST", "/kapps", "{\"name\":\"Portal\",\"slug\":\"portal\"}").ok();
        String field = "{\"type\":\"field\",\"renderType\":\"text\",\"dataType\":\"string\","
                + "\"name\":\"External Ticket Id\",\"key\":\"f1\"}";
        JsonNode integrations =
                json(shell.adapted(seed.document("Step 5", "\"integrations\""))).get("integrations");
        form("ticket", field, integrations);
        ObjectNode ofKapp = JSON.createObjectNode().put("name", "Get Ticket");
        ofKapp.set("connectionId", integrations.at("/0/connectionId"));
        ofKapp.set("operationId", integrations.at("/0/operationId"));
        core("POST", "/kapps/portal/integrations", ofKapp.toString()).ok();
        core(
                        "POST",
                        "/kapps/portal/integrations",
                        ofKapp.put("name", "Create Ticket")
                                .put("operationId", create)
                                .toString())
                .ok();
        JsonNode ticket = json("{\"Status\":\"open\",\"Summary\":\"No coffee — ☕\",\"Assignee\":\"Zoë\","
                + "\"External Id\":\"TKT-001\"}");

        String addresses = seed.block("Step 5", "/integrations/kapps/{kappSlug}/{integrationName}");
        assertThat(execute(addresses, "", "Get Ticket", "{\"Ticket Id\":\"TKT-001\"}")
                        .ok())
                .isEqualTo(ticket);
        JsonNode made = execute(
                        addresses,
                        "",
                        "Create Ticket",
                        "{\"Summary\":\"From a page\",\"Description\":\"d\",\"Priority\":\"Low\"}")
                .ok();
        assertThat(made.get("Ticket Id").asText()).isEqualTo("TKT-002");
        assertThat(made.path("Ticket URL").asText()).endsWith("TKT-002");
        assertThat(json(last().body()).get("summary").asText()).isEqualTo("From a page");
        assertThat(execute(
                                seed.block("Step 5", "/forms/{formSlug}/{integrationName}"),
                                "ticket",
                                "Get Ticket",
                                "{\"Ticket Id\":\"TKT-001\"}")
                        .ok())
                .isEqualTo(ticket);
        TaskApi.Answer unknown = execute(addresses, "", "get ticket", "{}");
        assertThat(unknown.status()).as("names are told apart by case").isEqualTo(404);
        assertThat(unknown.json().get("error").isTextual()).isTrue();
    }

    private TaskApi.Answer execute(String address, String form, String name, String parameters) {
        String path = address.strip()
                .replace("POST ", "")
                .replace("{kappSlug}", "portal")
                .replace("{formSlug}", form)
                .replace("{integrationName}", TaskApi.encode(name));
        return core("POST", path, parameters, "Content-Type", "text/plain;charset=UTF-8", "X-XSRF-TOKEN", "any");
    }

    /** The list behind a dropdown: the form keeps what it is told, and its integration gives the list. */
    @Test
    @Order(7)
    void step6ADropdown() {
        shell.replace(
                "7750b186-cd34-5f89-a012-000000000004",
                operation(
                        post(
                                "{\"name\":\"Queues\",\"method\":\"GET\",\"path\":\"/tickets\","
                                        + "\"outputMappings\":[{\"name\":\"queues\",\"value\":\"${response.body[\\\"results\\\"]}\"}]}")));
        JsonNode integrations = json(shell.adapted(seed.document("Step 6", "\"Active Queues\"")))
                .get("integrations");
        String field = seed.document("Step 6", "\"choicesDataSource\"");
        form("dropdown", field, integrations);
        JsonNode form = core("GET", "/kapps/portal/forms/dropdown?include=pages,integrations", "")
                .ok()
                .get("form");
        assertThat(form.get("integrations")).isEqualTo(integrations);
        JsonNode kept = form.at("/pages/0/elements/0");
        json(field).properties().forEach(each -> assertThat(kept.get(each.getKey()))
                .as(each.getKey())
                .isEqualTo(each.getValue()));
        JsonNode answer = execute(
                        seed.block("Step 5", "/forms/{formSlug}/{integrationName}"),
                        "dropdown",
                        kept.get("choicesResourceName").asText(),
                        "{}")
                .ok();
        assertThat(answer.get(kept.get("choicesResourceProperty").asText()).findValuesAsText("id"))
                .containsExactly("TKT-001");
        core("DELETE", "/kapps/portal", "{}").ok();
    }

    private void form(String slug, String field, JsonNode integrations) {
        ObjectNode form = JSON.createObjectNode().put("name", "Form " + slug).put("slug", slug);
        form.set("integrations", integrations);
        form.putArray("pages")
                .addObject()
                .put("type", "page")
                .put("name", "Page")
                .put("renderType", "submittable")
                .putArray("elements")
                .add(json(field));
        core("POST", "/kapps/portal/forms", form.toString()).ok();
    }

    private TaskApi.Answer core(String method, String path, String body, String... headers) {
        return new TaskApi(server)
                .send(method, "//app/api/v1" + path, java.net.http.HttpRequest.BodyPublishers.ofString(body), headers);
    }

    @Test
    @Order(8)
    void step7Execute() {
        JsonNode operation = new IntegratorApi(server)
                .post(
                        "/connections/" + shell.exported("CONNECTION_ID") + "/operations",
                        "{\"name\":\"Country\",\"config\":{\"configType\":\"http\",\"method\":\"GET\","
                                + "\"path\":\"/tickets?country={{Country Code}}\"},"
                                + "\"outputs\":{\"Query\":{\"value\":\"body.query\"}}}")
                .ok();
        shell.replace("<operation-uuid>", operation.get("id").asText());
        String command = seed.block("Step 7", "/app/integrator/api/execute\"");
        assertThat(json(shell.run(command)).get("Query").asText()).isEqualTo("/api/v2/tickets?country=US");
        JsonNode refused = json(shell.run(command.replace("\"parameters\"", "\"inputs\"")));
        assertThat(refused.get("error").asText()).isEqualTo("Request does not match the API schema");
        assertThat(refused.at("/validationErrors/0/error").asText()).isEqualTo("Unexpected field: inputs");
        assertThat(json(shell.run(command.replace("Country Code", "country_code")))
                        .get("Query")
                        .asText())
                .as("another spelling is a miss")
                .isEqualTo("/api/v2/tickets?country=");
        assertThat(json(shell.run(seed.block("Step 7", "\"api-user:s3cr3t\"").replaceAll("(?m)^#.*\n", "")))
                        .get("id"))
                .isEqualTo(json("\"TKT-001\""));
    }

    /** A submission starts the workflow, which makes the ticket and writes its id back. */
    @Test
    @Order(9)
    void step7ByASubmission() {
        core("DELETE", "/kapps/tickets", "{}");
        core("POST", "/kapps", "{\"name\":\"Tickets\",\"slug\":\"tickets\"}").ok();
        shell.replace("{kappSlug}", "tickets");
        shell.replace("{formSlug}", "ticket");
        ObjectNode form = JSON.createObjectNode().put("name", "Ticket").put("slug", "ticket");
        ObjectNode page = form.putArray("pages").addObject().put("type", "page").put("name", "Page");
        for (String name : List.of("Summary", "Description", "Priority", "Assigned Team", "Ticket ID", "Ticket URL")) {
            page.put("renderType", "submittable")
                    .withArray("elements")
                    .addObject()
                    .put("type", "field")
                    .put("renderType", "text")
                    .put("name", name);
        }
        core("POST", "/kapps/tickets/forms", form.toString()).ok();
        ObjectNode workflow = JSON.createObjectNode().put("name", "Make Ticket").put("event", "Submission Submitted");
        core(
                        "POST",
                        "/kapps/tickets/forms/ticket/workflows",
                        workflow.put("treeXml", ticketTree()).toString())
                .ok();

        String id = json(shell.run(seed.block("Step 7", "1. Create a test submission", "-X POST")
                        .split("# 2")[0]))
                .at("/submission/id")
                .asText();
        shell.replace("{submissionId}", id);
        String runs = seed.block("Step 7", "2. Check the workflow run").replaceAll("(?s)^.*# 2", "# 2");
        Await.until("the run that it started is complete", () -> {
            JsonNode listed = json(shell.run(runs)).get("runs");
            return listed.findParents("sourceId").stream()
                    .anyMatch(run -> run.get("sourceId").asText().equals(id)
                            && run.get("state").asText().equals("Complete"));
        });
        assertThat(shell.run(seed.block("Step 7", "grep \"Ticket\"")))
                .contains("\"Ticket ID\": \"TKT-002\"", "\"Ticket URL\": \"https://ticketing.example.com/TKT-002\"");
        core("DELETE", "/kapps/tickets", "{}").ok();
    }

    /** Both nodes of step 4 as they are written; ids and what connects them are put in. */
    private String ticketTree() {
        new TaskApi(server)
                .put(
                        "/handlers/kinetic_request_ce_submission_update_v1",
                        JSON.createObjectNode()
                                .set(
                                        "properties",
                                        JSON.createObjectNode()
                                                .put("api_username", ServerProcess.ADMIN)
                                                .put("api_password", ServerProcess.PASSWORD)))
                .ok();
        String make = shell.adapted(seed.block("Step 4", "name=\"Create External Ticket\""))
                .replace("<task ", "<task id=\"system_integration_v1_1\" ")
                .replace(
                        "</task>",
                        "<dependents><task type=\"Complete\" label=\"\" value=\"\">write_2</task></dependents></task>");
        String write = seed.block("Step 4", "name=\"Write Ticket ID to Submission\"")
                .replace("<task ", "<task id=\"write_2\" ");
        return """
                <taskTree schema_version="1.0" version=""><name>Make Ticket</name><lastID>2</lastID><request>
                <task definition_id="system_start_v1" id="start" name="Start">
                <dependents><task type="Complete" label="" value="">system_integration_v1_1</task></dependents></task>
                MAKE
                WRITE
                </request></taskTree>
                """.replace("MAKE", make).replace("WRITE", write);
    }

    /** The quick reference: what was not called above. */
    @Test
    @Order(10)
    void quickReference() {
        IntegratorApi api = new IntegratorApi(server);
        String path = "/connections/" + shell.exported("CONNECTION_ID");
        assertThat(api.put(path + "/operations/" + create, "{\"name\":\"Make Ticket\"}")
                        .ok()
                        .get("name")
                        .asText())
                .isEqualTo("Make Ticket");
        assertThat(api.delete(path + "/operations/" + create).ok()).isEmpty();
        assertThat(api.delete(path).ok()).isEmpty();
    }

    /** Runs a command that creates an operation; its id. */
    private String operation(String command) {
        JsonNode made = json(shell.run(command));
        assertThat(made.path("method").isTextual()).as(made.toString()).isTrue();
        assertThat(made.get("path").isTextual()).isTrue();
        return made.get("id").asText();
    }

    /** The command of step 3 with another document in it. */
    private String post(String document) {
        String command = seed.block("Step 3", "curl -s -X POST");
        int begin = command.indexOf("-d '") + 4;
        return command.substring(0, begin) + document + "'";
    }

    private String executeCommand(String operation, String parameters) {
        return seed.block("Step 7", "/app/integrator/api/execute\"")
                .replace("<operation-uuid>", operation)
                .replace("{ \"Country Code\": \"US\" }", parameters);
    }

    private JsonNode execute(String operation, String parameters) {
        return json(shell.run(executeCommand(operation, parameters)));
    }

    private Target.Received last() {
        List<Target.Received> all = target.received("/api/v2");
        return all.get(all.size() - 1);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Expected JSON, but got: " + text, e);
        }
    }
}
