package dev.arbor.integrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.Operations;
import dev.arbor.integrator.database.TestTables;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.KeyRing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole of it on H2, calling a real server on this machine. */
@Timeout(60)
class IntegratorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEYS = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEWER =
            "k2:" + Base64.getEncoder().encodeToString("2".repeat(32).getBytes());
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private static HttpServer server;
    private static String url;

    private final DataSource database = TestTables.h2();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00.123456Z"));
    private Integrator integrator = with(KEYS);
    private Connections connections = integrator.connections();
    private Operations operations = integrator.operations();
    private Executions executions = integrator.executions();

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", IntegratorTest::echo);
        server.createContext("/api/tickets", IntegratorTest::ticket);
        server.createContext("/teapot", exchange -> answer(exchange, 418, "{\"error\":\"I am a teapot\"}"));
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        CLOCK.shutdownNow();
    }

    @AfterEach
    void close() {
        integrator.close();
        SEEN.clear();
    }

    private Integrator with(String keys) {
        return new Integrator(new Integrator.Ground(
                database,
                KeyRing.parse(keys),
                new Egress("localhost", Optional.empty(), InetAddress::getAllByName),
                new Limits(Duration.ofSeconds(1), Duration.ofSeconds(5), 100_000, 100, 4),
                CLOCK,
                now::get));
    }

    private void restartWith(String keys) {
        integrator.close();
        integrator = with(keys);
        connections = integrator.connections();
        operations = integrator.operations();
        executions = integrator.executions();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        SEEN.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + authorization + " " + body);
        answer(
                exchange,
                200,
                JSON.createObjectNode()
                        .put("authorization", authorization)
                        .put("uri", exchange.getRequestURI().toString())
                        .put("body", body)
                        .toString());
    }

    private static void ticket(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        SEEN.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Accept") + " " + body);
        answer(exchange, 200, "{\"id\":\"T-1\",\"status\":\"Open — é\",\"self\":\"http://t/1\",\"assignee\":null}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"').replace("URL", url));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private ObjectNode basic() {
        return connections.create(
                json(
                        "{'name':'Kinetic Platform','type':'http','config':{'configType':'http','baseUrl':'URL',"
                                + "'auth':{'authType':'basic','username':'admin','password':'planted-s3cr3t'}},'secrets':{'Open API Key':'planted-key'}}"));
    }

    private static String id(JsonNode document) {
        return document.path("id").asText();
    }

    private ObjectNode get(ObjectNode connection, String path, String outputs) {
        return operations.create(
                id(connection),
                json("{'name':'Get','config':{'configType':'http','method':'GET','path':'" + path + "'},'outputs':"
                        + outputs + "}"));
    }

    private ObjectNode execute(ObjectNode connection, ObjectNode operation, String parameters, boolean debug) {
        return perform(
                json("{'connectionId':'" + id(connection) + "','operationId':'" + id(operation) + "','parameters':"
                        + parameters + "}"),
                debug);
    }

    private ObjectNode update(String id, JsonNode change) {
        return connections.update(id, change, false);
    }

    /** Where nothing is streamed. */
    private ObjectNode perform(JsonNode document, boolean debug) {
        return executions
                .execute(document, debug, (status, type, length) -> {
                    throw new AssertionError("streamed");
                })
                .orElseThrow();
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, int status, String key) {
        assertThatThrownBy(call).isInstanceOfSatisfying(IntegratorRefusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.errorKey()).contains(key);
        });
    }

    @Test
    void showsAConnectionAsItsDialectHasIt() {
        ObjectNode made = basic();

        assertThat(made.path("config"))
                .isEqualTo(json(
                        "{'configType':'http','baseUrl':'URL','auth':{'authType':'basic','username':'admin','password':null},"
                                + "'testPath':null,'caCert':null}"));
        assertThat(made.path("secrets")).isEqualTo(json("{'Open API Key':null}"));
        assertThat(made.path("status").path("healthy").asBoolean()).isTrue();
        assertThat(made.path("lockVersion").asInt()).isEqualTo(1);
        assertThat(made.path("insertedAt").asText()).isEqualTo("2026-03-01T10:00:00.123456Z");
        assertThat(List.copyOf(made.properties().stream().map(Map.Entry::getKey).toList()))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "type",
                        "config",
                        "description",
                        "documentationLink",
                        "secrets",
                        "status",
                        "lockVersion",
                        "insertedAt",
                        "updatedAt");
        assertThat(connections.find(id(made))).isEqualTo(made);
        assertThat(connections.list()).containsExactly(made);
    }

    @Test
    void followsTheRecipeAsItIsWritten() {
        ObjectNode connection = connections.create(json("{'name':'Ticketing System','type':'HTTP','url':'URL/api',"
                + "'credentials':{'type':'basic','username':'api-user','password':'planted-s3cr3t'},"
                + "'defaultHeaders':{'Accept':'application/json','Content-Type':'application/json'}}"));
        assertThat(connection.path("type").asText()).isEqualTo("HTTP");
        assertThat(connection.path("url").asText()).isEqualTo(url + "/api");
        assertThat(connection.path("status").asText()).isEqualTo("active");
        assertThat(connection.path("credentials"))
                .isEqualTo(json("{'type':'basic','username':'api-user','password':null}"));

        ObjectNode changed =
                update(id(connection), json("{'credentials':{'type':'bearer','token':'new-token-value'}}"));
        assertThat(changed.path("url").asText()).isEqualTo(url + "/api");
        assertThat(changed.path("credentials").path("type").asText()).isEqualTo("bearer");
        assertThat(changed.path("credentials").path("token").isNull()).isTrue();
        assertThat(changed.path("credentials").has("username")).isFalse();

        ObjectNode lookup = operations.create(
                id(connection),
                json("{'name':'Get Ticket','method':'GET',"
                        + "'path':'/tickets/${parameters[\\\"Ticket Id\\\"]}',"
                        + "'parameters':[{'name':'Ticket Id','required':true,'description':'External'}],"
                        + "'outputMappings':[{'name':'Status','value':'${response.body[\\\"status\\\"]}'},"
                        + "{'name':'Assignee','value':'${response.body[\\\"assignee\\\"][\\\"displayName\\\"]}'}]}"));
        assertThat(lookup.path("method").asText()).isEqualTo("GET");
        assertThat(lookup.path("path").asText()).isEqualTo("/tickets/${parameters[\"Ticket Id\"]}");
        assertThat(lookup.path("outputMappings").path(0).path("value").asText())
                .isEqualTo("${response.body[\"status\"]}");
        assertThat(lookup.path("outputs").path("Assignee").path("value").asText())
                .isEqualTo("body[\"assignee\"][\"displayName\"]");
        assertThat(execute(connection, lookup, "{'Ticket Id':'TKT 1'}", false))
                .isEqualTo(json("{'Status':'Open — é','Assignee':null}"));
        assertThat(SEEN).containsExactly("GET /api/tickets/TKT%201 application/json ");
        assertRefused(() -> execute(connection, lookup, "{}", false), 400, "missing_parameter");

        ObjectNode create = operations.create(
                id(connection),
                json("{'name':'Create Ticket','method':'POST','path':'/tickets',"
                        + "'body':{'summary':'${parameters[\\\"Summary\\\"]}','priority':'${parameters[\\\"Priority\\\"]}'},"
                        + "'parameters':[{'name':'Summary','required':true},{'name':'Priority','required':false}],"
                        + "'outputMappings':[{'name':'Ticket Id','value':'${response.body[\\\"id\\\"]}'}]}"));
        assertThat(create.path("body").path("summary").asText()).isEqualTo("${parameters[\"Summary\"]}");
        assertThat(execute(connection, create, "{'Summary':'say hi'}", false)).isEqualTo(json("{'Ticket Id':'T-1'}"));
        assertThat(SEEN).last().isEqualTo("POST /api/tickets application/json {\"summary\":\"say hi\"}");
        assertThat(operations.list(id(connection))).hasSize(2);
    }

    @Test
    void keepsASecretThatComesBackAsNull() {
        ObjectNode made = basic();
        ObjectNode operation = get(made, "/x", "{'A':{'value':'body.authorization'}}");
        String sent = "Basic " + Base64.getEncoder().encodeToString("admin:planted-s3cr3t".getBytes());

        // As an installer does: reads the whole, changes a part, puts everything back.
        ObjectNode whole = made.deepCopy();
        ((ObjectNode) whole.path("config")).put("testPath", "/space");
        ObjectNode updated = update(id(made), whole);

        assertThat(updated.path("lockVersion").asInt()).isEqualTo(2);
        assertThat(updated.path("config").path("testPath").asText()).isEqualTo("/space");
        assertThat(execute(made, operation, "{}", false).path("A").asText()).isEqualTo("Basic [redacted]");
        assertThat(SEEN).last().isEqualTo("GET /x " + sent + " ");
        assertThat(connections.find(id(made)).path("secrets").has("Open API Key"))
                .isTrue();

        update(id(made), json("{'config':{'auth':{'username':'other'}}}"));
        execute(made, operation, "{}", false);
        assertThat(SEEN)
                .last()
                .isEqualTo(
                        "GET /x Basic " + Base64.getEncoder().encodeToString("other:planted-s3cr3t".getBytes()) + " ");
        assertRefused(
                () -> update(id(made), json("{'config':{'auth':{'authType':'raw_bearer_token'}}}")),
                400,
                "invalid_request");
        update(id(made), json("{'config':{'auth':null}}"));
        assertThat(execute(made, operation, "{}", false).path("A").isNull()).isTrue();
        assertThat(this.update(id(made), json("{'secrets':{'Open API Key':{'$delete':true}}}"))
                        .path("secrets"))
                .isEmpty();
    }

    @Test
    void refusesAStaleChange() {
        ObjectNode made = basic();
        update(id(made), json("{'name':'B'}"));

        assertRefused(() -> update(id(made), json("{'name':'C','lockVersion':1}")), 400, "stale_record");
        assertThat(this.update(id(made), json("{'name':'C','lockVersion':2}"))
                        .path("name")
                        .asText())
                .isEqualTo("C");
    }

    @Test
    void showsNoSecretAnywhere() {
        ObjectNode made = basic();
        ObjectNode operation = operations.create(
                id(made),
                json(
                        "{'name':'O','config':{'method':'GET','path':'/x','headers':{'X-Key':'{{Open API Key}}'}},'outputs':{}}"));
        ObjectNode debug = perform(
                json(
                        "{'connectionId':'" + id(made)
                                + "','operation':{'config':{'method':'POST','path':'/x','body':{'bodyType':'raw','raw':'{{secrets.Open API Key}}'}}}}"),
                true);
        String basic = Base64.getEncoder().encodeToString("admin:planted-s3cr3t".getBytes());
        String failure = "";
        try {
            perform(
                    json("{'connection':{'id':'" + id(made)
                            + "','config':{'baseUrl':'http://planted-s3cr3t.invalid'}},'operationId':'" + id(operation)
                            + "'}"),
                    true);
        } catch (IntegratorRefusal refusal) {
            failure = refusal.getMessage();
        }

        assertThat(failure).contains("[redacted]");
        assertThat(SEEN.toString()).contains("planted-key").contains(basic);
        assertThat(debug.toString()).contains("[redacted]");
        assertThat(failure
                        + debug
                        + connections.list()
                        + connections.export(id(made))
                        + connections.test(id(made), json("{}")))
                .doesNotContain("planted-s3cr3t")
                .doesNotContain("planted-key")
                .doesNotContain(basic);
    }

    @Test
    void tellsErrorsOfTheOtherSideInOutputs() {
        ObjectNode made = basic();
        ObjectNode operation =
                get(made, "/teapot", "{'_Error':{'value':'body.error'},'_Status Code':{'value':'statusCode'}}");

        assertThat(execute(made, operation, "{}", false))
                .isEqualTo(json("{'_Error':'I am a teapot','_Status Code':418}"));
        ObjectNode debug = execute(made, operation, "{}", true);
        assertThat(debug.path("duration").isDouble()).isTrue();
        assertThat(debug.path("raw").path("statusCode").asInt()).isEqualTo(418);
        assertThat(debug.path("outputs").path("_Status Code").asInt()).isEqualTo(418);
    }

    @Test
    void refusesWhatItCannotDo() {
        ObjectNode made = basic();
        ObjectNode throwing = get(made, "/x", "{'Boom':{'value':'body.a.b'}}");
        ObjectNode endless = get(made, "/x", "{'Boom':{'value':'(() => { for (;;) {} })()'}}");

        assertRefused(() -> execute(made, throwing, "{}", false), 400, "transform_error");
        assertRefused(() -> execute(made, endless, "{}", false), 400, "transform_error");
        assertThatThrownBy(() -> perform(json("{'connectionId':'" + id(made) + "','inputs':{}}"), false))
                .isInstanceOfSatisfying(IntegratorRefusal.class, refusal -> {
                    assertThat(refusal).hasMessage("Request does not match the API schema");
                    assertThat(refusal.problems())
                            .extracting(IntegratorRefusal.Problem::error)
                            .containsExactly("Unexpected field: inputs");
                });
        String nobody = "00000000-0000-0000-0000-000000000000";
        assertRefused(() -> connections.find(nobody), 404, ":not_found");
        assertRefused(() -> operations.list(nobody), 404, ":not_found");
        assertRefused(() -> operations.find(id(made), nobody), 404, ":not_found");
        assertRefused(
                () -> perform(json("{'connectionId':'" + id(made) + "','operationId':'" + nobody + "'}"), false),
                404,
                ":not_found");
        assertRefused(() -> connections.create(json("{'name':'x','type':'ftp','config':{}}")), 400, "invalid_request");
        assertRefused(
                () -> connections.create(json("{'type':'http','config':{'baseUrl':'URL'}}")), 400, "invalid_request");
        assertRefused(
                () -> connections.create(json("{'name':'x','type':'http','config':{'baseUrl':'URL'},'surprise':1}")),
                400,
                "invalid_request");
        assertRefused(
                () -> connections.create(
                        json("{'id':'" + id(made) + "','name':'x','type':'http','config':{'baseUrl':'URL'}}")),
                400,
                "uniqueness_violation");
        assertRefused(
                () -> operations.create(
                        id(made), json("{'name':'x','inputs':[],'config':{'method':'GET','path':'/'}}")),
                400,
                "invalid_request");
        assertRefused(
                () -> operations.create(id(made), json("{'name':'x','config':{'method':'HEAD','path':'/'}}")),
                400,
                "invalid_request");
        assertRefused(
                () -> operations.create(id(made), json("{'name':'x','config':{'method':'GET','path':'/{{#a}}'}}")),
                400,
                "invalid_request");
    }

    @Test
    void detectsInputs() {
        ObjectNode made = basic();
        ObjectNode operation = operations.create(
                id(made),
                json(
                        "{'name':'U','config':{'method':'PUT','path':'/s/{{Submission Id*}}',"
                                + "'params':{'limit':'{{Limit [0-1000]}}'},'headers':{'X':'{{secrets.Open API Key}}'},"
                                + "'body':{'bodyType':'raw','raw':'{{#Core State}}{{Core State}}{{/Core State}}{{{Values [Object]}}}'}}}"));

        assertThat(executions.inspect(json("{'operationId':'" + id(operation) + "'}")))
                .isEqualTo(
                        json("{'detectedInputs':['Submission Id*','Limit [0-1000]','Core State','Values [Object]']}"));
        assertThat(
                        executions.inspect(
                                json(
                                        "{'operation':{'config':{'configType':'http','method':'GET','path':'/users/','params':{'limit':'{{Limit [0-1000]}}'}}}}")))
                .isEqualTo(json("{'detectedInputs':['Limit [0-1000]']}"));
    }

    @Test
    void transformsWithoutACall() {
        assertThat(executions.transform(
                        json("{'outputs':{'Users':{'value':'body.users','children':{'Name':'current.displayName'}}},"
                                + "'raw':{'statusCode':200,'body':{'users':[{'displayName':'A'}]}}}")))
                .isEqualTo(json("{'Users':[{'Name':'A'}]}"));
        assertThat(executions.transform(json(
                        "{'outputs':[{'name':'T','expression':'body.results','children':[{'name':'Id','expression':'current.id'}]}],"
                                + "'raw':{'body':{'results':[{'id':1}]}}}")))
                .isEqualTo(json("{'T':[{'Id':1}]}"));
    }

    @Test
    void movesAConnectionByExportAndImport() {
        ObjectNode made = basic();
        get(made, "/x", "{}");
        ObjectNode export = connections.export(id(made));
        assertThat(export.has("status")).isFalse();
        assertThat(export.path("operations")).hasSize(1);
        assertRefused(() -> connections.importConnection(export, false), 400, "uniqueness_violation");

        ObjectNode wrapped = JSON.createObjectNode();
        wrapped.set("connection", export);
        ((ObjectNode) export.path("config")).put("testPath", "/y");
        assertThat(connections
                        .importConnection(wrapped, true)
                        .path("config")
                        .path("testPath")
                        .asText())
                .isEqualTo("/y");
        ObjectNode operation = operations.list(id(made)).get(0);
        assertThat(execute(made, operation, "{}", true)
                        .path("raw")
                        .path("body")
                        .path("authorization")
                        .asText())
                .startsWith("Basic ");

        connections.delete(id(made));
        assertRefused(() -> operations.list(id(made)), 404, ":not_found");
        assertThat(id(connections.importConnection(export, false))).isEqualTo(id(made));
        assertThat(operations.list(id(made))).hasSize(1);
    }

    @Test
    void importsAllOperationsOrNone() {
        ObjectNode made = basic();
        JsonNode two =
                json("{'l':[{'id':'11111111-1111-1111-1111-111111111111','name':'A','config':{'method':'GET','path':'/'}},"
                                + "{'id':'22222222-2222-2222-2222-222222222222','name':'B','config':{'method':'NOPE','path':'/'}}]}")
                        .get("l");

        assertThatThrownBy(() -> operations.importAll(id(made), two, true))
                .isInstanceOfSatisfying(IntegratorRefusal.class, refusal -> assertThat(refusal.byId())
                        .containsOnlyKeys("22222222-2222-2222-2222-222222222222"));
        assertThat(operations.list(id(made))).isEmpty();
    }

    @Test
    void answersForTheOthersWhenAKeyIsLost() {
        ObjectNode lost = basic();
        ObjectNode operation = get(lost, "/x", "{}");
        restartWith(NEWER);
        ObjectNode fine = basic();

        List<ObjectNode> all = connections.list();

        assertThat(all).hasSize(2);
        JsonNode invalid = all.stream()
                .filter(each -> id(each).equals(id(lost)))
                .findFirst()
                .orElseThrow()
                .path("config");
        assertThat(invalid.path("configType").asText()).isEqualTo("invalid");
        assertThat(invalid.path("errorMessage").asText()).contains("'k1'");
        assertThat(invalid.path("rawValue").asText()).isEqualTo("[redacted]");
        assertThat(connections.find(id(fine)).path("config").path("configType").asText())
                .isEqualTo("http");
        assertThat(connections.test(id(lost), json("{}")).path("status").asText())
                .isEqualTo("error");

        assertThatThrownBy(() -> execute(lost, operation, "{}", false))
                .isInstanceOfSatisfying(IntegratorRefusal.class, refusal -> {
                    assertThat(refusal.errorKey()).contains("invalid_connection");
                    assertThat(refusal).hasMessageContaining("'k1'");
                });
        ObjectNode sentBack = connections.find(id(lost));
        assertThat(update(id(lost), sentBack.put("description", "changed"))
                        .path("description")
                        .asText())
                .isEqualTo("changed");

        restartWith(KEYS);
        assertThat(connections.find(id(lost)).path("config").path("configType").asText())
                .isEqualTo("http");
        restartWith(NEWER);
        update(id(lost), json("{'config':{'auth':{'password':'again'}},'secrets':{'Open API Key':'again'}}"));
        assertThat(connections.test(id(lost), json("{}")).path("status").asText())
                .isEqualTo("ok");
    }

    @Test
    void rotatesItsKeys() {
        ObjectNode made = basic();
        restartWith(NEWER + "," + KEYS);
        connections.rotateKeys();
        restartWith(NEWER);

        assertThat(connections.test(id(made), json("{}")).path("status").asText())
                .isEqualTo("ok");
        restartWith(KEYS);
        assertRefused(() -> connections.rotateKeys(), 500, "rotation_failed");
    }

    @Test
    void leavesAConnectionAloneThatFailsAgainAndAgain() {
        ObjectNode made =
                connections.create(json("{'name':'Down','type':'http','config':{'baseUrl':'http://localhost:1'}}"));
        ObjectNode operation = get(made, "/x", "{}");
        for (int i = 0; i < 5; i++) {
            assertRefused(() -> execute(made, operation, "{}", false), 400, "connection_error");
        }

        assertThatThrownBy(() -> execute(made, operation, "{}", false)).hasMessageContaining("5 times in a row");
        JsonNode status = connections.find(id(made)).path("status");
        assertThat(status.path("healthy").asBoolean()).isFalse();
        assertThat(status.path("events").path(0).path("kind").asText()).isEqualTo("warning");

        now.set(now.get().plusSeconds(31));
        assertThatThrownBy(() -> execute(made, operation, "{}", false)).hasMessageContaining("no");
        assertThat(connections.restart(id(made))).isEqualTo(json("{'message':'Connection restarted','name':'Down'}"));
        assertThat(connections.find(id(made)).path("status").path("healthy").asBoolean())
                .isTrue();
        update(id(made), json("{'config':{'baseUrl':'URL'}}"));
        assertThat(execute(made, operation, "{}", false)).isEmpty();
    }

    @Test
    void testsWhatIsNotKept() {
        assertThat(connections.test(json("{'name':'x','type':'http','config':{'baseUrl':'URL'}}")))
                .isEqualTo(json("{'status':'ok'}"));
        assertThat(connections
                        .test(json("{'name':'x','type':'http','config':{'baseUrl':'http://127.0.0.1:9'}}"))
                        .path("message")
                        .asText())
                .contains("ARBOR_EGRESS_ALLOW");
        ObjectNode made = basic();
        assertThat(connections
                        .test(id(made), json("{'config':{'testPath':'/teapot'}}"))
                        .path("message")
                        .asText())
                .contains("418");
        assertThat(connections.find(id(made)).path("config").path("testPath").isNull())
                .isTrue();
        assertThat(connections.list()).hasSize(1);
    }

    @Test
    void performsWhatIsNotKept() {
        assertThat(perform(
                        json(
                                "{'connection':{'name':'x','type':'http','config':{'baseUrl':'URL'}},"
                                        + "'operation':{'config':{'method':'GET','path':'/a/{{x}}'},'outputs':{'U':{'value':'body.uri'}}},'parameters':{'x':'é'}}"),
                        false))
                .isEqualTo(json("{'U':'/a/%C3%A9'}"));
    }

    @Test
    void findsOperationsInTheOrderAskedFor() {
        ObjectNode made = basic();
        ObjectNode a = get(made, "/a", "{}");
        ObjectNode b = get(made, "/b", "{}");

        assertThat(operations.search(
                        json("{'ids':['" + id(b) + "','00000000-0000-0000-0000-000000000000','" + id(a) + "']}")))
                .containsExactly(b, a);
    }

    @Test
    void replacesTheHeadersOfAnOperation() {
        ObjectNode made = basic();
        ObjectNode operation = operations.create(
                id(made),
                json(
                        "{'name':'O','config':{'method':'GET','path':'/x','headers':{'A':'1'}},'outputs':{'X':{'value':'1'}},'notes':null}"));

        ObjectNode changed = operations.update(id(made), id(operation), json("{'config':{'headers':{'B':'2'}}}"));

        assertThat(changed.path("config").path("headers")).isEqualTo(json("{'B':'2'}"));
        assertThat(changed.path("config").path("path").asText()).isEqualTo("/x");
        assertThat(changed.path("outputs")).isEqualTo(json("{'X':{'value':'1'}}"));
        assertThat(changed.path("notes").isNull()).isTrue();
        operations.delete(id(made), id(operation));
        assertThat(operations.list(id(made))).isEmpty();
    }
}
