package dev.arbor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps {@code ./run} from starting is said in one line. */
class RunRefusalIT {

    @TempDir
    Path folder;

    @Test
    void noJdk() {
        assertThat(run(Map.of("JAVA_HOME", folder.toString())))
                .isEqualTo("Expected a JDK of version 17 or newer at JAVA_HOME or on the PATH,"
                        + " but found no java there.\n");
    }

    @Test
    void tooOldJdk() throws IOException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 11' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(run(Map.of("JAVA_HOME", folder.toString())))
                .isEqualTo("Expected a JDK of version 17 or newer, but " + java + " is of version 11.\n");
    }

    @Test
    void portInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(Ports.freeHttpPort(), 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(run(Map.of("ARBOR_HTTP_PORT", port)))
                    .isEqualTo("Expected port " + port + " to be free (HTTP), but something listens there;"
                            + " choose another ARBOR_HTTP_PORT.\n");
        }
    }

    @Test
    void noPort() {
        assertThat(run(Map.of("ARBOR_HTTP_PORT", "http")))
                .isEqualTo("Expected ARBOR_HTTP_PORT to be a number from 1 to 63625, but it is 'http'.\n");
    }

    @Test
    void unwritableDataFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String data = file.resolve("data").toString();

        assertThat(run(Map.of("ARBOR_DATA", data)))
                .isEqualTo("Expected to write to the data folder " + data
                        + ", but it cannot be written; choose another ARBOR_DATA.\n");
    }

    private String run(Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(
                        Checkout.root().resolve("run").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ARBOR_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ARBOR_DATA", folder.resolve("data").toString());
        builder.environment().put("ARBOR_HTTP_PORT", String.valueOf(Ports.freeHttpPort()));
        builder.environment().putAll(settings);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            return said;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
