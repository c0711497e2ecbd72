package dev.arbor.platform.coreapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.engine.handler.OutsideHandler.Call;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.http.HttpRequests;
import dev.arbor.integrator.kind.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoreHandlersTest {

    private static final String PASSWORD = "s3cr3t — ü";
    private static final String STALE = "400 {\"error\":\"Somebody was faster.\",\"errorKey\":\"stale_record\"}";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> properties = new ConcurrentHashMap<>();
    private final HandlerProperties set = handler -> Map.copyOf(properties);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer core;
    private HttpRequests requests;
    private String own;

    @BeforeEach
    void open() throws IOException {
        core = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        core.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                headers.add(new HashMap<>(exchange.getRequestHeaders()));
                String answer = answers.size() > 1 ? answers.poll() : answers.peek();
                byte[] body = answer.substring(3).strip().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(
                        Integer.parseInt(answer.substring(0, 3)), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        core.start();
        own = "http://127.0.0.1:" + core.getAddress().getPort();
        // As the server has it: its own address may be called, and no other one that is not public.
        requests = new HttpRequests(
                new Egress("", Optional.of(URI.create(own)), InetAddress::getAllByName),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 100_000, 100, 4),
                clock);
        properties.putAll(Map.of("api_username", "robot", "api_password", PASSWORD));
        answers.add("200 {\"submission\":{\"id\":\"s-1\"}}");
    }

    @AfterEach
    void close() {
        requests.close();
        core.stop(0);
        clock.shutdownNow();
    }

    private CoreCalls calls() {
        return new CoreCalls(requests, Optional.of(own + "/"), 0);
    }

    private static Map<String, String> perform(BuiltInHandler handler, String... parameters) throws HandlerException {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return handler.perform(new Call(map, "", 1, 2, 3));
    }

    private static HandlerException raised(BuiltInHandler handler, String... parameters) {
        HandlerException raised = catchThrowableOfType(HandlerException.class, () -> perform(handler, parameters));
        assertThat(raised).as("the Handler Error").isNotNull();
        assertThat(raised.getMessage()).doesNotContain(PASSWORD);
        return raised;
    }

    private CoreApiCall api() {
        return new CoreApiCall(set, calls());
    }

    private void answer(String... next) {
        answers.clear();
        answers.addAll(List.of(next));
    }

    @Test
    void callsTheApiOfThisServer() throws Exception {
        answer("201 {\"kapp\":{\"name\":\"Ü\"}}");

        Map<String, String> results =
                perform(api(), "method", " post\n", "path", " kapps?include=details ", "body", "\n{\"name\":\"Ü\"} ");

        assertThat(asked).containsExactly("POST /app/api/v1/kapps?include=details {\"name\":\"Ü\"}");
        assertThat(headers.get(0).get("Authorization"))
                .containsExactly("Basic "
                        + Base64.getEncoder().encodeToString(("robot:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        assertThat(headers.get(0).get("Content-type")).containsExactly("application/json");
        assertThat(headers.get(0).get("X-kinetic-causation-depth")).containsExactly("3");
        assertThat(results)
                .isEqualTo(Map.of(
                        "Response Body", "{\"kapp\":{\"name\":\"Ü\"}}",
                        "Response Code", "201",
                        "Handler Error Message", "",
                        "Handler Error Key", ""));
    }

    @Test
    void callsAnotherServerWhereThePropertiesSaySo() throws Exception {
        properties.put("api_location", own + "/elsewhere/v2//");
        properties.remove("api_username");

        perform(api(), "path", "/users/anna%40example.com", "body", "is not sent");

        assertThat(asked).containsExactly("GET /elsewhere/v2/users/anna%40example.com ");
        assertThat(headers.get(0)).doesNotContainKeys("Authorization", "Content-type");
    }

    @Test
    void whatIsNoSuccessHasItsErrorInTheResults() throws Exception {
        answer("404 {\"error\":\"There is no kapp 'x'.\",\"errorKey\":\"not_found\"}");
        assertThat(perform(api(), "path", "/kapps/x", "error_handling", "Error Message"))
                .isEqualTo(Map.of(
                        "Response Body", "{}",
                        "Response Code", "404",
                        "Handler Error Message", "There is no kapp 'x'.",
                        "Handler Error Key", "not_found"));
        HandlerException raised = raised(api(), "path", "/kapps/x", "error_handling", "Raise Error");
        assertThat(raised.kind() + " " + raised.getMessage()).isEqualTo("not_found There is no kapp 'x'.");
        answer("502 <html>");
        assertThat(raised(api(), "path", "/kapps/x").getMessage()).isEqualTo("502 Bad Gateway");
        answer("302");
        assertThat(raised(api(), "path", "/kapps/x").getMessage()).isEqualTo("302 Moved Temporarily");
        answer("401 {\"error\":\"Sign in.\"}");
        properties.remove("api_username");
        assertThat(raised(api(), "path", "/kapps").getMessage()).contains("Sign in.", "api_username");
        answer("400 {\"error\":\"no " + PASSWORD + "\"}");
        assertThat(raised(api(), "path", "/kapps").getMessage()).isEqualTo("no [redacted]");
    }

    @Test
    void aChangeThatMeetsAnotherOneIsMadeAgain() throws Exception {
        answer(STALE, STALE, STALE, STALE, "200 {}");
        assertThat(perform(api(), "method", "PUT", "path", "/x", "body", "{}")).containsEntry("Response Code", "200");
        assertThat(asked).hasSize(5);
        asked.clear();
        answer(STALE);
        assertThat(raised(api(), "method", "PUT", "path", "/x").kind()).isEqualTo("stale_record");
        assertThat(asked).hasSize(5);
        asked.clear();
        raised(api(), "method", "POST", "path", "/x");
        assertThat(asked).as("nothing but PUT").hasSize(1);
        asked.clear();
        raised(new SubmissionUpdate(set, calls()), "submission_id", "s-1");
        assertThat(asked).hasSize(10);
    }

    @Test
    void makesASubmission() throws Exception {
        Map<String, String> results = perform(
                new SubmissionCreate(set, calls()),
                "kapp_slug",
                "ser vices",
                "form_slug",
                "desk",
                "values",
                "{\"Summary\":\"Ü\",\"People\":[\"a\"],\"Gone\":null}",
                "current_page_name",
                "Page",
                "current_page_navigation",
                "",
                "origin_id",
                "s-0",
                "parent_id",
                "",
                "error_handling",
                "Raise Error",
                "space_slug",
                "",
                "Priority",
                "High",
                "Files",
                "[\"a\",\"b\"]");

        assertThat(asked)
                .containsExactly(
                        "POST /app/api/v1/kapps/ser%20vices/forms/desk/submissions {\"values\":{\"Summary\":\"Ü\","
                                + "\"People\":[\"a\"],\"Gone\":null,\"Priority\":\"High\",\"Files\":[\"a\",\"b\"]},"
                                + "\"currentPage\":{\"name\":\"Page\"},\"origin\":{\"id\":\"s-0\"}}");
        assertThat(results)
                .isEqualTo(Map.of("Handler Error Message", "", "Submission ID", "s-1", "Submission Id", "s-1"));
    }

    @Test
    void changesASubmission() throws Exception {
        assertThat(perform(
                        new SubmissionUpdate(set, calls()), "submission_id", "s-1", "state", "Closed", "Ticket ID", ""))
                .isEqualTo(Map.of("Handler Error Message", ""));
        assertThat(asked)
                .containsExactly(
                        "PUT /app/api/v1/submissions/s-1 {\"values\":{\"Ticket ID\":\"\"},\"coreState\":\"Closed\"}");
    }

    @Test
    void readsASubmission() throws Exception {
        answer(
                "200 {\"submission\":{\"id\":\"s-1\",\"label\":null,\"coreState\":\"Draft\",\"origin\":{\"id\":\"s-0\"},"
                        + "\"parent\":null,\"values\":{\"Summary\":\"Ü\"},\"form\":{\"slug\":\"desk\",\"kapp\":{\"slug\":\"k\"}}}}");

        Map<String, String> results = perform(new SubmissionRetrieve(set, calls()), "submission_id", "s/1");

        assertThat(asked.get(0)).startsWith("GET /app/api/v1/submissions/s%2F1?include=details,");
        assertThat(results)
                .containsEntry("ID", "s-1")
                .containsEntry("Label", "")
                .containsEntry("Core State", "Draft")
                .containsEntry("Origin", "s-0")
                .containsEntry("Parent", "")
                .containsEntry("Form Slug", "desk")
                .containsEntry("Kapp Slug", "k")
                .containsEntry("Values JSON", "{\"Summary\":\"Ü\"}")
                .containsEntry("Handler Error Message", "");
    }

    @Test
    void theSpaceIsPartOfTheAddress() throws Exception {
        SubmissionRetrieve retrieve = new SubmissionRetrieve(set, calls());
        perform(retrieve, "submission_id", "s", "space_slug", "acme");
        properties.put("space_slug", "usual");
        perform(retrieve, "submission_id", "s");
        properties.put("api_server", own + "/kinetic/");
        perform(retrieve, "submission_id", "s", "space_slug", "acme");
        properties.put("api_server", own + "/${space}-x");
        perform(retrieve, "submission_id", "s");
        assertThat(asked)
                .extracting(each -> each.replaceAll("\\?.*", ""))
                .containsExactly(
                        "GET /kinetic/acme/app/api/v1/submissions/s",
                        "GET /kinetic/usual/app/api/v1/submissions/s",
                        "GET /kinetic/acme/app/api/v1/submissions/s",
                        "GET /usual-x/app/api/v1/submissions/s");
    }

    @Test
    void whatIsWrongIsToldAndSendsNothing() throws Exception {
        assertThat(raised(api(), "path", " ").getMessage()).contains("'path'");
        assertThat(raised(api(), "path", "/a b").getMessage()).contains("URL encoded");
        assertThat(raised(api(), "path", "/x", "method", "TRACE").getMessage()).contains("'method'", "TRACE");
        assertThat(raised(new SubmissionCreate(set, calls()), "form_slug", "x").getMessage())
                .contains("'kapp_slug'");
        assertThat(raised(new SubmissionUpdate(set, calls()), "submission_id", "s", "values", "[1]")
                        .getMessage())
                .contains("'values'");
        assertThat(raised(new SubmissionUpdate(set, calls()), "submission_id", "s", "values", "{")
                        .getMessage())
                .contains("'values'");
        properties.put("api_location", "http://127.0.0.1:1");
        Map<String, String> denied = perform(api(), "path", "/x", "error_handling", "Error Message");
        assertThat(denied).containsEntry("Handler Error Key", "egress_denied").containsEntry("Response Code", "");
        properties.put("api_location", "not an address");
        assertThat(raised(api(), "path", "/x").getMessage()).contains("not an address");
        properties.put("api_location", "file:///etc");
        assertThat(raised(api(), "path", "/passwd").kind()).isEqualTo("invalid_operation");
        assertThat(asked).isEmpty();
        answer("200 [1]");
        assertThat(raised(new SubmissionRetrieve(set, calls()), "submission_id", "s")
                        .getMessage())
                .contains("Expected a submission");
        core.stop(0);
        properties.put("api_location", "");
        assertThat(perform(api(), "path", "/x", "error_handling", "Error Message"))
                .containsEntry("Response Body", "{}")
                .containsEntry("Handler Error Key", "connection_error");
    }

    @Test
    void allOfThemDeclareThemselvesUnderTheirIds() {
        for (BuiltInHandler handler : List.of(
                api(),
                new SubmissionCreate(set, calls()),
                new SubmissionUpdate(set, calls()),
                new SubmissionRetrieve(set, calls()))) {
            HandlerDefinition declared = DefinitionReader.read(
                    handler.declaration().nodeXml(), handler.declaration().infoXml());
            assertThat(declared.definitionId()).isEqualTo(handler.definitionId());
            assertThat(declared.parameters())
                    .extracting(HandlerDefinition.Parameter::id)
                    .contains("error_handling");
            assertThat(declared.properties())
                    .filteredOn(HandlerDefinition.Property::encrypted)
                    .extracting(HandlerDefinition.Property::name)
                    .containsExactly("api_password");
        }
    }
}
