package dev.arbor.integrator.hostile;

import static dev.arbor.integrator.Suite.assertInvalid;
import static dev.arbor.integrator.Suite.assertRefused;
import static dev.arbor.integrator.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.integrator.Suite;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.egress.Egress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input and bad neighbours get: each a body and a code of their own, and the rest goes on. */
@Timeout(60)
class BadInputTest {

    private final Suite suite = new Suite();
    private HostileServer server;
    private String fine;

    @BeforeEach
    void start() throws Exception {
        server = new HostileServer(InetAddress.getByName("127.0.0.1"), 0);
        fine = suite.connection(server.url());
    }

    @AfterEach
    void goesOnAfterwards() throws Exception {
        assertThat(suite.get(fine, "/fine").path("raw").path("body")).isEqualTo(json("{'ok':true}"));
        suite.close();
        server.close();
    }

    private String bad() {
        return suite.connection(server.url());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(thread -> thread.getName() + " #" + thread.getId())
                .filter(name -> !name.startsWith(HostileServer.THREADS))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/endless, response_too_large",
        "/told, response_too_large",
        "/untold, response_too_large",
        "/headers, connection_error",
        "/line, connection_error",
        "/drip, timeout",
        "/drip-headers, timeout",
        "/drip-chunks, timeout",
        "/silent, timeout",
        "/continue, timeout",
        "/cut, connection_error",
        "/garbage, connection_error",
        "/gone, connection_error",
    })
    void serversThatNeverEndAreLeftAlone(String path, String key) {
        suite.get(fine, "/fine");
        Set<String> before = threads();

        IntegratorRefusal refusal = assertRefused(() -> suite.get(bad(), path), 400, key);

        assertThat(refusal.getMessage()).startsWith("Expected ").contains("localhost");
        await("no thread is left over", () -> before.containsAll(threads()));
        await("no connection is left over", () -> server.connections() == 0);
        // What fits in the buffers of two sockets may be on its way beyond what was read.
        if (!key.equals("timeout")) {
            assertThat(server.sent()).isLessThan(Suite.BYTES + 16_000_000);
        }
    }

    @Test
    void redirectsThatGoRoundEnd() {
        String redirecting = "'method':'GET','path':'/loop','followRedirect':true";

        assertThat(assertRefused(() -> suite.run(bad(), redirecting, "{}", "{}", false), 400, "invalid_operation"))
                .hasMessageContaining("5 redirects");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void aRedirectWithAnEndlessBodyIsFollowedAllTheSame() {
        String redirecting = "'method':'GET','path':'/moved-endless','followRedirect':true";

        assertThat(suite.run(bad(), redirecting, "{'A':{'value':'body.ok'}}", "{}", false))
                .isEqualTo(json("{'A':true}"));
    }

    @Test
    void aTlsServerThatSaysNothingIsLeftAlone() {
        String silent = suite.connection(server.url().replace("http:", "https:"));

        IntegratorRefusal refusal = assertRefused(() -> suite.get(silent, "/silent"), 400, "connection_error");

        assertThat(refusal).hasMessageContaining("localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.0.0.01",
                "0",
                "0.0.0.0",
                "[::]",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::ffff:0:7f00:1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::]",
                "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
                "[fe80::1]",
                "[fe80::1%25lo]",
                "[fec0::1]",
                "[fd00:ec2::254]",
                "169.254.169.254",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "192.0.0.192",
            })
    void privateAddressesAreRefusedHoweverTheyAreWritten(String host) {
        String url = "http://" + host + ":" + server.port();
        String redirecting = "'method':'GET','path':'/fine','followRedirect':true";

        IntegratorRefusal refusal = org.assertj.core.api.Assertions.catchThrowableOfType(
                IntegratorRefusal.class, () -> suite.run(suite.connection(url), redirecting, "{}", "{}", false));

        // Some of these are no URL for a start.
        assertThat(refusal.errorKey())
                .get()
                .isIn("egress_denied", "invalid_connection", host.contains("%") ? "connection_error" : "egress_denied");
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(server.requests()).isEmpty();
        assertThat(suite.connections()
                        .test(json("{'name':'x','type':'http','config':{'baseUrl':'" + url + "'}}"))
                        .path("status")
                        .asText())
                .isEqualTo("error");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void addressesOfTokensAreRefusedAsWell() {
        String inside = "http://127.0.0.1:" + server.port() + "/token";
        String credentials = suite.connection(
                server.url(),
                "{'authType':'client_credentials','tokenUrl':'" + inside + "','clientId':'i','clientSecret':'s'}");
        String operation = suite.connection(
                server.url(),
                "{'authType':'http_bearer_token','token':{'connection':{'baseUrl':'" + inside
                        + "'},'operation':{'method':'GET','path':'/t'},'tokenOutput':'body.t','expirationOutput':'60'}}");

        assertRefused(() -> suite.get(credentials, "/fine"), 400, "egress_denied");
        assertRefused(() -> suite.get(operation, "/fine"), 400, "egress_denied");
        assertThat(server.requests()).isEmpty();
    }

    /** Two servers at one port of two addresses, of which one is allowed; the name means the one, then the other. */
    @Test
    void aNameThatChangesItsAddressLeadsOnlyToWhatWasChecked() throws Exception {
        try (HostileServer allowed = new HostileServer(InetAddress.getByName("127.0.0.2"), server.port())) {
            AtomicInteger asked = new AtomicInteger();
            List<String> names = new CopyOnWriteArrayList<>();
            Egress egress = new Egress("127.0.0.2", Optional.empty(), host -> {
                names.add(host);
                return new InetAddress[] {
                    InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")
                };
            });
            try (Suite changing = new Suite(egress)) {
                String connection = changing.connection("http://changing.example:" + server.port());

                changing.get(connection, "/fine");
                assertThat(names).containsExactly("changing.example");
                assertRefused(() -> changing.get(connection, "/fine"), 400, "egress_denied");

                assertThat(names).hasSize(2);
                assertThat(allowed.requests()).hasSize(1);
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    @Test
    void aNameThatIsNoneIsAFaultOfTheConnection() throws Exception {
        Egress egress = new Egress("", Optional.empty(), host -> {
            throw new UnknownHostException(host);
        });
        try (Suite lost = new Suite(egress)) {
            assertThat(assertRefused(
                            () -> lost.get(lost.connection("http://nowhere.example"), "/"), 400, "connection_error"))
                    .hasMessageContaining("nowhere.example");
        }
    }

    @Test
    void lineEndsDoNotBeginHeadersOfTheirOwn() {
        String header = "'method':'GET','path':'/fine','headers':{'X-A':'{{x}}'}";
        String name = "'method':'GET','path':'/fine','headers':{'X-{{x}}':'a'}";
        String part = "'method':'POST','path':'/fine','body':{'bodyType':'multipart_form','parts':"
                + "[{'name':'{{x}}','content':'c','fileName':'f'}]}";
        String file = part.replace("'{{x}}'", "'n'").replace("'f'", "'{{x}}'");
        for (String config : List.of(header, name, part, file)) {
            for (String value : List.of("a\\r\\nX-B: b", "a\\nX-B: b", "a\\u0000")) {
                assertRefused(
                        () -> suite.run(fine, config, "{}", "{'x':'" + value + "'}", false), 400, "invalid_operation");
            }
        }
        assertThat(server.requests()).isEmpty();
        suite.run(fine, "'method':'GET','path':'/fine{{x}}'", "{}", "{'x':'\\r\\nX-B: b'}", false);
        assertThat(server.requests()).containsExactly("GET /fine%0D%0AX-B%3A%20b HTTP/1.1");
    }

    @Test
    void missingParametersAreNamed() {
        assertThat(assertRefused(
                        () -> suite.run(fine, "'method':'GET','path':'/a/{{Submission Id*}}'", "{}", "{}", false),
                        400,
                        "missing_parameter"))
                .hasMessage("Missing required parameter: Submission Id*");
    }

    @Test
    void fieldsThatNobodyKnowsAreNamed() {
        assertInvalid(() -> suite.execute(json("{'inputs':{},'operation':{}}"), false), "Unexpected field: inputs");
        assertInvalid(() -> suite.executions().inspect(json("{'x':1}")), "Unexpected field: x");
        assertInvalid(() -> suite.executions().transform(json("{'raw':{},'x':1}")), "Unexpected field: x");
        assertInvalid(() -> suite.operations().search(json("{'ids':[],'x':1}")), "Unexpected field: x");
        assertInvalid(
                () -> suite.connections()
                        .create(
                                json(
                                        "{'name':'x','type':'http','surprise':1,'config':{'baseUrl':'"
                                                + server.url()
                                                + "','surplus':1,'auth':{'authType':'basic','username':'u','password':'p','realm':'r'}}}")),
                "Unexpected field: surprise",
                "Unexpected field: surplus",
                "Unexpected field: realm");
        assertInvalid(
                () -> suite.run(fine, "'method':'GET','path':'/','inputs':{}", "{}", "{}", false),
                "Unexpected field: inputs");
        assertInvalid(
                () -> suite.operations()
                        .create(fine, json("{'name':'x','outputChildren':{},'config':{'method':'GET','path':'/'}}")),
                "Unexpected field: outputChildren");
    }

    @Test
    void valuesOfTheWrongTypeAreNamed() {
        assertInvalid(
                () -> suite.connections()
                        .create(json("{'name':5,'type':'http','description':{},'lockVersion':'1',"
                                + "'secrets':{'a':5},'config':{'baseUrl':7,'callsPerSecond':0,'auth':{'authType':'api_key','header':'',"
                                + "'value':5,'in':'cookie'}}}")),
                "Invalid string. Got: integer",
                "Invalid string. Got: object",
                "Invalid integer. Got: string",
                "Invalid integer. Expected a number from 1 on",
                "String length is smaller than minLength: 1",
                "Failed to cast value to one of: header, query");
        assertInvalid(
                () -> suite.connections().create(json("{'name':'a\\u0000','type':'http','config':{}}")),
                "Invalid string. Got: a text with a null character",
                "Missing field: baseUrl");
        assertInvalid(
                () -> suite.connection(server.url(), "{'authType':'http_bearer_token','token':'abc'}"),
                "Invalid object. Got: string");
        assertInvalid(
                () -> suite.connection(server.url(), "{'authType':'http_bearer_token','token':{}}"),
                "Missing field: tokenOutput",
                "Missing field: expirationOutput",
                "Missing field: operation");
        assertInvalid(
                () -> suite.connection(server.url(), "'basic'"),
                "Failed to cast value to one of: api_key, basic, client_credentials, http_bearer_token, oauth2_password,"
                        + " oauth2_refresh_token, raw_bearer_token");
        assertInvalid(
                () -> suite.run(
                        fine,
                        "'method':'GET','path':5,'params':{'a':{}},'headers':{'b':[{}]},'followRedirect':'yes',"
                                + "'body':{'bodyType':'multipart_form','parts':[{'name':'n'}]}",
                        "{'X':{}}",
                        "{}",
                        false),
                "Invalid string. Got: integer",
                "Invalid string. Got: object",
                "Invalid boolean. Got: string",
                "Missing field: content",
                "Missing field: value");
        assertInvalid(
                () -> suite.execute(json("{'connectionId':'x','operationId':'y'}"), false),
                "Invalid format. Expected :uuid");
        assertInvalid(() -> suite.operations().search(json("{'ids':['x']}")), "Invalid format. Expected :uuid");
        assertInvalid(() -> suite.operations().search(json("{'ids':5}")), "Invalid array. Got: integer");
        assertInvalid(() -> suite.connections().create(json("{'a':[]}").path("a")), "Invalid object. Got: array");
        assertRefused(() -> suite.connections().find("no id\0"), 404, ":not_found");
        assertRefused(() -> suite.operations().find(fine, "%"), 404, ":not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{/a}}", "{{>other}}", "{{=<% %>=}}"})
    void malformedTemplatesAreRefusedWhereTheyAreSaved(String template) {
        assertThat(assertRefused(
                                () -> suite.operation(fine, "'method':'GET','path':'/x" + template + "'", "{}"),
                                400,
                                "invalid_request")
                        .problems())
                .first()
                .satisfies(problem -> assertThat(problem.error()).startsWith("Expected "));
    }

    @Test
    void templatesOfBracesAndSpacesCostNoMoreThanOthers() {
        for (String text : List.of("{{" + " ".repeat(200_000), "{{{".repeat(50_000), "{{ a ".repeat(50_000))) {
            String config = "'method':'POST','path':'/fine','body':{'bodyType':'raw','raw':'" + text + "'}";
            assertThat(suite.run(fine, config, "{}", "{}", false)).isEmpty();
        }
        assertInvalid(
                () -> suite.run(
                        fine,
                        "'method':'GET','path':'/" + "{{#a}}".repeat(5_000) + "{{/a}}".repeat(5_000) + "'",
                        "{}",
                        "{}",
                        false),
                "Expected at most 100 sections within each other, but there are more.");
        // A number of a billion digits, if it were written out.
        suite.run(fine, "'method':'GET','path':'/fine','params':{'a':'{{a}}'}", "{}", "{'a':1e999999999}", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"body.a.b.c", "(() => { for (;;) {} })()", "1; 2", "null.x", "'x'.repeat(500000000)"})
    void expressionsThatThrowOrNeverEndAreNamed(String expression) {
        String outputs = "{'Fine':{'value':'1'},'Bad One':{'value':'" + expression.replace("'", "\\\"") + "'}}";

        assertThat(assertRefused(
                        () -> suite.run(fine, "'method':'GET','path':'/fine'", outputs, "{}", false),
                        400,
                        "transform_error"))
                .hasMessageContaining("'Bad One'");
        assertThat(assertRefused(
                        () -> suite.executions().transform(json("{'outputs':" + outputs + ",'raw':{'body':{}}}")),
                        400,
                        "transform_error"))
                .hasMessageContaining("'Bad One'");
    }
}
