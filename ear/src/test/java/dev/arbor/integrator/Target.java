package dev.arbor.integrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A system that connections lead to, on the loopback interface. It keeps tickets below {@code /api/v2}, gives tokens, says
 * back what it was told, and misbehaves where it is asked to.
 */
final class Target implements AutoCloseable {

    /** Who may see tickets. */
    static final String USER = "api-user";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] MEGABYTE = new byte[1_000_000];

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "target");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String token = "token-of-the-target";

    /** A request as it came: its target with the query as it was written, its authorization, its body. */
    record Received(String method, String uri, String authorization, Map<String, List<String>> headers, String body) {}

    Target() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    /** Its address, without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What came below a path, in the order in which it came. */
    List<Received> received(String path) {
        return received.stream().filter(each -> each.uri().startsWith(path)).toList();
    }

    /** The token that is given from now on. */
    void give(String newToken) {
        token = newToken;
    }

    /** Leaves {@code /hold/<key>} without an answer until {@link #release}. */
    void hold(String key) {
        held.put(key, new CountDownLatch(1));
    }

    /** Answers who was held. */
    void release(String key) {
        held.remove(key).countDown();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        Received request = new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        received.add(request);
        String path = exchange.getRequestURI().getPath();
        String[] parts = path.substring(1).split("/");
        switch (parts[0]) {
            case "api" -> tickets(exchange, request, path.substring("/api/v2".length()));
            case "token" ->
                send(
                        exchange,
                        200,
                        object().put("access_token", token)
                                .put("token_type", "bearer")
                                .put("expires_in", 600));
            case "status" -> send(exchange, Integer.parseInt(parts[1]), object().put("error", "As you asked."));
            case "json" -> send(exchange, 200, JSON.readTree(request.body()));
            case "hold" -> {
                CountDownLatch latch = held.get(parts[1]);
                if (latch != null) {
                    latch.await();
                }
                send(exchange, 200, object().put("held", parts[1]));
            }
            case "loop" -> redirect(exchange, "/loop/" + System.nanoTime());
            case "away" -> redirect(exchange, "http://169.254.169.254/latest/meta-data");
            case "huge" -> flood(exchange);
            case "drip" -> drip(exchange);
            default -> send(exchange, 200, echo(request));
        }
    }

    private static ObjectNode echo(Received request) {
        ObjectNode echo = object().put("method", request.method())
                .put("uri", request.uri())
                .put("authorization", request.authorization())
                .put("body", request.body());
        ObjectNode headers = echo.putObject("headers");
        request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return echo;
    }

    /** Knows one ticket, makes the second, and asks whoever comes to say who he is. */
    private static void tickets(HttpExchange exchange, Received request, String path) throws IOException {
        if (request.authorization().equals("null")) {
            send(exchange, 401, object().put("error", "Who are you?"));
        } else if (request.method().equals("POST")) {
            ObjectNode made = (ObjectNode) JSON.readTree(request.body());
            send(exchange, 201, made.put("id", "TKT-002").put("self", "https://ticketing.example.com/TKT-002"));
        } else if (request.method().equals("PATCH")) {
            send(
                    exchange,
                    200,
                    object().put("updatedAt", "2026-01-02T03:04:05Z").put("told", request.body()));
        } else if (path.equals("/tickets")) {
            ObjectNode found = object().put("total", 1).put("query", request.uri());
            found.putArray("results").addObject().put("id", "TKT-001").put("summary", "No coffee");
            send(exchange, 200, found);
        } else if (path.equals("/tickets/TKT-001")) {
            ObjectNode ticket =
                    object().put("id", "TKT-001").put("status", "open").put("summary", "No coffee — ☕");
            ticket.putObject("assignee").put("displayName", "Zoë");
            send(exchange, 200, ticket);
        } else {
            send(exchange, 404, object().put("error", "There is no ticket at " + path));
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    /** Ten gigabytes, as far as anybody takes them. */
    private static void flood(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 10_000L * MEGABYTE.length);
        for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(MEGABYTE);
        }
    }

    /** A byte a second, for ever. */
    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        while (!closed.await(1, java.util.concurrent.TimeUnit.SECONDS)) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        }
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.shutdownNow();
    }
}
