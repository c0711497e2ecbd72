package dev.arbor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ./run}, as a person uses it. */
class RunScriptIT {

    @Test
    void twoServeSideBySideFromOneCheckoutAndStopOnCtrlC() throws IOException, InterruptedException {
        try (ServerProcess one = ServerProcess.startByRun(Map.of());
                ServerProcess other = ServerProcess.startByRun(Map.of())) {
            assertThat(status(one, "/")).isBetween(200, 499);
            assertThat(status(other, "/")).isBetween(200, 499);

            assertThat(one.interrupt()).isEqualTo(130);
            assertThat(other.isReady()).isTrue();
            assertThat(other.interrupt()).isEqualTo(130);
            assertThat(other.said()).doesNotContain("ERROR", "WARN");
        }
    }

    @Test
    void anAnswerDoesNotTellWhichServerGaveIt() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start()) {
            var headers = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.uri("/")).build(), BodyHandlers.discarding())
                    .headers()
                    .map();
            assertThat(headers).doesNotContainKeys("server", "x-powered-by");
        }
    }

    private static int status(ServerProcess server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
