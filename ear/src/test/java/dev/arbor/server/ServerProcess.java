package dev.arbor.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A whole server as a process of its own, as {@code ./run} and the image start it. It can be killed and started again on
 * the same data and ports. It ends with {@link #close()} or with this JVM, whichever is first.
 */
public final class ServerProcess implements AutoCloseable {

    /** Who may sign in to every server that is started here. */
    public static final String ADMIN = "admin";

    /** The password of {@link #ADMIN}. */
    public static final String PASSWORD = "correct horse — battery";

    private static final Duration DEADLINE = Duration.ofSeconds(180);

    /** The server's code for having started with errors; it would stay up without the application. */
    private static final String BOOT_FAILED = "WFLYSRV0026";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<String> command;
    private final Path home;
    private final int port;
    private final Map<String, String> settings;
    private Process process;

    private ServerProcess(List<String> command, Path home, int port, Map<String, String> settings) {
        this.command = command;
        this.home = home;
        this.port = port;
        this.settings = new HashMap<>(settings);
    }

    /** A server on free ports and an empty data folder; returns when it is ready. */
    public static ServerProcess start() {
        return start(Map.of());
    }

    /**
     * A server on free ports and an empty data folder; returns when it is ready.
     *
     * @param settings environment variables, such as {@code ARBOR_DB_URL}
     */
    public static ServerProcess start(Map<String, String> settings) {
        return start(Checkout.ear(), settings);
    }

    /** The same with another application than the built one. */
    public static ServerProcess start(Path application, Map<String, String> settings) {
        return start(
                List.of(
                        Checkout.root().resolve("docker/serve").toString(),
                        Checkout.server().toString(),
                        application.toString()),
                settings);
    }

    /** The same by {@code ./run}, which also checks and builds. */
    public static ServerProcess startByRun(Map<String, String> settings) {
        // A shell that runs the tests in the background has its children ignore SIGINT, and they cannot undo it.
        return start(
                List.of(
                        "env",
                        "--default-signal=INT",
                        Checkout.root().resolve("run").toString()),
                settings);
    }

    private static ServerProcess start(List<String> command, Map<String, String> settings) {
        try {
            Path home = Files.createTempDirectory("arbor-server-");
            ServerProcess server = new ServerProcess(command, home, Ports.freeHttpPort(), settings);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.restart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a setting for the starts to come. */
    public synchronized void set(String name, String value) {
        settings.put(name, value);
    }

    /** Starts the server on the data that is there; returns when it is ready. */
    public synchronized void restart() {
        launch();
        awaitReady();
    }

    /** Starts the server on the data that is there, and does not wait. */
    public synchronized void launch() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ARBOR_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(environment(data(), port));
        environment.putAll(settings);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(Path data, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ARBOR_DATA", data.toString());
        environment.put("ARBOR_HTTP_PORT", String.valueOf(port));
        environment.put("ARBOR_ADMIN_USERNAME", ADMIN);
        environment.put("ARBOR_ADMIN_PASSWORD", PASSWORD);
        return environment;
    }

    private void awaitReady() {
        Instant deadline = Instant.now().plus(DEADLINE);
        while (!isReady()) {
            if (!process.isAlive()
                    || said().contains(BOOT_FAILED)
                    || Instant.now().isAfter(deadline)) {
                String said = said();
                close();
                throw new IllegalStateException("Expected the server to be ready, but it is not. It said: " + said);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Whether the server and the application in it say that they are ready. */
    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(managementUri("/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("arbor");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An address of the application. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** An address of the management interface. */
    public URI managementUri(String path) {
        return URI.create("http://127.0.0.1:" + (port + Ports.MANAGEMENT) + path);
    }

    /** Its data folder; the log is {@code log/server.log} in it. */
    public Path data() {
        return home.resolve("data");
    }

    /** All that the server has said on its console, of all its starts. */
    public String said() {
        try {
            return Files.exists(output()) ? Files.readString(output()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is in its log, of all its starts. */
    public String log() {
        try {
            return Files.readString(data().resolve("log/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output() {
        return home.resolve("output");
    }

    /** The id of the process. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Ends the server at once, as {@code kill -9} does. */
    public synchronized void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await(Duration.ofSeconds(30));
    }

    /** Asks the server to end, as Ctrl-C does; returns its exit code. */
    public synchronized int interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        await(Duration.ofSeconds(60));
        return process.exitValue();
    }

    private void await(Duration limit) {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Expected process " + process.pid() + " to end, but it goes on.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server at once and removes its data. */
    @Override
    public synchronized void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
        delete(home);
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
