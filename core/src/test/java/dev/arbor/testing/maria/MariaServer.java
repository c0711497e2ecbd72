package dev.arbor.testing.maria;

import dev.arbor.testing.process.Await;
import dev.arbor.testing.process.CleanUp;
import dev.arbor.testing.process.Program;
import dev.arbor.testing.tls.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A MariaDB server of a test's own, with a database {@code test} and a user {@code arbor}: a temporary folder and a free
 * port on the loopback interface. It ends with {@link #close()} or with this JVM, whichever is first.
 */
public final class MariaServer implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final MariaPrograms programs = MariaPrograms.find();
    private final int port = Program.freePort();
    private final Path home;
    private final Optional<ServerCertificate> certificate;
    private Process server;

    private MariaServer(Path home, Optional<ServerCertificate> certificate) {
        this.home = home;
        this.certificate = certificate;
    }

    /**
     * Makes and starts a server.
     *
     * @param certificate with which it offers TLS; empty for none
     */
    public static MariaServer start(String password, Optional<ServerCertificate> certificate) {
        try {
            MariaServer made = new MariaServer(Files.createTempDirectory("arbor-mariadb-"), certificate);
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            made.install(password);
            made.restart();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(String password) throws IOException {
        Files.writeString(
                home.resolve("start.sql"),
                "CREATE DATABASE IF NOT EXISTS test;\nCREATE USER IF NOT EXISTS arbor@'%' IDENTIFIED BY '" + password
                        + "';\nGRANT ALL ON test.* TO arbor@'%';\n");
        if (certificate.isPresent()) {
            certificate.get().writeTo(home);
        }
        Files.createDirectory(home.resolve("data"));
        Program.handOver(home);
        Program.run(
                Program.asOrdinaryUser(List.of(
                        programs.install().toString(),
                        "--no-defaults",
                        "--basedir=" + programs.base(),
                        "--datadir=" + home + "/data",
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")),
                home);
    }

    /** Starts the server on the data that is there; returns when it answers. */
    public synchronized void restart() {
        List<String> command = new ArrayList<>(List.of(
                programs.server().toString(),
                "--no-defaults",
                "--basedir=" + programs.base(),
                "--datadir=" + home + "/data",
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + home + "/socket",
                "--init-file=" + home + "/start.sql",
                "--skip-name-resolve",
                "--character-set-server=utf8mb4"));
        if (certificate.isPresent()) {
            command.add("--ssl-cert=" + home.resolve(ServerCertificate.CERTIFICATE));
            command.add("--ssl-key=" + home.resolve(ServerCertificate.KEY));
        } else {
            command.add("--skip-ssl");
        }
        try {
            server = new ProcessBuilder(Program.asOrdinaryUser(command))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("MariaDB listens on port " + port, DEADLINE, () -> {
            if (!server.isAlive()) {
                throw new IllegalStateException("Expected MariaDB to start, but it said: " + log());
            }
            return Files.exists(home.resolve("socket"));
        });
    }

    private String log() {
        try {
            return Files.readString(home.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server at once, as a crash does; its data stays. */
    public synchronized void kill() {
        Program.end(server, "-KILL");
        try {
            Files.deleteIfExists(home.resolve("socket"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, on the loopback interface. */
    public int port() {
        return port;
    }

    /** Ends the server and removes its data. */
    @Override
    public synchronized void close() {
        if (server != null) {
            Program.end(server, "-KILL");
        }
        CleanUp.delete(home);
    }
}
