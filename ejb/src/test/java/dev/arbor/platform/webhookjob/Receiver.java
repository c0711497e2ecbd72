package dev.arbor.platform.webhookjob;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The system that webhooks lead to. It answers 200 unless something else is arranged for a path. */
final class Receiver implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Queue<Integer>> arranged = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** A request as it came. */
    record Delivered(String path, Map<String, String> headers, String body) {}

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            delivered.add(new Delivered(path, headers, body));
            CountDownLatch latch = held.get(path);
            if (latch != null) {
                latch.await();
            }
            Queue<Integer> next = arranged.get(path);
            Integer status = next == null ? null : next.poll();
            byte[] said = "ünderstood".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status == null ? 200 : status, said.length);
            exchange.getResponseBody().write(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What the next requests to a path are answered with. */
    void arrange(String path, Integer... statuses) {
        arranged.put(path, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    /** Leaves requests to a path without an answer until {@link #release}. */
    void hold(String path) {
        held.put(path, new CountDownLatch(1));
    }

    /** Holds whoever is held already, and nobody else; gives what lets them go. */
    CountDownLatch letOthersPass(String path) {
        return held.remove(path);
    }

    void release(String path) {
        CountDownLatch latch = held.remove(path);
        if (latch != null) {
            latch.countDown();
        }
    }

    List<Delivered> at(String path) {
        return delivered.stream().filter(each -> each.path().equals(path)).toList();
    }

    void forget() {
        List.copyOf(held.keySet()).forEach(this::release);
        arranged.clear();
        delivered.clear();
    }

    @Override
    public void close() {
        forget();
        server.stop(0);
        threads.shutdownNow();
    }
}
