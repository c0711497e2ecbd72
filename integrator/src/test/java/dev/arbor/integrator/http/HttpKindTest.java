package dev.arbor.integrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Templates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against real servers on this machine, one of them with TLS from an authority that only the test knows. */
@Timeout(60)
class HttpKindTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final List<String> LOOKED_UP = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path folder;

    private static PrivateAuthority authority;
    private static HttpServer plain;
    private static HttpsServer secure;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final Map<String, String> kept = new HashMap<>();
    private final InstantSource time = now::get;
    private Limits limits = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 100_000, 100, 8);
    private String allow = "127.0.0.1,localhost";
    private volatile String accepted = "";

    @BeforeAll
    static void start() throws IOException {
        authority = PrivateAuthority.in(folder);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        plain = HttpServer.create(any, 0);
        plain.setExecutor(THREADS);
        plain.start();
        secure = HttpsServer.create(any, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
        secure.setExecutor(THREADS);
        secure.start();
    }

    @AfterAll
    static void stop() {
        plain.stop(0);
        secure.stop(0);
        THREADS.shutdownNow();
        CLOCK.shutdownNow();
    }

    @BeforeEach
    void contexts() {
        for (HttpServer server : List.of(plain, secure)) {
            server.createContext("/", this::echo);
            server.createContext("/token", this::token);
            server.createContext("/guarded", this::guarded);
            server.createContext(
                    "/to", exchange -> moved(exchange, exchange.getRequestURI().getQuery()));
            server.createContext("/loop", exchange -> moved(exchange, "/loop"));
            server.createContext("/endless", this::endless);
            server.createContext("/slow", this::slow);
            server.createContext("/bomb", this::bomb);
            server.createContext("/forbidden", exchange -> answer(exchange, 403, "{}"));
        }
    }

    @AfterEach
    void noContexts() {
        for (HttpServer server : List.of(plain, secure)) {
            for (String path :
                    List.of("/", "/token", "/guarded", "/to", "/loop", "/endless", "/slow", "/bomb", "/forbidden")) {
                server.removeContext(path);
            }
        }
    }

    private void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ObjectNode echo = JSON.createObjectNode()
                .put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString())
                .put("body", body);
        ObjectNode headers = echo.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(), String.join(",", values)));
        requests.add(exchange.getRequestURI().toString());
        answer(exchange, 200, echo.toString());
    }

    /** A token endpoint that gives t1, t2 and so on. */
    private void token(HttpExchange exchange) throws IOException {
        String form = URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes()), StandardCharsets.UTF_8);
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add("token " + form
                + (basic == null ? "" : " " + new String(Base64.getDecoder().decode(basic.substring(6)))));
        if (form.contains("wrong")) {
            answer(exchange, 401, "{\"error\":\"invalid_client\",\"error_description\":\"secret wrong\"}");
            return;
        }
        accepted = "t" + tokens.incrementAndGet();
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + accepted + "\",\"expires_in\":3600,\"refresh_token\":\"r" + tokens.get()
                        + "\"}");
    }

    private void guarded(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        boolean in = ("Bearer " + accepted).equals(header);
        answer(exchange, in ? 200 : 401, "{\"in\":" + in + "}");
    }

    private static void moved(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().set("Location", where);
        answer(exchange, 302, "");
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[8192];
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(block);
            }
        }
    }

    /** A byte now and then: no read ever times out. */
    private void slow(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bomb(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            byte[] zeros = new byte[1_000_000];
            for (int i = 0; i < 50; i++) {
                out.write(zeros);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String plainUrl() {
        return "http://localhost:" + plain.getAddress().getPort();
    }

    private static String secureUrl() {
        return "https://localhost:" + secure.getAddress().getPort();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private OpenConnection open(String url, String auth) throws CallException {
        ObjectNode config = JSON.createObjectNode().put("configType", "http").put("baseUrl", url);
        config.set("auth", auth == null ? null : json(auth.replace("TOKEN_URL", plainUrl() + "/token")));
        return open(config);
    }

    private OpenConnection open(ObjectNode config) throws CallException {
        Egress egress = new Egress(allow, Optional.empty(), host -> {
            LOOKED_UP.add(host);
            return InetAddress.getAllByName(host);
        });
        return new HttpKind(egress, limits, CLOCK, time, new Templates(), new Outputs(Duration.ofSeconds(1)))
                .open(new Definition("c1", config, Map.of("Key", "k-123"), kept::put));
    }

    private static Arguments with(String parameters) {
        Map<String, JsonNode> map = new HashMap<>();
        json(parameters).properties().forEach(each -> map.put(each.getKey(), each.getValue()));
        return new Arguments(map, Map.of("Key", "k-123"));
    }

    private JsonNode call(OpenConnection connection, String operation, String parameters) throws CallException {
        return connection.perform(json(operation), with(parameters));
    }

    private JsonNode get(OpenConnection connection, String path) throws CallException {
        return connection.perform(JSON.createObjectNode().put("method", "GET").put("path", path), with("{}"));
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CallException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    @Test
    void makesTheRequestThatTheOperationSays() throws Exception {
        try (OpenConnection connection = open(plainUrl() + "/api/v1", null)) {
            JsonNode root = call(
                    connection,
                    "{'method':'PUT','path':'submissions/{{Id*}}','params':{'q':'a = {{Q}}','empty':'{{none}}','l [0-9]':'1'},"
                            + "'headers':{'X-Key':'{{Key}}','X-None':'{{none}}'},'body':{'bodyType':'raw','raw':'{\\'v\\':\\'{{V}}\\'}'}}",
                    "{'Id*':'a/b','Q':'é &','V':'say hi — 🌳'}");

            JsonNode echo = root.path("body");
            assertThat(root.path("statusCode").asInt()).isEqualTo(200);
            assertThat(root.path("headers").path("content-type").asText()).isEqualTo("application/json");
            assertThat(echo.path("method").asText()).isEqualTo("PUT");
            assertThat(echo.path("uri").asText())
                    .isEqualTo("/api/v1/submissions/a%2Fb?q=a%20%3D%20%C3%A9%20%26&l%20%5B0-9%5D=1");
            assertThat(echo.path("body").asText()).isEqualTo("{\"v\":\"say hi — 🌳\"}");
            assertThat(echo.path("headers").path("content-type").asText()).isEqualTo("application/json");
            assertThat(echo.path("headers").path("x-key").asText()).isEqualTo("k-123");
            assertThat(echo.path("headers").has("x-none")).isFalse();
            assertThat(echo.path("headers").has("authorization")).isFalse();
        }
    }

    @Test
    void sendsFormsPartsAndDocuments() throws Exception {
        try (OpenConnection connection = open(plainUrl(), null)) {
            assertThat(call(
                                    connection,
                                    "{'method':'POST','path':'/','body':{'bodyType':'www_form_urlencoded','form':{'a b':'{{v}}'}}}",
                                    "{'v':'é&='}")
                            .path("body")
                            .path("body")
                            .asText())
                    .isEqualTo("a+b=%C3%A9%26%3D");
            assertThat(call(
                                    connection,
                                    "{'method':'GET','path':'/','body':{'bodyType':'www_form_urlencoded','form':{}},'headers':{'content-type':'application/json'}}",
                                    "{}")
                            .path("body")
                            .path("body")
                            .asText())
                    .isEmpty();
            String parts = call(
                            connection,
                            "{'method':'POST','path':'/','body':{'bodyType':'multipart_form','parts':[{'name':'f','content':'{{v}}','fileName':'a.txt','contentType':'text/csv'}]}}",
                            "{'v':'é'}")
                    .path("body")
                    .path("body")
                    .asText();
            assertThat(parts)
                    .contains("name=\"f\"")
                    .contains("filename=\"a.txt\"")
                    .contains("text/csv")
                    .contains("é");
            assertThat(call(
                                    connection,
                                    "{'method':'POST','path':'/','body':{'bodyType':'raw','raw':{'n':'${parameters.n}','gone':'${parameters.x}','t':'a {{n}}'}}}",
                                    "{'n':5}")
                            .path("body")
                            .path("body")
                            .asText())
                    .isEqualTo("{\"n\":5,\"t\":\"a 5\"}");
        }
    }

    @Test
    void signsInByEveryKindOfCredential() throws Exception {
        for (String[] each : new String[][] {
            {
                "{'authType':'basic','username':'usér','password':'p:w'}",
                "authorization",
                "Basic " + Base64.getEncoder().encodeToString("usér:p:w".getBytes(StandardCharsets.UTF_8))
            },
            {"{'authType':'raw_bearer_token','token':'abc'}", "authorization", "Bearer abc"},
            {"{'authType':'raw_bearer_token','header':'X-Auth','prefix':'Token','token':'abc'}", "x-auth", "Token abc"},
            {
                "{'authType':'api_key','header':'Authorization','value':'Token token=abc'}",
                "authorization",
                "Token token=abc"
            },
            {
                "{'authType':'client_credentials','tokenUrl':'TOKEN_URL','clientId':'id','clientSecret':'sec','scope':'s'}",
                "authorization",
                "Bearer t1"
            },
            {
                "{'authType':'oauth2_password','tokenUrl':'TOKEN_URL','clientId':'id','clientSecret':'sec','username':'u','password':'p'}",
                "authorization",
                "Bearer t2"
            },
            {
                "{'authType':'oauth2_refresh_token','tokenUrl':'TOKEN_URL','clientId':'id','clientAuth':'basic_auth','clientSecret':'sec','refreshToken':'r0'}",
                "authorization",
                "Bearer t3"
            },
            {
                "{'authType':'http_bearer_token','token':{'connection':{'baseUrl':'TOKEN_URL'},'operation':{'method':'POST','path':'','body':{'bodyType':'www_form_urlencoded','form':{'key':'{{secrets.Key}}'}}},'tokenOutput':'body.access_token','expirationOutput':'body.expires_in'}}",
                "authorization",
                "Bearer t4"
            },
        }) {
            try (OpenConnection connection = open(plainUrl(), each[0])) {
                assertThat(get(connection, "/x")
                                .path("body")
                                .path("headers")
                                .path(each[1])
                                .asText())
                        .as(each[0])
                        .isEqualTo(each[2]);
            }
        }
        assertThat(requests.stream().filter(request -> request.startsWith("token")))
                .containsExactly(
                        "token grant_type=client_credentials&scope=s&client_id=id&client_secret=sec",
                        "token grant_type=password&username=u&password=p&client_id=id&client_secret=sec",
                        "token grant_type=refresh_token&refresh_token=r0 id:sec",
                        "token key=k-123");
        assertThat(kept).containsExactly(Map.entry("/config/auth/refreshToken", "r3"));
        try (OpenConnection connection =
                open(plainUrl(), "{'authType':'api_key','in':'query','header':'key','value':'a b'}")) {
            assertThat(get(connection, "/x?y=1").path("body").path("uri").asText())
                    .isEqualTo("/x?y=1&key=a%20b");
        }
    }

    @Test
    void fetchesATokenOnceUntilItIsAboutToExpire() throws Exception {
        try (OpenConnection connection = open(
                plainUrl(),
                "{'authType':'client_credentials','tokenUrl':'TOKEN_URL','clientId':'i','clientSecret':'s'}")) {
            get(connection, "/guarded");
            get(connection, "/guarded");
            now.set(now.get().plusSeconds(3600 - 31));
            get(connection, "/guarded");
            assertThat(tokens).hasValue(1);

            now.set(now.get().plusSeconds(2));
            assertThat(get(connection, "/guarded").path("statusCode").asInt()).isEqualTo(200);
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void fetchesATokenAnewWhenItIsNoLongerTaken() throws Exception {
        try (OpenConnection connection = open(
                plainUrl(),
                "{'authType':'client_credentials','tokenUrl':'TOKEN_URL','clientId':'i','clientSecret':'s'}")) {
            get(connection, "/guarded");
            accepted = "revoked";

            assertThat(get(connection, "/guarded").path("statusCode").asInt()).isEqualTo(200);
            assertThat(tokens).hasValue(2);
        }
    }

    @Test
    void saysSoWhenThereIsNoToken() throws Exception {
        try (OpenConnection connection = open(
                plainUrl(),
                "{'authType':'client_credentials','tokenUrl':'TOKEN_URL','clientId':'i','clientSecret':'wrong'}")) {
            assertThatThrownBy(() -> get(connection, "/x"))
                    .hasMessageContaining("401")
                    .hasMessageContaining("invalid_client")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void trustsTheAuthorityOfTheConnectionAndNoOther() throws Exception {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", secureUrl());
        try (OpenConnection connection = open(config)) {
            assertFails(() -> get(connection, "/x"), Reason.CONNECTION);
        }
        try (OpenConnection connection = open(config.put("caCert", authority.pem()))) {
            assertThat(get(connection, "/x").path("statusCode").asInt()).isEqualTo(200);
        }
        assertFails(() -> open(config.put("caCert", "no certificate")), Reason.INVALID_CONNECTION);
    }

    @Test
    void connectsOnlyWhereItMay() throws Exception {
        allow = "";
        try (OpenConnection connection = open(plainUrl(), null)) {
            assertFails(() -> get(connection, "/x"), Reason.EGRESS);
        }
        allow = "localhost";
        try (OpenConnection connection =
                open("http://127.0.0.1:" + plain.getAddress().getPort(), null)) {
            assertFails(() -> get(connection, "/x"), Reason.EGRESS);
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void looksANameUpOnceForAConnection() throws Exception {
        try (OpenConnection connection = open(plainUrl(), null)) {
            LOOKED_UP.clear();
            get(connection, "/x");
            assertThat(LOOKED_UP).containsExactly("localhost");
        }
    }

    @Test
    void followsRedirectsOnlyWhenTold() throws Exception {
        try (OpenConnection connection = open(plainUrl(), "{'authType':'basic','username':'u','password':'p'}")) {
            assertThat(get(connection, "/to?/x").path("statusCode").asInt()).isEqualTo(302);
            JsonNode followed = call(
                    connection,
                    "{'method':'POST','path':'/to?/x','followRedirect':true,'body':{'bodyType':'raw','raw':'b'}}",
                    "{}");
            assertThat(followed.path("body").path("uri").asText()).isEqualTo("/x");
            assertThat(followed.path("body").path("method").asText()).isEqualTo("GET");
            assertThat(followed.path("body").path("headers").has("authorization"))
                    .isTrue();

            JsonNode elsewhere = call(
                    connection,
                    "{'method':'GET','path':'/to?http://127.0.0.1:"
                            + plain.getAddress().getPort() + "/x','followRedirect':true,'headers':{'X-Key':'{{Key}}'}}",
                    "{}");
            assertThat(elsewhere.path("body").path("uri").asText()).isEqualTo("/x");
            assertThat(elsewhere.path("body").path("headers").has("authorization"))
                    .isFalse();
            assertThat(elsewhere.path("body").path("headers").has("x-key")).isFalse();
        }
    }

    @Test
    void checksWhereRedirectsLead() throws Exception {
        allow = "localhost";
        try (OpenConnection connection = open(plainUrl(), null)) {
            String to = "{'method':'GET','path':'/to?TARGET','followRedirect':true}";
            assertFails(() -> call(connection, to.replace("TARGET", "http://127.0.0.1:1/x"), "{}"), Reason.EGRESS);
            assertFails(
                    () -> call(connection, to.replace("TARGET", "http://169.254.169.254/latest"), "{}"), Reason.EGRESS);
            assertFails(
                    () -> call(connection, to.replace("TARGET", "file:///etc/passwd"), "{}"), Reason.INVALID_REQUEST);
            assertFails(
                    () -> call(connection, "{'method':'GET','path':'/loop','followRedirect':true}", "{}"),
                    Reason.INVALID_REQUEST);
        }
        ObjectNode config = JSON.createObjectNode().put("baseUrl", secureUrl()).put("caCert", authority.pem());
        try (OpenConnection connection = open(config)) {
            assertFails(
                    () -> call(
                            connection,
                            "{'method':'GET','path':'/to?" + plainUrl() + "/x','followRedirect':true}",
                            "{}"),
                    Reason.INVALID_REQUEST);
        }
    }

    @Test
    void endsAnswersThatNeverEnd() throws Exception {
        try (OpenConnection connection = open(plainUrl(), null)) {
            assertFails(() -> get(connection, "/endless"), Reason.TOO_LARGE);
            assertFails(() -> get(connection, "/bomb"), Reason.TOO_LARGE);
            long begin = System.nanoTime();
            assertFails(() -> get(connection, "/slow"), Reason.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(get(connection, "/x").path("statusCode").asInt()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhatWouldLeadElsewhere() throws Exception {
        try (OpenConnection connection = open(plainUrl() + "/api", null)) {
            for (String path :
                    List.of("//evil.example/x", "http://evil.example", "/../admin", "/a/%2e%2e/%2E%2e/b", "/a\\\\b")) {
                assertFails(
                        () -> call(connection, "{'method':'GET','path':'" + path + "'}", "{}"), Reason.INVALID_REQUEST);
            }
            assertFails(
                    () -> call(connection, "{'method':'GET','path':'/{{x}}'}", "{'x':'..'}"), Reason.INVALID_REQUEST);
            assertFails(
                    () -> call(
                            connection, "{'method':'GET','path':'/','headers':{'X':'{{x}}'}}", "{'x':'a\\r\\nY: b'}"),
                    Reason.INVALID_REQUEST);
            assertFails(
                    () -> call(connection, "{'method':'GET','path':'/','headers':{'X\\r\\nY':'1'}}", "{}"),
                    Reason.INVALID_REQUEST);
            assertFails(() -> call(connection, "{'method':'GET','path':'/a/{{Id*}}'}", "{}"), Reason.MISSING_PARAMETER);
        }
        assertThat(requests).isEmpty();
        for (String url : List.of("ftp://localhost", "http://user@localhost", "localhost", "http:///x", "")) {
            assertThatThrownBy(() -> open(url, null)).as(url).isInstanceOf(CallException.class);
        }
    }

    @Test
    void testsByTheTestPathOrByBeingLetIn() throws Exception {
        ObjectNode config = JSON.createObjectNode().put("baseUrl", plainUrl()).put("testPath", "/space");
        try (OpenConnection connection = open(config)) {
            connection.test();
        }
        assertThat(requests).containsExactly("/space");
        try (OpenConnection connection = open(plainUrl(), null)) {
            connection.test();
        }
        try (OpenConnection connection = open(plainUrl() + "/forbidden", null)) {
            assertThatThrownBy(connection::test).hasMessageContaining("403");
        }
        try (OpenConnection connection = open("http://localhost:1", null)) {
            assertFails(connection::test, Reason.CONNECTION);
        }
    }

    @Test
    void readsExpirationsInEveryForm() throws Exception {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        for (String[] each : new String[][] {
            {"3600", "2026-03-01T11:00:00Z"},
            {"'60'", "2026-03-01T10:01:00Z"},
            {"1772445600", "2026-03-02T10:00:00Z"},
            {"1772445600000", "2026-03-02T10:00:00Z"},
            {"'2026-03-02T10:00:00Z'", "2026-03-02T10:00:00Z"},
            {"null", "2026-03-01T10:05:00Z"},
            {"'soon'", "2026-03-01T10:05:00Z"}
        }) {
            assertThat(TokenOperation.expiration(json("{'e':" + each[0] + "}").get("e"), now))
                    .as(each[0])
                    .isEqualTo(Instant.parse(each[1]));
        }
    }
}
