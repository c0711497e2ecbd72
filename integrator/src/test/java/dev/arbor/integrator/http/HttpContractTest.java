package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.integrator.kind.KindContract;
import dev.arbor.integrator.kind.OtherSide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class HttpContractTest extends KindContract {

    @Override
    protected String type() {
        return "http";
    }

    @Override
    protected OtherSide start() {
        return new HttpSide();
    }

    /** A server that lets in whoever knows the password, and gives back what it is sent. */
    private static final class HttpSide implements OtherSide {

        private static final String IN =
                "Basic " + Base64.getEncoder().encodeToString(("arbor:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

        private final ExecutorService threads = Executors.newCachedThreadPool(work -> new Thread(work, "other side"));
        private final int port;
        private HttpServer server;

        HttpSide() {
            server = open(0);
            port = server.getAddress().getPort();
        }

        private HttpServer open(int at) {
            try {
                HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
                made.createContext(
                        "/echo",
                        exchange -> answer(exchange, exchange.getRequestBody().readAllBytes()));
                made.createContext("/large", exchange -> answer(exchange, new byte[200_001]));
                made.setExecutor(threads);
                made.start();
                return made;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void answer(HttpExchange exchange, byte[] body) throws IOException {
            boolean in = IN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(in ? 200 : 401, in ? body.length : -1);
            if (in) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public ObjectNode config(int at) {
            ObjectNode config = new ObjectMapper().createObjectNode().put("baseUrl", "http://localhost:" + at);
            config.putObject("auth")
                    .put("authType", "basic")
                    .put("username", "arbor")
                    .put("password", PASSWORD);
            return config;
        }

        @Override
        public ObjectNode echo() {
            ObjectNode operation =
                    new ObjectMapper().createObjectNode().put("method", "POST").put("path", "/echo");
            operation.putObject("body").put("bodyType", "raw").put("raw", "{\"x\": \"{{x}}\"}");
            return operation;
        }

        @Override
        public String echoed() {
            return "body.x";
        }

        @Override
        public ObjectNode large() {
            return new ObjectMapper().createObjectNode().put("method", "GET").put("path", "/large");
        }

        @Override
        public void kill() {
            server.stop(0);
        }

        @Override
        public void restart() {
            server = open(port);
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
