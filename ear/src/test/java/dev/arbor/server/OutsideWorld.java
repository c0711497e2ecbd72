package dev.arbor.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.server.outside.IdempotentCall;
import dev.arbor.server.outside.OnceOnlyCall;
import dev.arbor.server.outside.OutsideCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * A system outside of the engine that counts who calls it, and the two handlers that call it: one that may be repeated
 * and one that may not. They are a module beside those of the built application, in a copy of it.
 */
public final class OutsideWorld implements AutoCloseable {

    private static final String MODULE = "<module><ejb>outside.jar</ejb></module>";

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "outside world");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /** Listens on a free port. */
    public OutsideWorld() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The built application with the two handlers in it. */
    public static Path application() {
        Path target = Checkout.root().resolve("ear/target/arbor-with-outside.ear");
        EnterpriseArchive copy = ShrinkWrap.create(ZipImporter.class, "arbor.ear")
                .importFrom(Checkout.ear().toFile())
                .as(EnterpriseArchive.class);
        copy.addAsModule(ShrinkWrap.create(JavaArchive.class, "outside.jar")
                .addPackage(OutsideCall.class.getPackage())
                .addAsManifestResource(
                        new StringAsset("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"/>"),
                        "beans.xml"));
        InServer.declare(copy, MODULE);
        copy.as(ZipExporter.class).exportTo(target.toFile(), true);
        return target;
    }

    /** A node that calls, of either definition; {@code who} names the caller and may be a template. */
    public TreeDraft addTo(TreeDraft draft, String id, String definitionId, String who) {
        return draft.node(id, definitionId, "address", address(), "who", who);
    }

    /** Leaves the next calls of the caller without an answer until {@link #release}. */
    public void hold(String who) {
        held.put(who, new CountDownLatch(1));
    }

    /** Answers who was held, and holds no more. */
    public void release(String who) {
        held.remove(who).countDown();
    }

    /** How often the caller has called. */
    public int calls(String who) {
        return calls.getOrDefault(who, new AtomicInteger()).get();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String who = exchange.getRequestURI().getPath().substring(1);
            calls.computeIfAbsent(who, key -> new AtomicInteger()).incrementAndGet();
            CountDownLatch latch = held.get(who);
            if (latch != null) {
                latch.await();
            }
            byte[] answer = ("Welcome " + who).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The definition of the handler that may be repeated. */
    public static String idempotent() {
        return new IdempotentCall().definitionId();
    }

    /** The definition of the handler that may not. */
    public static String onceOnly() {
        return new OnceOnlyCall().definitionId();
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.shutdownNow();
    }
}
