package dev.arbor.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The other side: a server on this machine that answers with one ticket of about a kilobyte, at once under {@code /now} and
 * after so many milliseconds under {@code /5} and {@code /20}.
 */
final class Target implements AutoCloseable {

    private static final int THREADS = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Target(HttpServer server) {
        this.server = server;
    }

    static Target start() throws IOException {
        // Otherwise it waits for an acknowledgement that clients give after 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "200");
        Target target = new Target(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
        target.answer("/now", Duration.ZERO);
        target.answer("/5", Duration.ofMillis(5));
        target.answer("/20", Duration.ofMillis(20));
        target.server.setExecutor(target.threads);
        target.server.start();
        return target;
    }

    private void answer(String path, Duration after) {
        byte[] ticket = ("{\"id\":\"T-1\",\"status\":\"Open\",\"summary\":\"A printer is on fire\",\"assignee\":"
                        + "{\"displayName\":\"Ada\"},\"description\":\"" + "x".repeat(900) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            for (long end = System.nanoTime() + after.toNanos(); System.nanoTime() < end; ) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ticket.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(ticket);
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
