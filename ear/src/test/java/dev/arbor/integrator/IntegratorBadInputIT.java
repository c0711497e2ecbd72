package dev.arbor.integrator;

import static dev.arbor.integrator.Documents.execution;
import static dev.arbor.integrator.Documents.http;
import static dev.arbor.integrator.Documents.json;
import static dev.arbor.integrator.Documents.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What bad input gets from the Integrator API: a 4xx in one of its shapes that names the thing, one line in the log, and
 * nothing stored. After each test there are as many definitions as before, and the log has no stack trace.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntegratorBadInputIT {

    private static final int TWENTY_MEGABYTES = 20_000_000;
    private static final String NOBODY = UUID.randomUUID().toString();
    private static final String NOT_FOUND = ":not_found";

    private final ServerProcess server = CommonServer.get();
    private final IntegratorApi api = new IntegratorApi(server);
    private final Target target = new Target();
    private final ExecutorService callers = Executors.newFixedThreadPool(8);
    private CompletableFuture<Answer> dripping;
    private String connection;
    private String operation;
    private Map<String, Integer> before;
    private int logged;

    @BeforeAll
    void create() {
        connection = api.connection(http("Bad", target.url(), null));
        operation = api.operation(connection, operation("Echo", "GET", "/echo/{{Id*}}", "Uri", "body.uri"));
        // Its time limit is what takes longest here; it may run out meanwhile.
        dripping = CompletableFuture.supplyAsync(() -> perform(operation("Drip", "GET", "/drip")), callers);
    }

    @AfterAll
    void close() {
        api.delete("/connections/" + connection).ok();
        target.close();
        callers.shutdownNow();
    }

    @BeforeEach
    void count() {
        before = rows();
        logged = server.log().length();
    }

    @AfterEach
    void nothingIsStoredAndTheLogIsQuiet() {
        assertThat(rows()).isEqualTo(before);
        assertThat(log()).doesNotContain("\tat ", " ERROR ", "Exception");
    }

    private Map<String, Integer> rows() {
        Map<String, Integer> rows = new TreeMap<>();
        for (JsonNode each : api.get("/connections").ok()) {
            String id = each.get("id").asText();
            rows.put(
                    id + " " + each.get("lockVersion"),
                    api.get("/connections/" + id + "/operations").ok().size());
        }
        return rows;
    }

    private String log() {
        return server.log().substring(logged);
    }

    /** One of the shapes, and one line in the log. */
    private JsonNode refused(Answer answer, int status, String errorKey, String... named) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        JsonNode json = answer.json();
        assertThat(json.get("errorKey").asText()).as(answer.text()).isEqualTo(errorKey);
        for (String key : (Iterable<String>) json::fieldNames) {
            assertThat(key).as(answer.text()).isIn("error", "errorKey", "validationErrors", "errors");
        }
        assertThat(List.of(named)).as(answer.text()).allSatisfy(each -> assertThat(answer.text())
                .contains(each));
        assertThat(answer.text()).doesNotContain("Exception", "dev.arbor", "java.");
        assertThat(json.path("error").asText()).hasSizeLessThan(1000);
        String id = answer.header("X-Correlation-Id").orElseThrow();
        assertThat(log().lines().filter(line -> line.contains(id)))
                .as("lines in the log about " + answer)
                .hasSize(1);
        return json;
    }

    private Answer perform(ObjectNode inline, String... parameters) {
        ObjectNode execution = json("{}").put("connectionId", connection);
        execution.set("operation", Contract.without(inline, "name"));
        ObjectNode values = execution.putObject("parameters");
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return api.post("/execute", execution);
    }

    // --- bodies

    /** Every operation that takes a body. */
    private List<String> withBody() {
        String one = "/connections/" + connection;
        return List.of(
                "POST /connections",
                "PUT " + one,
                "PATCH " + one,
                "POST " + one + "/test",
                "POST /test",
                "POST " + one + "/operations",
                "PUT " + one + "/operations/" + operation,
                "PATCH " + one + "/operations/" + operation,
                "POST /execute",
                "POST /inspect",
                "POST /transform",
                "POST /operations-search",
                "POST /import/connections",
                "POST /import/connections/" + connection + "/operations");
    }

    private Answer send(String operation, String body) {
        String[] words = operation.split(" ");
        return api.json(words[0], words[1], body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\":}", "nonsense", "{} {}", "{\"name\":1,\"name\":2}", "\0"})
    void brokenJson(String json) {
        withBody().forEach(operation -> refused(send(operation, json), 400, "malformed_json"));
    }

    @Test
    void jsonThatIsTooDeep() {
        withBody().forEach(operation -> refused(send(operation, "[".repeat(100_000)), 400, "malformed_json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"text\"", "1", "true"})
    void jsonThatIsNoObject(String json) {
        withBody().forEach(operation -> {
            Answer answer = send(operation, json);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            refused(answer, 400, answer.json().get("errorKey").asText());
        });
        refused(send("POST /import/connections/" + connection + "/operations", "{}"), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':1}",
                "{'name':''}",
                "{'name':null}",
                "{'config':'x'}",
                "{'config':[]}",
                "{'type':1}",
                "{'type':'fax'}",
                "{'config':{'baseUrl':1}}",
                "{'config':{'baseUrl':''}}",
                "{'config':{'baseUrl':'ftp://example.com'}}",
                "{'config':{'baseUrl':'no address'}}",
                "{'config':{'baseUrl':'http://user:word@example.com'}}",
                "{'config':{'baseUrl':'http://example.com','auth':'x'}}",
                "{'config':{'baseUrl':'http://example.com','auth':{}}}",
                "{'config':{'baseUrl':'http://example.com','auth':{'authType':'basic'}}}",
                "{'config':{'baseUrl':'http://example.com','auth':{'authType':'basic','username':1,'password':'x'}}}",
                "{'config':{'baseUrl':'http://example.com','auth':{'authType':'basic','username':'u','password':7}}}",
                "{'config':{'baseUrl':'http://example.com','headers':{'a\\r\\nb':'x'}}}",
                "{'config':{'baseUrl':'http://example.com','configType':'postgres'}}",
                "{'config':{'baseUrl':'http://example.com','unknown':1}}",
                "{'config':{'baseUrl':'http://example.com'},'secrets':'x'}",
                "{'config':{'baseUrl':'http://example.com'},'secrets':{'a':1}}",
                "{'config':{'baseUrl':'http://example.com'},'unknown':1}",
                "{'config':{'baseUrl':'http://example.com'},'id':'no id'}",
                "{'config':{'baseUrl':'http://example.com'},'description':{}}",
                "{'type':'postgres','config':{'host':'h','port':'x','username':'u','password':'p','database':'d'}}",
                "{'type':'postgres','config':{'host':'h','port':1,'username':'u','password':'p','database':'d',"
                        + "'poolSize':0}}"
            })
    void connectionsThatCannotBe(String text) {
        ObjectNode document = json(text);
        if (!document.has("name")) {
            document.put("name", "Cannot be");
        }
        refused(api.post("/connections", document), 400, "invalid_request", "validationErrors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':1}",
                "{'config':'x'}",
                "{'config':{}}",
                "{'config':{'method':'SHOUT'}}",
                "{'config':{'path':1}}",
                "{'config':{'params':[]}}",
                "{'config':{'params':{'a':{}}}}",
                "{'config':{'headers':'x'}}",
                "{'config':{'headers':{'a\\r\\nb':'x'}}}",
                "{'config':{'body':'x'}}",
                "{'config':{'body':{'bodyType':'fax'}}}",
                "{'config':{'body':{'bodyType':'www_form_urlencoded','form':'x'}}}",
                "{'config':{'followRedirect':'maybe'}}",
                "{'config':{'unknown':1}}",
                "{'config':{'path':'/{{#a}}'}}",
                "{'config':{'path':'/{{#a}}{{/b}}'}}",
                "{'outputs':'x'}",
                "{'outputs':{'a':1}}",
                "{'outputs':{'a':{}}}",
                "{'outputs':{' a':{'value':'1'}}}",
                "{'outputs':{'a$b':{'value':'1'}}}",
                "{'inputs':{}}",
                "{'outputChildren':{}}",
                "{'unknown':1}",
                "{'id':'no id'}"
            })
    void operationsThatCannotBe(String text) {
        ObjectNode document = json(text);
        if (!document.has("name")) {
            document.put("name", "Cannot be");
        }
        if (!document.has("config")) {
            document.putObject("config");
        }
        if (document.get("config") instanceof ObjectNode config && !text.contains("'config':{}")) {
            config.set(
                    "method",
                    config.path("method").isMissingNode() ? json("{'a':'GET'}").get("a") : config.get("method"));
            config.set(
                    "path",
                    config.path("path").isMissingNode() ? json("{'a':'/x'}").get("a") : config.get("path"));
        }
        refused(
                api.post("/connections/" + connection + "/operations", document),
                400,
                "invalid_request",
                "validationErrors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/execute | {} | operation",
                "/execute | {'operationId':'OPERATION'} | connectionId",
                "/execute | {'connectionId':'CONNECTION'} | operation",
                "/execute | {'connectionId':'x','operationId':'OPERATION'} | /connectionId",
                "/execute | {'connectionId':'CONNECTION','operationId':'x'} | /operationId",
                "/execute | {'connectionId':'CONNECTION','operationId':'OPERATION','operation':{}} | operation",
                "/execute | {'connectionId':'CONNECTION','operationId':'OPERATION','inputs':{}} | Unexpected field: inputs",
                "/execute | {'connectionId':'CONNECTION','operationId':'OPERATION','parameters':[]} | /parameters",
                "/execute | {'connectionId':'CONNECTION','operation':{'config':{'method':'SHOUT','path':'/'}}} | method",
                "/execute | {'connectionId':1,'operationId':2} | /connectionId",
                "/execute | {'connectionId':'CONNECTION','operation':'x'} | /operation",
                "/execute | {'connection':'x','operation':{}} | /connection",
                "/inspect | {} | operation",
                "/inspect | {'operationId':'x'} | /operationId",
                "/inspect | {'unknown':1} | Unexpected field: unknown",
                "/inspect | {'operation':{'config':{'configType':'fax'}}} | configType",
                "/inspect | {'operation':'x'} | operation",
                "/transform | {} | raw",
                "/transform | {'raw':[]} | raw",
                "/transform | {'raw':{},'unknown':1} | Unexpected field: unknown",
                "/transform | {'raw':{},'outputs':'x'} | outputs",
                "/operations-search | {'unknown':1} | Unexpected field: unknown",
                "/operations-search | {'ids':'x'} | ids",
                "/operations-search | {'ids':['x']} | ids",
                "/operations-search | {'ids':[1]} | ids",
                "/test | {} | name",
                "/import/connections | {} | name",
                "/import/connections | {'connection':[]} | name",
                "/import/connections?force=maybe | {} | /force"
            })
    void requestsThatCannotBe(String path, String text, String named) {
        String body = text.replace('\'', '"').replace("CONNECTION", connection).replace("OPERATION", operation);
        refused(api.post(path, body), 400, "invalid_request", "validationErrors", named);
    }

    @Test
    void hugeBodies() {
        byte[] huge = new byte[TWENTY_MEGABYTES];
        Arrays.fill(huge, (byte) ' ');
        for (String path : List.of("/connections", "/execute", "/transform", "/import/connections")) {
            var told = BodyPublishers.ofByteArray(huge);
            refused(api.send("POST", path, told, "Content-Type", "application/json"), 413, "body_too_large");
            var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge));
            refused(api.send("POST", path, chunked, "Content-Type", "application/json"), 413, "body_too_large");
        }
    }

    @Test
    void wrongTypesOfContent() {
        for (String operation : withBody()) {
            String[] words = operation.split(" ");
            for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
                refused(
                        api.send(words[0], words[1], BodyPublishers.ofString("{}"), "Content-Type", type),
                        415,
                        "unsupported_media_type");
            }
        }
        refused(api.send("GET", "/connections", BodyPublishers.noBody(), "Accept", "text/html"), 406, "not_acceptable");
    }

    // --- addresses

    @Test
    void wrongMethods() {
        for (String path : List.of("/connections", "/execute", "/inspect", "/test", "/operations-search", "/version")) {
            Answer answer = api.send("DELETE", path, BodyPublishers.noBody());
            refused(answer, 405, "method_not_allowed");
            assertThat(answer.header("Allow")).isPresent();
        }
        refused(api.get("/execute"), 405, "method_not_allowed");
        refused(api.json("PATCH", "/import/connections", "{}"), 405, "method_not_allowed");
    }

    @Test
    void nothingThere() {
        for (String path :
                List.of("/nothing", "/connections/" + connection + "/nothing", "/export", "/export/nothing")) {
            refused(api.get(path), 404, NOT_FOUND, "Not Found");
        }
    }

    @Test
    void idsThatNameNothing() {
        for (String id : List.of(
                NOBODY,
                "abc",
                "0",
                "-1",
                "%00",
                "..%2F..%2Fetc%2Fpasswd",
                "%0d%0aSet-Cookie:%20a=b",
                "x".repeat(5000))) {
            for (String operation : List.of(
                    "GET /connections/" + id,
                    "PUT /connections/" + id,
                    "PATCH /connections/" + id,
                    "DELETE /connections/" + id,
                    "POST /connections/" + id + "/restart",
                    "POST /connections/" + id + "/test",
                    "GET /connections/" + id + "/operations",
                    "POST /connections/" + id + "/operations",
                    "GET /connections/" + connection + "/operations/" + id,
                    "PUT /connections/" + connection + "/operations/" + id,
                    "PATCH /connections/" + connection + "/operations/" + id,
                    "DELETE /connections/" + connection + "/operations/" + id,
                    "GET /export/connections/" + id,
                    "POST /import/connections/" + id + "/operations")) {
                Answer answer = operation.startsWith("GET") || operation.startsWith("DELETE")
                        ? api.send(operation.split(" ")[0], operation.split(" ")[1], BodyPublishers.noBody())
                        : send(
                                operation,
                                operation.contains("import")
                                        ? "[]"
                                        : "{\"name\":\"x\",\"config\":{\"method\":\"GET\",\"path\":\"/\"}}");
                assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
                assertThat(answer.header("Set-Cookie")).isEmpty();
                if (!id.contains("%")) {
                    refused(answer, 404, NOT_FOUND, "Not Found");
                }
            }
        }
        refused(api.post("/execute", execution(NOBODY, operation)), 404, NOT_FOUND);
        refused(api.post("/execute", execution(connection, NOBODY)), 404, NOT_FOUND);
        refused(api.post("/inspect", json("{}").put("operationId", NOBODY)), 404, NOT_FOUND);
        String other = "/connections/" + NOBODY + "/operations/" + operation;
        refused(api.get(other), 404, NOT_FOUND);
    }

    @Test
    void doors() {
        for (String authorization :
                List.of("", "Bearer", "Bearer nonsense", TaskApi.basic(ServerProcess.ADMIN, ServerProcess.PASSWORD))) {
            for (String path : List.of("/connections", "/oas", "/nothing", "/connections/" + connection)) {
                Answer answer = api.send("GET", path, BodyPublishers.noBody(), "Authorization", authorization);
                assertThat(answer.status()).as(authorization + answer).isEqualTo(401);
                assertThat(answer.json().get("message").asText()).isNotBlank();
            }
        }
        Answer answer = api.send("GET", "/connections", BodyPublishers.noBody(), "Authorization", "");
        assertThat(answer.json()).isEqualTo(json("{'message':'Authorization header must contain a bearer token'}"));
    }

    // --- performing

    @Test
    void whatIsMissingIsNamed() {
        refused(
                api.post("/execute", execution(connection, operation)),
                400,
                "missing_parameter",
                "Missing required parameter: Id*");
    }

    @Test
    void expressionsThatThrowOrNeverEnd() {
        for (String expression : List.of(
                "body.absent[0]",
                "(() => { throw new Error('no') })()",
                "(() => { while (true) {} })()",
                "(function f() { return f() })()",
                "'x'.repeat(1e9)",
                "Array(1e9).fill(0).map(x => [x])",
                "java.lang.System.exit(1)",
                "Packages.java.lang.Runtime")) {
            refused(perform(operation("X", "GET", "/echo", "Bad One", expression)), 400, "transform_error", "Bad One");
            ObjectNode transform = json("{'raw':{'body':{}}}");
            transform.putObject("outputs").putObject("Bad One").put("value", expression);
            refused(api.post("/transform", transform), 400, "transform_error", "Bad One");
        }
    }

    @Test
    void answersWithoutEnd() {
        Answer answer = perform(operation("Huge", "GET", "/huge", "S", "statusCode"));
        refused(answer, 400, answer.json().get("errorKey").asText(), "10");
        assertThat(perform(operation("Huge", "GET", "/huge", "S", "statusCode")).status())
                .isEqualTo(400);
        api.post("/connections/" + connection + "/restart").ok();
    }

    @Test
    void redirectsWithoutEnd() {
        ObjectNode loop = operation("Loop", "GET", "/loop", "S", "statusCode");
        assertThat(perform(loop).ok()).as("not followed unasked").isEqualTo(json("{'S':302}"));
        ((ObjectNode) loop.get("config")).put("followRedirect", true);
        Answer answer = perform(loop);
        refused(answer, 400, answer.json().get("errorKey").asText(), "redirect");
        ObjectNode away = operation("Away", "GET", "/away", "S", "statusCode");
        ((ObjectNode) away.get("config")).put("followRedirect", true);
        Answer denied = perform(away);
        refused(denied, 400, denied.json().get("errorKey").asText(), "169.254.169.254");
        api.post("/connections/" + connection + "/restart").ok();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1",
                "http://192.168.1.1:8080",
                "http://172.16.0.1",
                "http://169.254.169.254/latest",
                "http://127.0.0.2",
                "http://0.0.0.0",
                "http://[::1]",
                "http://[fe80::1]",
                "http://[::ffff:10.0.0.1]",
                "http://167772161",
                "http://0x0a000001",
                "http://224.0.0.1"
            })
    void addressesThatAreNotPublic(String url) {
        ObjectNode execution = json("{'operation':{'config':{'configType':'http','method':'GET','path':'/'}}}");
        execution.set("connection", http("Private", url, null));
        Answer answer = api.post("/execute", execution);
        refused(answer, 400, answer.json().get("errorKey").asText());
        assertThat(answer.json().get("errorKey").asText()).isNotIn("connection_error", "timeout");
        assertThat(api.post("/test", http("Private", url, null))
                        .ok()
                        .get("status")
                        .asText())
                .isEqualTo("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql"})
    void databasesThatAreNotPublic(String type) {
        ObjectNode connection =
                json("{'config':{'host':'10.0.0.1','port':5432,'username':'u','password':'p','database':'d'}}")
                        .put("type", type)
                        .put("name", "Private");
        JsonNode tried = api.post("/test", connection).ok();
        assertThat(tried.get("status").asText()).isEqualTo("error");
        assertThat(tried.get("message").asText()).containsIgnoringCase("allow");
    }

    /** Line ends in values are refused where a header is made of them; in an address they are encoded. */
    @Test
    void lineEndsInValues() {
        ObjectNode echo = operation("Echo", "GET", "/echo/{{P}}", "Uri", "body.uri");
        assertThat(perform(echo, "P", "a\r\nX-Injected: 1").ok().get("Uri").asText())
                .isEqualTo("/echo/a%0D%0AX-Injected%3A%201");
        ((ObjectNode) echo.get("config")).putObject("headers").put("X-Told", "a{{H}}");
        int sent = target.received("/echo/one").size();
        refused(perform(echo, "P", "one", "H", "b\r\nX-Injected: 1"), 400, "invalid_operation", "X-Told");
        assertThat(target.received("/echo/one")).hasSize(sent);
    }

    @Test
    void pathsThatLeadAway() {
        for (String path : List.of("{{{P}}}", "/{{{P}}}")) {
            for (String value : List.of("http://10.0.0.1/", "//10.0.0.1/", "../../secret", "a\\b")) {
                Answer answer = perform(operation("Away", "GET", path, "Uri", "body.uri"), "P", value);
                if (answer.status() == 200) {
                    assertThat(answer.json().get("Uri").asText()).as(value).startsWith("/");
                } else {
                    refused(answer, 400, answer.json().get("errorKey").asText());
                }
            }
        }
    }

    // --- the server afterwards

    /** Whatever was asked of it, its threads come back. */
    @Test
    void noThreadIsLost() {
        torment(1);
        Await.pause(Duration.ofSeconds(2));
        int settled = threads();
        torment(4);
        Await.until(
                "there are as many threads as before, which were " + settled + ", and now are " + threads(),
                () -> threads() <= settled + 4);
        assertThat(perform(operation("Echo", "GET", "/echo", "Uri", "body.uri")).ok())
                .isEqualTo(json("{'Uri':'/echo'}"));
    }

    private void torment(int times) {
        List<Runnable> torments = List.of(
                () -> perform(operation("Huge", "GET", "/huge")),
                () -> perform(operation("X", "GET", "/echo", "X", "(() => { while (true) {} })()")),
                () -> perform(operation("X", "GET", "/echo", "X", "(function f() { return f() })()")),
                () -> api.post("/test", http("None", "http://127.0.0.1:1", null)),
                () -> api.post("/test", http("Private", "http://10.0.0.1", null)),
                () -> api.post("/connections", "{"));
        IntStream.range(0, times)
                .mapToObj(i -> torments.stream().map(each -> CompletableFuture.runAsync(each, callers)))
                .flatMap(each -> each)
                .toList()
                .forEach(CompletableFuture::join);
        api.post("/connections/" + connection + "/restart").ok();
    }

    private int threads() {
        try {
            return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A byte a second is an answer that does not come in time. */
    @Test
    void answersThatNeverEnd() {
        Answer answer = dripping.join();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().get("errorKey").asText()).contains("timeout");
        assertThat(answer.json().get("error").asText()).contains("30");
    }
}
