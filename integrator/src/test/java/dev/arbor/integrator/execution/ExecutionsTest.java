package dev.arbor.integrator.execution;

import static dev.arbor.integrator.Suite.assertRefused;
import static dev.arbor.integrator.Suite.id;
import static dev.arbor.integrator.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.integrator.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes back of a call, against a real server with a real token endpoint. */
@Timeout(60)
class ExecutionsTest {

    private static final String GET = "'method':'GET','path':'/echo'";

    private final Suite suite = new Suite();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile String accepted = "";
    private volatile int lifetime = 3600;
    private volatile CountDownLatch tokensWait = new CountDownLatch(0);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/echo", this::echo);
        server.createContext("/token", this::token);
        server.createContext("/guarded", this::guarded);
        server.createContext("/status", exchange -> {
            int status = Integer.parseInt(exchange.getRequestURI().getQuery());
            answer(exchange, status, "text/csv; charset=utf-8", "a;b\né;2\n");
        });
        server.createContext("/endless", ExecutionsTest::endless);
        server.createContext("/untold", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("one ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.getResponseBody().write("two".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("four".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/echo");
            answer(exchange, Integer.parseInt(exchange.getRequestURI().getQuery()), "text/plain", "");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        suite.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + type + " " + body);
        ObjectNode echo =
                json("{}").put("uri", exchange.getRequestURI().toString()).put("body", body);
        ObjectNode headers = echo.putObject("headers");
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        exchange.getResponseHeaders().set("X-Api-Key", "a key of somebody else");
        exchange.getResponseHeaders()
                .set("X-Said", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        answer(exchange, 200, "application/json", echo.toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int number = tokens.incrementAndGet();
        try {
            tokensWait.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (exchange.getRequestURI().getPath().endsWith("broken")) {
            answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        accepted = "token-" + number;
        answer(
                exchange,
                200,
                "application/json",
                "{\"access_token\":\"" + accepted + "\",\"refresh_token\":\"refresh-" + number + "\",\"expires_in\":"
                        + lifetime + "}");
    }

    private void guarded(HttpExchange exchange) throws IOException {
        boolean in = ("Bearer " + accepted).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, in ? 200 : 401, "application/json", "{\"in\":" + in + "}");
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[8192];
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(block);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String withToken(String type, String more) {
        return suite.connection(
                url(),
                "{'authType':'" + type + "','tokenUrl':'" + url()
                        + "/token','clientId':'client','clientSecret':'planted-secret'" + more + "}");
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheOtherSideQuotesOfASecretComesOutNowhere() {
        String outputs =
                "{'All':{'value':'body'},'Auth':{'value':'body.headers.authorization'},'Said':{'value':'headers[\\\"x-said\\\"]'}}";
        String secret = "planted p&w é";
        for (String auth : List.of(
                "{'authType':'basic','username':'u','password':'" + secret + "'}",
                "{'authType':'raw_bearer_token','token':'" + secret.replace("é", "e") + "'}",
                "{'authType':'api_key','header':'X-K','value':'" + secret.replace("é", "e") + "'}",
                "{'authType':'api_key','header':'k','in':'query','value':'" + secret + "'}")) {
            ObjectNode debug = suite.run(suite.connection(url(), auth), GET, outputs, "{}", true);

            assertThat(debug.toString())
                    .as(auth)
                    .contains("[redacted]")
                    .doesNotContain("planted")
                    .doesNotContain(basic("u", secret))
                    .doesNotContain("a key of somebody else");
        }
    }

    @Test
    void tokensThatWereFetchedComeOutNowhereEither() {
        String outputs =
                "{'Auth':{'value':'body.headers.authorization'},'Throws':{'value':'null[body.headers.authorization]'}}";
        for (String[] each : new String[][] {
            {"client_credentials", ""},
            {"oauth2_password", ",'username':'u','password':'planted-password'"},
            {"oauth2_refresh_token", ",'refreshToken':'planted-refresh'"},
        }) {
            String connection = withToken(each[0], each[1]);

            assertThat(suite.run(connection, GET, "{'Auth':{'value':'body.headers.authorization'}}", "{}", true)
                            .toString())
                    .contains("Bearer [redacted]")
                    .doesNotContain("token-" + tokens.get());
            assertThat(assertRefused(() -> suite.run(connection, GET, outputs, "{}", true), 400, "transform_error"))
                    .hasMessageContaining("[redacted]")
                    .hasMessageNotContaining("token-" + tokens.get());
        }
    }

    @Test
    void manyWhoNeedATokenFetchOne() throws Exception {
        String connection = withToken("client_credentials", "");
        tokensWait = new CountDownLatch(1);
        List<Callable<ObjectNode>> calls = IntStream.range(0, 8)
                .<Callable<ObjectNode>>mapToObj(i -> () -> suite.run(
                        connection, "'method':'GET','path':'/guarded'", "{'S':{'value':'statusCode'}}", "{}", false))
                .toList();
        List<Future<ObjectNode>> results = calls.stream().map(threads::submit).toList();
        while (tokens.get() == 0) {
            Thread.onSpinWait();
        }
        tokensWait.countDown();

        for (Future<ObjectNode> result : results) {
            assertThat(result.get()).isEqualTo(json("{'S':200}"));
        }
        assertThat(tokens).hasValue(1);
    }

    @Test
    void aTokenThatNobodyGetsFailsThoseWhoWaitForIt() {
        String connection = suite.connection(
                url(),
                "{'authType':'client_credentials','tokenUrl':'" + url()
                        + "/token/broken','clientId':'client','clientSecret':'planted-secret'}");

        assertThat(assertRefused(() -> suite.get(connection, "/guarded"), 400, "authentication_error"))
                .hasMessageContaining("invalid_grant");
        assertThat(suite.connections()
                        .find(connection)
                        .path("status")
                        .path("healthy")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aTokenThatEndsSoonIsUsedForHalfOfItsLife() {
        String connection = withToken("client_credentials", "");
        lifetime = 20;
        suite.get(connection, "/guarded");
        suite.sleep(Duration.ofSeconds(9));
        suite.get(connection, "/guarded");
        assertThat(tokens).hasValue(1);
        suite.sleep(Duration.ofSeconds(2));
        suite.get(connection, "/guarded");
        assertThat(tokens).hasValue(2);
    }

    @Test
    void aTokenOfAnAbsurdLifeIsATokenAllTheSame() {
        for (int life : new int[] {Integer.MAX_VALUE, -5}) {
            lifetime = life;
            assertThat(suite.get(withToken("client_credentials", ""), "/guarded")
                            .path("raw")
                            .path("statusCode")
                            .asInt())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRestartFetchesAnew() {
        String connection = withToken("client_credentials", "");
        suite.get(connection, "/guarded");
        suite.connections().restart(connection);
        suite.get(connection, "/guarded");
        suite.connections().update(connection, json("{'config':{'auth':{'clientSecret':'another'}}}"), false);
        suite.get(connection, "/guarded");

        assertThat(tokens).hasValue(3);
    }

    @Test
    void theNewestRefreshTokenIsKept() {
        String connection = withToken("oauth2_refresh_token", ",'refreshToken':'planted-refresh'");
        suite.get(connection, "/guarded");

        suite.connections().restart(connection);
        suite.get(connection, "/guarded");

        assertThat(tokens).hasValue(2);
        assertThat(suite.connections().export(connection).toString()).doesNotContain("refresh-");
    }

    /** A relay that remembers. */
    private static final class Taken {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int status;
        private long length;
        private Optional<String> type = Optional.empty();

        OutputStream begin(int told, Optional<String> contentType, long howLong) {
            length = howLong;
            status = told;
            type = contentType;
            return bytes;
        }
    }

    private Optional<ObjectNode> stream(String path, String more, Taken taken) {
        String connection = suite.connection(url());
        return suite.executions()
                .execute(
                        json("{'connectionId':'" + connection + "','operation':{'config':{'method':'GET','path':'"
                                + path + "','streamResponse':true" + more + "},'outputs':{'A':{'value':'boom.x'}}}}"),
                        false,
                        taken::begin);
    }

    @Test
    void streamedAnswersArePassedOnAsTheyAre() {
        Taken taken = new Taken();

        assertThat(stream("/status?404", "", taken)).isEmpty();

        assertThat(taken.status).isEqualTo(404);
        assertThat(taken.type).contains("text/csv; charset=utf-8");
        assertThat(taken.bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a;b\né;2\n");
        assertThat(taken.length).isEqualTo(taken.bytes.size());
    }

    @Test
    void whatDoesNotTellItsLengthIsPassedOnWhenItIsKnown() {
        Taken taken = new Taken();

        assertThat(stream("/untold", "", taken)).isEmpty();

        assertThat(taken.bytes.toString(StandardCharsets.UTF_8)).isEqualTo("one two");
        assertThat(taken.length).isEqualTo(7);
    }

    @Test
    void whatIsTooLongIsNotPassedOn() {
        Taken taken = new Taken();

        assertRefused(() -> stream("/endless", "", taken), 400, "response_too_large");
        assertThat(taken.status).isZero();
    }

    @Test
    void whatBreaksOffIsShorterThanItWasTold() {
        Taken taken = new Taken();

        assertRefused(() -> stream("/cut", "", taken), 400, "connection_error");

        assertThat(taken.length).isEqualTo(1000);
        assertThat(taken.bytes.size()).isEqualTo(4);
    }

    @Test
    void nothingIsPassedOnOfAnErrorThatFails() {
        Taken taken = new Taken();

        assertRefused(() -> stream("/status?500", ",'failOnHttpError':true", taken), 400, "http_error");
        assertThat(taken.status).isZero();
    }

    @Test
    void aCallerWhoIsGoneIsNoFaultOfTheConnection() {
        String connection = suite.connection(url());
        JsonNode document = json("{'connectionId':'" + connection
                + "','operation':{'config':{'method':'GET','path':'/status?200','streamResponse':true}}}");

        assertRefused(
                () -> suite.executions().execute(document, false, (status, type, length) -> new OutputStream() {
                    @Override
                    public void write(int each) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                }),
                400,
                "cancelled");
        assertThat(suite.connections()
                        .find(connection)
                        .path("status")
                        .path("healthy")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void workflowsGetNothingOfAStreamedAnswer() {
        String connection = suite.connection(url());
        String operation = suite.operation(
                connection, "'method':'GET','path':'/status?200','streamResponse':true", "{'A':{'value':'boom.x'}}");

        assertThat(suite.executions().perform(connection, operation, Map.of())).isEmpty();
        ObjectNode debug =
                suite.execute(json("{'connectionId':'" + connection + "','operationId':'" + operation + "'}"), true);
        assertThat(debug.path("outputs")).isEmpty();
        assertThat(debug.path("raw").path("body").asText()).startsWith("a;b");
    }

    @Test
    void anErrorOfTheOtherSideFailsWhereItIsSaid() {
        String connection = suite.connection(url());

        assertThat(suite.run(
                        connection, "'method':'GET','path':'/status?503'", "{'S':{'value':'statusCode'}}", "{}", false))
                .isEqualTo(json("{'S':503}"));
        assertThat(assertRefused(
                        () -> suite.run(
                                connection,
                                "'method':'GET','path':'/status?503','failOnHttpError':true",
                                "{}",
                                "{}",
                                false),
                        400,
                        "http_error"))
                .hasMessageContaining("503");
    }

    @Test
    void outputsThatFailAreNullWhereItIsSaid() {
        String connection = suite.connection(url());
        String outputs = "'outputs':{'A':{'value':'body.a.b.c'},'B':{'value':'1'}}";
        ObjectNode document = json("{'connectionId':'" + connection + "','operation':{'config':{" + GET
                + "},'onTransformError':'null'," + outputs + "}}");

        assertThat(suite.execute(document, false)).isEqualTo(json("{'A':null,'B':1}"));
        assertThat(suite.execute(document, true).path("warnings").path(0).asText())
                .contains("'A'");
    }

    @Test
    void strictJsonIsWhatTheOtherSideGets() {
        String connection = suite.connection(url());
        String body = ",'body':{'bodyType':'raw','raw':'{\\\"a\\\": \\\"{{a}}\\\", , {{#b}}\\\"b\\\": 1{{/b}}, }'}";

        suite.run(
                connection, "'method':'POST','path':'/echo','strictJson':true" + body, "{}", "{'a':'x,}\\\"'}", false);
        assertThat(seen).last().isEqualTo("POST /echo application/json {\"a\":\"x,}\\\"\"}");
        suite.run(connection, "'method':'POST','path':'/echo'" + body, "{}", "{'a':'x'}", false);
        assertThat(seen).last().isEqualTo("POST /echo application/json {\"a\": \"x\", , , }");
        assertRefused(
                () -> suite.run(
                        connection,
                        "'method':'POST','path':'/echo','strictJson':true,'body':{'bodyType':'raw','raw':'{no json}'}",
                        "{}",
                        "{}",
                        false),
                400,
                "invalid_operation");
    }

    @Test
    void bodiesAreWhatTheyLookLike() {
        String connection = suite.connection(url());
        for (String[] each : new String[][] {
            {"[hello] world", "text/plain"},
            {"hello", "text/plain"},
            {"[1, 2]", "application/json"},
            {" {}", "application/json"},
        }) {
            suite.run(
                    connection,
                    "'method':'POST','path':'/echo','body':{'bodyType':'raw','raw':'" + each[0] + "'}",
                    "{}",
                    "{}",
                    false);
            assertThat(seen).last().isEqualTo("POST /echo " + each[1] + " " + each[0]);
        }
        suite.run(
                connection,
                "'method':'GET','path':'/echo','body':{'bodyType':'www_form_urlencoded','form':{'body':'{}'}}",
                "{}",
                "{}",
                false);
        assertThat(seen).last().isEqualTo("GET /echo application/x-www-form-urlencoded body=%7B%7D");
        suite.run(
                connection,
                "'method':'GET','path':'/echo','includeEmptyParams':true,'params':{'a':'{{x}}','b':null}",
                "{}",
                "{}",
                false);
        assertThat(seen).last().isEqualTo("GET /echo?a=&b= null ");
    }

    @Test
    void redirectsChangeTheMethodAsBrowsersDo() {
        String connection = suite.connection(url());
        for (String[] each : new String[][] {
            {"POST", "302", "GET"},
            {"POST", "303", "GET"},
            {"PUT", "302", "PUT"},
            {"PUT", "303", "GET"},
            {"DELETE", "301", "DELETE"},
            {"POST", "307", "POST"},
            {"PATCH", "308", "PATCH"},
        }) {
            suite.run(
                    connection,
                    "'method':'" + each[0] + "','path':'/moved?" + each[1]
                            + "','followRedirect':true,'body':{'bodyType':'raw','raw':'b'}",
                    "{}",
                    "{}",
                    false);
            assertThat(seen).last().asString().as(String.join(" ", each)).startsWith(each[2] + " /echo ");
        }
    }

    @Test
    void oddParametersAreToldInDebug() {
        String connection = suite.connection(url());
        String config =
                "'method':'GET','path':'/echo','params':{'a':'{{Submission Id*}}','b':'{{Country Code*}}','c':'{{Limit [0-1000]}}'}";

        ObjectNode debug = suite.run(
                connection, config, "{}", "{'Submission Id':'1','country_code':'US','Limit [0-1000]':5}", true);

        assertThat(debug.path("warnings"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "The parameter 'Submission Id*' was given as 'Submission Id'; it was taken for it, but the names differ.",
                        "The parameter 'Country Code*' is marked as required, but it was not given.",
                        "The parameter 'country_code' was given, but nothing asks for it.");
        assertThat(seen).last().asString().contains("/echo?a=1&c=5");
        assertThat(suite.run(connection, GET, "{}", "{}", true).has("warnings")).isFalse();
    }

    @Test
    void whatLooksLikeAMistakeIsToldByInspection() {
        JsonNode answer = suite.executions()
                .inspect(json(
                        "{'operation':{'config':{'method':'GET','path':'/x','params':{'d':'{[Direction  [ASC, DESC]}}','l':'{{L}}'}},"
                                + "'outputs':{'A':{'value':'body.'},'B':{'value':'body.b'}}}}"));

        assertThat(answer.path("detectedInputs")).isEqualTo(json("{'l':['L']}").get("l"));
        assertThat(answer.path("warnings")).hasSize(2);
        assertThat(answer.path("warnings").path(0).asText()).contains("{[Direction  [ASC, DESC]}}");
        assertThat(answer.path("warnings").path(1).asText()).contains("'A'");
    }

    @Test
    void aChangeIsKnownToTheNextCall() {
        String connection = suite.connection(url());
        String operation = suite.operation(connection, GET, "{'A':{'value':'1'}}");
        assertThat(suite.executions().perform(connection, operation, Map.of())).isEqualTo(json("{'A':1}"));

        suite.operations().update(connection, operation, json("{'outputs':{'A':{'value':'2'}}}"));
        assertThat(suite.executions().perform(connection, operation, Map.of())).isEqualTo(json("{'A':2}"));
        suite.operations().delete(connection, operation);
        assertRefused(() -> suite.executions().perform(connection, operation, Map.of()), 404, ":not_found");
        String other = suite.operation(connection, GET, "{}");
        suite.executions().perform(connection, other, Map.of());
        suite.connections().delete(connection);
        assertRefused(() -> suite.executions().perform(connection, other, Map.of()), 404, ":not_found");
    }

    @Test
    void moreCallsThanAConnectionWantsWaitOrAreRefused() {
        ObjectNode made = suite.connections()
                .create(json("{'name':'P','type':'http','config':{'baseUrl':'" + url() + "','callsPerSecond':5}}"));
        suite.get(id(made), "/echo");
        suite.get(id(made), "/echo");
        suite.get(id(made), "/echo");

        // Time stands still for the test, so that each call has to wait 200 ms longer than the one before.
        assertThat(assertRefused(() -> suite.get(id(made), "/echo"), 400, "rate_limited"))
                .hasMessageContaining("callsPerSecond");
        suite.sleep(Duration.ofSeconds(1));
        suite.get(id(made), "/echo");
        assertThat(made.path("config").path("callsPerSecond").asInt()).isEqualTo(5);
    }
}
