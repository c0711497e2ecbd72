package dev.arbor.integrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.integrator.api.Posts.Post;
import dev.arbor.integrator.api.Posts.PostException;
import dev.arbor.integrator.api.Posts.Reply;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
class HttpPostsTest {

    private static final String SECRET = "pl4nted \"secret\"";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private HttpPosts posts;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        posts = posts("127.0.0.1");
    }

    @AfterEach
    void close() {
        never.countDown();
        posts.close();
        server.stop(0);
        threads.shutdownNow();
        clock.shutdownNow();
    }

    private HttpPosts posts(String allow) {
        Limits limits = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 100_000, 100, 4);
        return new HttpPosts(new Egress(allow, Optional.empty(), InetAddress::getAllByName), limits, clock);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Post post(String url, Duration limit) {
        return new Post(url, Map.of("X-Arbor-Delivery", "7"), "{\"a\":\"ü\"}", List.of(SECRET), limit);
    }

    private Reply send(String path) throws PostException {
        return posts.send(post(url(path), Duration.ofSeconds(20)));
    }

    private PostException refused(String url, Duration limit) {
        PostException refused = catchThrowableOfType(PostException.class, () -> posts.send(post(url, limit)));
        assertThat(refused).as("the refusal of " + url).isNotNull();
        return refused;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void sendsJsonAndGivesWhatWasSaidWithoutSecrets() throws Exception {
        server.createContext("/", exchange -> {
            told.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-Arbor-Delivery") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(
                    exchange,
                    202,
                    "got \0 pl4nted \"secret\" and pl4nted \\\"secret\\\" ü".getBytes(StandardCharsets.UTF_8));
        });

        Reply reply = send("/");

        assertThat(told).containsExactly("POST application/json; charset=UTF-8 7 {\"a\":\"ü\"}");
        assertThat(reply).isEqualTo(new Reply(202, "202 Accepted", "got � [redacted] and [redacted] ü"));
        assertThat(reply.accepted()).isTrue();
    }

    @Test
    void aRefusalOfTheOtherSideIsAReply() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 503, "busy".getBytes(StandardCharsets.UTF_8)));
        server.createContext("/odd", exchange -> answer(exchange, 299, new byte[0]));

        assertThat(send("/")).isEqualTo(new Reply(503, "503 Service Unavailable", "busy"));
        assertThat(send("/").accepted()).isFalse();
        assertThat(send("/odd")).isEqualTo(new Reply(299, "299", ""));
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        server.createContext("/secret", exchange -> {
            told.add("followed");
            answer(exchange, 200, new byte[0]);
        });
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", url("/secret"));
            answer(exchange, 307, new byte[0]);
        });

        assertThat(send("/").summary()).isEqualTo("307 Temporary Redirect");
        assertThat(told).isEmpty();
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() throws Exception {
        byte[] block = "0123456789".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 1_000; i++) {
                    body.write(block);
                }
                told.add("all of it was taken");
            } catch (IOException e) {
                told.add("the reader left");
            }
        });

        assertThat(send("/").content()).hasSize(10_000);
        while (told.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(told).containsExactly("the reader left");
    }

    @Test
    void aBodyThatBreaksOffIsShownAsFarAsItCame() throws Exception {
        try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> raw(raw, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun"));
            Reply reply = posts.send(post("http://127.0.0.1:" + raw.getLocalPort(), Duration.ofSeconds(20)));
            assertThat(reply).isEqualTo(new Reply(200, "200 OK", "begun"));
        }
    }

    private void raw(ServerSocket socket, String answer) {
        try (Socket client = socket.accept()) {
            client.getInputStream().read(new byte[10_000]);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            told.add(e.getMessage());
        }
    }

    @Test
    void withoutAnAnswerThereIsASentence() throws Exception {
        server.createContext("/", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        PostException late = refused(url("/"), Duration.ofMillis(300));
        assertThat(late.getMessage()).contains("within 300 ms");
        assertThat(late.lasting()).isFalse();

        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        PostException nobody = refused("http://127.0.0.1:" + free, Duration.ofSeconds(20));
        assertThat(nobody.getMessage()).contains("127.0.0.1");
        assertThat(nobody.lasting()).isFalse();
    }

    @Test
    void whereConnectionsMayNotLeadNothingIsSent() throws Exception {
        server.createContext("/", exchange -> {
            told.add("reached");
            answer(exchange, 200, new byte[0]);
        });
        try (HttpPosts strict = posts("")) {
            PostException denied = catchThrowableOfType(
                    PostException.class, () -> strict.send(post(url("/"), Duration.ofSeconds(20))));
            assertThat(denied.getMessage()).contains("ARBOR_EGRESS_ALLOW");
            assertThat(denied.lasting()).isTrue();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNoAddressIsObjectedTo() {
        for (String wrong :
                List.of("", "x", "ftp://host/", "http://", "http://a b/", "http://u:p@host/", "http://h/#f")) {
            assertThat(posts.objection(wrong)).as(wrong).isPresent();
        }
        assertThat(posts.objection("https://example.com:8443/a?b=c")).isEmpty();
        PostException wrong = refused("ftp://host/", Duration.ofSeconds(1));
        assertThat(wrong.lasting()).isTrue();
    }
}
