package dev.arbor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ./run}, as a person uses it. */
class RunScriptIT {

    @Test
    void twoServeSideBySideFromOneCheckoutAndStopOnCtrlC() throws IOException, InterruptedException {
        FileTime built = Files.getLastModifiedTime(Checkout.ear());
        try (ServerProcess one = ServerProcess.startByRun(Map.of());
                ServerProcess other = ServerProcess.startByRun(Map.of())) {
            assertThat(get(one).statusCode()).isBetween(200, 499);
            assertThat(get(other).statusCode()).isBetween(200, 499);
            // An answer does not tell which server gave it.
            assertThat(get(one).headers().map()).doesNotContainKeys("server", "x-powered-by");

            assertThat(one.interrupt()).isEqualTo(130);
            assertThat(other.isReady()).isTrue();
            assertThat(other.interrupt()).isEqualTo(130);
            assertThat(other.said()).doesNotContain("ERROR", "WARN", "Building");
            assertThat(one.said()).doesNotContain("Building");
            assertThat(Files.getLastModifiedTime(Checkout.ear()))
                    .as("built once")
                    .isEqualTo(built);
        }
    }

    private static HttpResponse<Void> get(ServerProcess server) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.discarding());
    }
}
