package dev.arbor.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A system that webhooks lead to, which behaves as badly as its paths say; and one that breaks the line first. */
final class WebhookReceiver implements AutoCloseable {

    private static final byte[] MEGABYTE = "0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "webhook receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ServerSocket breaking;

    /** A request as it came. */
    record Delivered(String path, String delivery, String signature, String timestamp, String body) {}

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            breaking = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        threads.execute(this::breakFirst);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            delivered.add(new Delivered(
                    path,
                    exchange.getRequestHeaders().getFirst("X-Arbor-Delivery"),
                    exchange.getRequestHeaders().getFirst("X-Arbor-Signature"),
                    exchange.getRequestHeaders().getFirst("X-Arbor-Timestamp"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            boolean first = at(path).size() == 1;
            CountDownLatch latch = held.get(path);
            if (latch != null) {
                latch.await();
            }
            switch (path) {
                case "/failing-first" -> said(exchange, first ? 500 : 200, "is it so? ".concat(String.valueOf(first)));
                case "/redirecting" -> {
                    exchange.getResponseHeaders()
                            .add(
                                    "Location",
                                    "http://127.0.0.2:" + server.getAddress().getPort() + "/elsewhere");
                    said(exchange, 307, "");
                }
                case "/large" -> large(exchange);
                default -> said(exchange, 200, "ok");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void said(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Whoever does not want all of it leaves. */
    private static void large(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < 10; i++) {
                body.write(MEGABYTE);
            }
        }
    }

    /** The first connection is reset in the middle of the request, the next ones are answered. */
    private void breakFirst() {
        for (int count = 1; !breaking.isClosed(); count++) {
            try (Socket client = breaking.accept()) {
                client.getInputStream().read(new byte[100_000]);
                delivered.add(new Delivered("/breaking", "", "", "", ""));
                if (count == 1) {
                    client.setSoLinger(true, 0);
                } else {
                    client.getOutputStream()
                            .write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // The test is over, or the other side has left: the next one is heard all the same.
                delivered.add(new Delivered("/broken", "", "", "", e.toString()));
            }
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    String breakingUrl() {
        return "http://127.0.0.1:" + breaking.getLocalPort() + "/breaking";
    }

    List<Delivered> at(String path) {
        return delivered.stream().filter(each -> each.path().equals(path)).toList();
    }

    /** Leaves requests to a path without an answer until {@link #release}. */
    void hold(String path) {
        held.put(path, new CountDownLatch(1));
    }

    void release(String path) {
        held.remove(path).countDown();
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        try {
            breaking.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
