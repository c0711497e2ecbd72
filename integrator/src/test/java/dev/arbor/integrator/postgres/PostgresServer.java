package dev.arbor.integrator.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A PostgreSQL server of a test's own, of the installed programs or of those that the build fetched. */
final class PostgresServer implements AutoCloseable {

    private static final String FETCHED = "/postgres-linux-x86_64.txz";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path home;
    private final int port;
    private final Process server;

    /** Starts one with a user {@code arbor} whose password is asked for. */
    PostgresServer(String password) throws IOException {
        home = Files.createTempDirectory("integrator-postgres-");
        Path programs = installed().orElseGet(this::fetched);
        Path secret = Files.writeString(home.resolve("password"), password);
        if (isRoot()) {
            run(List.of("chown", "-R", "65534", home.toString()));
        }
        run(ordinary(
                programs.resolve("initdb").toString(),
                "-D",
                home + "/data",
                "-U",
                "arbor",
                "-A",
                "scram-sha-256",
                "--pwfile",
                secret.toString(),
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync"));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = new ProcessBuilder(ordinary(
                        programs.resolve("postgres").toString(),
                        "-D",
                        home + "/data",
                        "-p",
                        String.valueOf(port),
                        "-k",
                        home.toString(),
                        "-h",
                        "127.0.0.1",
                        "-c",
                        "fsync=off"))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Instant deadline = Instant.now().plus(DEADLINE);
        while (Files.notExists(home.resolve(".s.PGSQL." + port))) {
            if (!server.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Expected PostgreSQL to listen on port " + port + ", but it did not.");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Where it listens, on the loopback interface. */
    int port() {
        return port;
    }

    private static Optional<Path> installed() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path fetched() {
        try (InputStream archive = PostgresServer.class.getResourceAsStream(FETCHED)) {
            Path programs = Files.createDirectory(home.resolve("programs"));
            Path file = home.resolve("programs.txz");
            Files.copy(archive, file);
            run(List.of("tar", "-xJf", file.toString(), "-C", programs.toString()));
            return programs.resolve("bin");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> ordinary(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Expected " + command + " to succeed, but it said: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        try {
            if (!server.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
        run(List.of("rm", "-rf", home.resolve("data").toString()));
    }
}
