package dev.arbor.integrator;

import static dev.arbor.integrator.Documents.execution;
import static dev.arbor.integrator.Documents.http;
import static dev.arbor.integrator.Documents.json;
import static dev.arbor.integrator.Documents.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.ApiDescription;
import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of the published description is called; what goes and what comes is checked by it and by the
 * description that the server gives of itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IntegratorApiContractIT {

    private static final String CONNECTION = "/api/connections/{id}";
    private static final String OPERATIONS = "/api/connections/{connection_id}/operations";
    private static final String OPERATION = OPERATIONS + "/{id}";

    private final IntegratorApi api = new IntegratorApi(CommonServer.get());
    private final Target target = new Target();
    private final ApiDescription published = ApiDescription.published("integrator.json");
    private ApiDescription own;
    private Contract contract;
    private String connection;
    private String operation;

    @BeforeAll
    void describe(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("own.json");
        Files.writeString(file, api.get("/oas").ok().toString());
        own = ApiDescription.of(file);
        contract = new Contract(api, published, own);
    }

    @AfterAll
    void close() {
        target.close();
    }

    @Test
    @Order(1)
    void connections() {
        String id = UUID.randomUUID().toString();
        ObjectNode document = http(
                "Contract", target.url(), "{'authType':'basic','username':'api-user','password':'contract-password'}");
        document.put("id", id).put("description", "For the contract").put("documentationLink", "https://example.com");
        document.putObject("secrets").put("Open API Key", "contract-key");

        JsonNode made = contract.call("POST /api/connections", document);
        connection = made.get("id").asText();
        assertThat(connection).as("the id of the client is kept").isEqualTo(id);
        assertThat(made.at("/config/auth/password").isNull()).isTrue();
        assertThat(made.at("/secrets").has("Open API Key")).isTrue();
        assertThat(made.at("/secrets/Open API Key").isNull()).isTrue();
        assertThat(made.get("lockVersion").isInt()).isTrue();
        assertThat(made.get("insertedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        contract.refused("POST /api/connections", 400, api.post("/connections", document));

        assertThat(contract.list("GET /api/connections", "Contract").findValuesAsText("id"))
                .contains(id);
        JsonNode found = contract.call("GET " + CONNECTION, id);
        JsonNode changed =
                contract.call("PUT " + CONNECTION, ((ObjectNode) found.deepCopy()).put("name", "Changed"), id);
        assertThat(changed.get("name").asText()).isEqualTo("Changed");
        assertThat(changed.get("lockVersion").asInt())
                .isEqualTo(found.get("lockVersion").asInt() + 1);
        assertThat(contract.refused("PUT " + CONNECTION, 400, api.put("/connections/" + id, found.toString()))
                        .get("errorKey")
                        .asText())
                .isEqualTo("stale_record");
        JsonNode patched = contract.call("PATCH " + CONNECTION, json("{'name':'Contract'}"), id);
        assertThat(Contract.without(patched, "lockVersion", "updatedAt", "status"))
                .isEqualTo(Contract.without(found, "lockVersion", "updatedAt", "status"));

        assertThat(contract.call("POST " + CONNECTION + "/restart", id))
                .isEqualTo(json("{'message':'Connection restarted','name':'Contract'}"));
        contract.call("POST " + CONNECTION + "/restart", json("{}"), id);
        assertThat(contract.call("POST " + CONNECTION + "/test", id)).isEqualTo(json("{'status':'ok'}"));
        JsonNode failed =
                contract.tell("POST " + CONNECTION + "/test", json("{'config':{'testPath':'/status/500'}}"), id);
        assertThat(failed.get("status").asText()).isIn("ok", "error");
        assertThat(contract.call("POST /api/test", http("Unsaved", "http://127.0.0.1:1", null))
                        .get("status")
                        .asText())
                .isEqualTo("error");
        assertThat(target.received("/"))
                .as("the password that was not shown is used")
                .anySatisfy(each -> assertThat(each.authorization()).startsWith("Basic "));
    }

    @Test
    @Order(2)
    void operations() {
        ObjectNode document =
                operation("Echo", "POST", "/echo/{{Name*}}", "Body", "body.body", "_Status Code", "statusCode");
        document.put("notes", "n").put("documentationLink", "https://example.com");
        ObjectNode config = (ObjectNode) document.get("config");
        config.putObject("params").put("limit", "{{Limit [0-1000]}}");
        config.putObject("headers")
                .put("accept", "application/json")
                .putArray("x-many")
                .add("a")
                .add("b");
        config.set("body", json("{'bodyType':'raw','raw':'{{Text}}'}"));
        JsonNode made = contract.call("POST " + OPERATIONS, document, connection);
        operation = made.get("id").asText();
        assertThat(made.get("connectionId").asText()).isEqualTo(connection);
        assertThat(made.get("config").get("followRedirect").isBoolean()).isTrue();

        for (String body : List.of(
                "{'bodyType':'www_form_urlencoded','form':{'a':'{{A}}'}}",
                "{'bodyType':'multipart_form','parts':[{'name':'n','content':'{{C}}','fileName':'f.txt'}]}")) {
            ObjectNode other = operation("Other", "POST", "/echo", "Body", "body.body");
            ((ObjectNode) other.get("config")).set("body", json(body));
            contract.call("POST " + OPERATIONS, other, connection);
        }
        ObjectNode children = operation("Children", "GET", "/echo");
        children.set("outputs", json("{'All':{'value':'body.items','children':{'Id':'current.id'}}}"));
        contract.call("POST " + OPERATIONS, children, connection);

        assertThat(contract.call("GET " + OPERATIONS, connection)).hasSize(4);
        JsonNode found = contract.call("GET " + OPERATION, connection, operation);
        assertThat(found).isEqualTo(made);
        JsonNode changed = contract.call(
                "PUT " + OPERATION, ((ObjectNode) found.deepCopy()).put("name", "X"), connection, operation);
        assertThat(changed.get("name").asText()).isEqualTo("X");
        contract.call("PATCH " + OPERATION, Contract.without(found, "lockVersion"), connection, operation);
        ObjectNode search = json("{}");
        search.putArray("ids").add(operation).add(UUID.randomUUID().toString());
        assertThat(contract.call("POST /api/operations-search", search).findValuesAsText("id"))
                .containsExactly(operation);
        contract.refused(
                "POST " + OPERATIONS,
                400,
                api.post(
                        "/connections/" + connection + "/operations",
                        document.deepCopy().put("inputs", 1)));
    }

    @Test
    @Order(3)
    void executions() {
        ObjectNode execution = execution(connection, operation);
        ((ObjectNode) execution.get("parameters")).put("Name*", "a b").put("Text", "ü — ☕");
        JsonNode outputs = contract.call("POST /api/execute", "", "Execute_Response", execution);
        assertThat(outputs).isEqualTo(json("{'Body':'ü — ☕','_Status Code':200}"));
        for (String query : List.of("?debug", "?debug=", "?debug=true", "?debug=x")) {
            JsonNode debug = contract.call("POST /api/execute", query, "Debug_Response", execution);
            assertThat(debug.get("duration").isDouble()).isTrue();
            assertThat(debug.get("outputs")).isEqualTo(outputs);
            assertThat(debug.at("/raw/statusCode").asInt()).isEqualTo(200);
            assertThat(debug.at("/raw/body/uri").asText()).isEqualTo("/echo/a%20b");
        }
        ObjectNode inline = json("{'operation':{'config':{'method':'GET','path':'/echo','configType':'http'},"
                + "'outputs':{'U':{'value':'body.uri'}}}}");
        inline.put("connectionId", connection).putObject("parameters");
        assertThat(contract.call("POST /api/execute", "", "Execute_Response", inline))
                .isEqualTo(json("{'U':'/echo'}"));
        assertThat(contract.refused(
                                "POST /api/execute",
                                400,
                                api.post("/execute", execution.deepCopy().put("inputs", "x")))
                        .at("/validationErrors/0/error")
                        .asText())
                .isEqualTo("Unexpected field: inputs");

        JsonNode inputs = contract.call("POST /api/inspect", json("{}").put("operationId", operation));
        assertThat(inputs).isEqualTo(json("{'detectedInputs':['Name*','Limit [0-1000]','Text']}"));
        JsonNode users = contract.call(
                "POST /api/transform",
                json("{'outputs':{'Users':{'value':'body.users','children':{'Name':'current.displayName'}}},"
                        + "'raw':{'statusCode':200,'body':{'users':[{'displayName':'A'}]}}}"));
        assertThat(users).isEqualTo(json("{'Users':[{'Name':'A'}]}"));
        for (String alias : List.of("/operations/inspect", "/transform/test")) {
            assertThat(api.post(
                                    alias,
                                    alias.contains("inspect")
                                            ? json("{}").put("operationId", operation)
                                            : json("{'raw':{}}"))
                            .status())
                    .as(alias)
                    .isEqualTo(200);
        }
    }

    @Test
    @Order(4)
    void exportAndImport() {
        JsonNode export = contract.call("GET /api/export/connections/{id}", connection);
        assertThat(export.get("operations")).hasSize(4);
        assertThat(export.has("status")).isFalse();
        assertThat(export.at("/config/auth/password").isNull()).isTrue();
        contract.refused("POST /api/import/connections", 400, api.post("/import/connections", export));
        JsonNode wrapped = json("{}").set("connection", export);
        for (String force : List.of("?force", "?force=true")) {
            assertThat(api.post("/import/connections" + force, force.endsWith("e") ? export : wrapped)
                            .ok()
                            .get("id")
                            .asText())
                    .isEqualTo(connection);
        }
        assertThat(contract.call("POST " + CONNECTION + "/test", connection)
                        .get("status")
                        .asText())
                .as("secrets stay")
                .isEqualTo("ok");

        ObjectNode copy = export.deepCopy();
        String id = UUID.randomUUID().toString();
        copy.put("id", id);
        copy.get("operations").forEach(each -> ((ObjectNode) each)
                .put("id", UUID.randomUUID().toString())
                .put("connectionId", id));
        assertThat(contract.call("POST /api/import/connections", copy, new String[0])
                        .get("id")
                        .asText())
                .isEqualTo(id);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        all.add(operation("One", "GET", "/echo")).add(operation("Two", "GET", "/echo"));
        assertThat(contract.call("POST /api/import/connections/{connection_id}/operations", all, id))
                .hasSize(2);
        all.add(operation("Bad", "SHOUT", "/echo").put("id", UUID.randomUUID().toString()));
        JsonNode refused = contract.refused(
                "POST /api/import/connections/{connection_id}/operations",
                400,
                api.post("/import/connections/" + id + "/operations?force", all));
        assertThat(refused.get("errors")).hasSize(1);
        assertThat(contract.call("GET " + OPERATIONS, id)).as("all or none").hasSize(6);
        assertThat(contract.call("POST /api/rotate-encryption-key")).isEmpty();
        contract.call("DELETE " + CONNECTION, id);
        contract.refused("GET " + CONNECTION, 404, api.get("/connections/" + id));
    }

    @Test
    @Order(5)
    void about() {
        contract.call("GET /api/healthz");
        JsonNode version = contract.call("GET /api/version");
        assertThat(version.at("/version/version").asText()).isEqualTo("6.1.7");
        for (String path : List.of("/healthz", "/version")) {
            for (String prefix : List.of(IntegratorApi.PREFIX, "/app/integrator")) {
                var open = api.send("GET", "/" + prefix + path, BodyPublishers.noBody(), "Authorization", "");
                assertThat(open.ok()).as(path).isEqualTo(api.get(path).ok());
            }
        }
    }

    @Test
    @Order(6)
    void theOtherDialectIsDescribedByUsAlone() {
        ObjectNode document = json("{'name':'Dialect','type':'HTTP','credentials':{'type':'bearer','token':'t0-ken'},"
                + "'defaultHeaders':{'Accept':'application/json'}}");
        JsonNode made =
                api.post("/connections", document.put("url", target.url())).ok();
        check("POST /api/connections", document, made);
        String id = made.get("id").asText();
        ObjectNode get = json(
                "{'name':'Get','method':'GET','parameters':[{'name':'Id','required':true}]," + "'outputMappings':[]}");
        get.put("path", "/echo/${parameters[\"Id\"]}");
        JsonNode operation = api.post("/connections/" + id + "/operations", get).ok();
        check("POST " + OPERATIONS, get, operation);
        check("GET " + CONNECTION, null, api.get("/connections/" + id).ok());
        check(
                "GET /api/export/connections/{id}",
                null,
                api.get("/export/connections/" + id).ok());
        api.delete("/connections/" + id).ok();
    }

    private void check(String operation, JsonNode request, JsonNode answer) {
        if (request != null) {
            assertThat(own.validate(own.request(operation), request)).isEmpty();
        }
        assertThat(own.validate(own.answer(operation, 200), answer))
                .as(answer.toString())
                .isEmpty();
    }

    @Test
    @Order(7)
    void deletion() {
        assertThat(contract.call("DELETE " + OPERATION, connection, operation)).isEmpty();
        contract.refused(
                "DELETE " + OPERATION, 404, api.delete("/connections/" + connection + "/operations/" + operation));
        assertThat(contract.call("DELETE " + CONNECTION, connection)).isEmpty();
        contract.refused("GET " + OPERATION, 404, api.get("/connections/" + connection + "/operations/" + operation));
    }

    /** The last word: what was called is all that is described, and our own description has no other operation. */
    @Test
    @Order(8)
    void nothingIsForgotten() {
        Set<String> never = published.operations();
        assertThat(never).hasSize(25);
        Set<String> ours = own.operations();
        ours.remove("GET /api/oas");
        assertThat(ours).isEqualTo(never);
        never = new TreeSet<>(never);
        never.removeAll(contract.called());
        System.out.println("Departures of the Integrator API from its description:");
        contract.departures().forEach(each -> System.out.println("  " + each));
        System.out.println("Operations of the Integrator API that are never called: " + never.size());
        never.forEach(each -> System.out.println("  " + each));
        assertThat(never).isEmpty();
    }
}
