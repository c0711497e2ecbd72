package dev.arbor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.arbor.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;

/** Calls the Integrator API, and what it calls in turn, by the same client over connections that are kept. */
final class IntegratorClient implements AutoCloseable {

    private static final String BASE = "/app/integrator/api";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 64;

    private final CloseableHttpClient http = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS * 2)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                            .build())
                    .build())
            .disableAutomaticRetries()
            .build();
    private final ServerProcess server;
    private final String authorization;

    IntegratorClient(ServerProcess server) throws IOException, InterruptedException {
        this.server = server;
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (ServerProcess.ADMIN + ":" + ServerProcess.PASSWORD).getBytes(StandardCharsets.UTF_8));
        this.authorization =
                token(server, basic).map(token -> "Bearer " + token).orElse(basic);
    }

    /** By the implicit grant (integrator spec 3.1): the token is in the fragment of where it redirects to. */
    private static Optional<String> token(ServerProcess server, String basic) throws IOException, InterruptedException {
        URI authorize = server.uri("/app/oauth/authorize?grant_type=implicit&response_type=token&client_id=system");
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(authorize)
                                .header("Authorization", basic)
                                .build(),
                        BodyHandlers.discarding());
        Matcher token = Pattern.compile("access_token=([^&]*)")
                .matcher(answer.headers().firstValue("Location").orElse(""));
        return token.find() ? Optional.of(token.group(1)) : Optional.empty();
    }

    JsonNode post(String path, String body) throws IOException {
        return JSON.readTree(send(request(path, body)));
    }

    private HttpPost request(String path, String body) {
        HttpPost request = new HttpPost(server.uri(BASE + path));
        request.setHeader("Authorization", authorization);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    /** Performs an operation; the answer is read and thrown away. */
    void execute(String body) throws IOException {
        send(request("/execute", body));
    }

    /** The same call without anything between. */
    void bare(String url) throws IOException {
        HttpGet request = new HttpGet(url);
        request.setHeader("Accept", "application/json");
        send(request);
    }

    private byte[] send(HttpUriRequest request) throws IOException {
        return http.execute(request, response -> {
            byte[] body = EntityUtils.toByteArray(response.getEntity());
            if (response.getCode() != 200) {
                throw new IOException(request.getMethod() + " " + request.getRequestUri() + " answered "
                        + response.getCode() + ": " + new String(body, StandardCharsets.UTF_8));
            }
            return body;
        });
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
