package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.integrator.Integrator;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.platform.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An integrator with one connection, and the system that this leads to: it gives back what it was sent. */
final class OtherSide implements AutoCloseable {

    private final HttpServer server;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Integrator integrator;
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    final String connection;

    OtherSide(TestDatabase database) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                received.add(Documents.readAny(new String(body, StandardCharsets.UTF_8)));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        IntegratorSchema.bringUpToDate(database.source());
        integrator = new Integrator(new Integrator.Ground(
                database.source(),
                KeyRing.parse("k1:" + Base64.getEncoder().encodeToString(new byte[32])),
                new Egress("127.0.0.1", Optional.empty(), InetAddress::getAllByName),
                Limits.USUAL,
                clock,
                InstantSource.system()));
        connection = integrator
                .connections()
                .in(Dialect.S)
                .create(Documents.object()
                        .put("name", "Echo")
                        .put("type", "HTTP")
                        .put("url", "http://127.0.0.1:" + server.getAddress().getPort())
                        .set("credentials", Documents.object().put("type", "none")))
                .get("id")
                .asText();
    }

    Integrator integrator() {
        return integrator;
    }

    /** An operation that sends some parameters and gives them back; its id. */
    String operation(String name, String... parameters) {
        ObjectNode operation =
                Documents.object().put("name", name).put("method", "POST").put("path", "/echo");
        for (String each : parameters) {
            operation.withObject("/body").put(each, "${parameters[\"" + each + "\"]}");
            operation.withArray("parameters").addObject().put("name", each).put("required", false);
        }
        operation.withArray("outputMappings").addObject().put("name", "Echo").put("value", "${response.body}");
        return integrator
                .operations()
                .in(Dialect.S)
                .create(connection, operation)
                .get("id")
                .asText();
    }

    /** How many requests came. */
    int calls() {
        return received.size();
    }

    @Override
    public void close() {
        integrator.close();
        server.stop(0);
        clock.shutdownNow();
    }
}
