package dev.arbor.integrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.integrator.api.Requests.Answer;
import dev.arbor.integrator.api.Requests.Request;
import dev.arbor.integrator.api.Requests.RequestException;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real server on this machine. */
@Timeout(60)
class HttpRequestsTest {

    private static final String SECRET = "pl4nted \"secret\"";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private HttpRequests requests;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        requests = requests("127.0.0.1");
    }

    @AfterEach
    void close() {
        never.countDown();
        requests.close();
        server.stop(0);
        threads.shutdownNow();
        clock.shutdownNow();
    }

    private HttpRequests requests(String allow) {
        Limits limits = new Limits(Duration.ofSeconds(2), LIMIT, 100_000, 100, 4);
        return new HttpRequests(new Egress(allow, Optional.empty(), InetAddress::getAllByName), limits, clock);
    }

    private Request request(String method, String path, Optional<String> body) {
        return new Request(
                method,
                "http://127.0.0.1:" + server.getAddress().getPort() + path,
                Map.of("Content-Type", "application/json", "X-Mark", "7"),
                body,
                List.of(SECRET),
                LIMIT);
    }

    private RequestException refused(Request request) {
        RequestException refused = catchThrowableOfType(RequestException.class, () -> requests.send(request));
        assertThat(refused).as("the refusal of " + request.url()).isNotNull();
        return refused;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "image/x");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void sendsWhatItIsToldAndGivesTheWholeAnswer() throws Exception {
        byte[] said = "{\"you\":\"pl4nted \\\"secret\\\" ü\"}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            told.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-Mark") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 404, said);
        });

        Answer answer = requests.send(request("PATCH", "/a?b=%20c", Optional.of("{\"ü\":1}")));
        requests.send(request("GET", "/", Optional.empty()));

        assertThat(told)
                .containsExactly("PATCH /a?b=%20c [application/json] 7 {\"ü\":1}", "GET / [application/json] 7 ");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.summary()).isEqualTo("404 Not Found");
        assertThat(answer.type()).contains("image/x");
        assertThat(answer.content()).isEqualTo(said);
        assertThat(answer.text()).isEqualTo("{\"you\":\"[redacted] ü\"}");
    }

    @Test
    void followsNothing() throws Exception {
        server.createContext("/", exchange -> {
            told.add(exchange.getRequestURI().toString());
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            answer(exchange, 302, new byte[0]);
        });

        assertThat(requests.send(request("GET", "/", Optional.empty())).status())
                .isEqualTo(302);
        assertThat(told).containsExactly("/");
    }

    @Test
    void whatTakesTooLongOrIsTooLargeEnds() {
        server.createContext("/large", exchange -> answer(exchange, 200, new byte[100_001]));
        server.createContext("/never", exchange -> {
            try (exchange) {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(refused(request("GET", "/large", Optional.empty())).key()).isEqualTo("response_too_large");
        Request waiting = request("GET", "/never", Optional.empty());
        Request hasty = new Request(
                "GET", waiting.url(), waiting.headers(), Optional.empty(), List.of(), Duration.ofMillis(200));
        assertThat(refused(hasty).key()).isEqualTo("timeout");
    }

    @Test
    void leadsOnlyWhereItMay() throws Exception {
        assertThat(requests.addresses("127.0.0.1", 25)).containsExactly(InetAddress.getByName("127.0.0.1"));
        try (HttpRequests strict = requests("")) {
            assertThatThrownBy(() -> strict.addresses("127.0.0.1", 25))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("ARBOR_EGRESS_ALLOW");
            RequestException denied = catchThrowableOfType(
                    RequestException.class, () -> strict.send(request("GET", "/", Optional.empty())));
            assertThat(denied.key()).isEqualTo("egress_denied");
        }
        for (String url : List.of("file:///etc/passwd", "http://a b/", "http://u:p@127.0.0.1/", "x")) {
            Request request = new Request("GET", url, Map.of(), Optional.empty(), List.of(), LIMIT);
            assertThat(refused(request).key()).isEqualTo("invalid_operation");
        }
        Request split = new Request(
                "GET",
                request("GET", "/", Optional.empty()).url(),
                Map.of("X", "a\r\nB: c"),
                Optional.empty(),
                List.of(),
                LIMIT);
        assertThat(refused(split).key()).isEqualTo("invalid_operation");
    }
}
