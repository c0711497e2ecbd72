package dev.arbor.testing.postgres;

import dev.arbor.testing.process.CleanUp;
import dev.arbor.testing.process.Program;
import dev.arbor.testing.tls.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL cluster of a test's own: a temporary folder, a free port on the loopback interface, fsync on. It can be
 * killed and started again on the same data. It ends with {@link #close()} or with this JVM, whichever is first.
 */
public final class PostgresCluster implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String USER = "arbor";

    private final Path home;
    private final Path programs;
    private final int port;
    private final String password;
    private final Optional<ServerCertificate> certificate;
    private final AtomicInteger databases = new AtomicInteger();
    private Process server;

    private PostgresCluster(
            Path home, Path programs, int port, String password, Optional<ServerCertificate> certificate) {
        this.home = home;
        this.programs = programs;
        this.port = port;
        this.password = password;
        this.certificate = certificate;
    }

    /** Makes and starts a cluster that lets everybody in with any password; takes about three seconds. */
    public static PostgresCluster start() {
        return start(Optional.empty(), Optional.empty());
    }

    /**
     * Makes and starts a cluster that asks for a password.
     *
     * @param certificate with which it offers TLS; empty for none
     */
    public static PostgresCluster start(String password, Optional<ServerCertificate> certificate) {
        return start(Optional.of(password), certificate);
    }

    private static PostgresCluster start(Optional<String> password, Optional<ServerCertificate> certificate) {
        try {
            Path home = Files.createTempDirectory("arbor-postgres-");
            PostgresCluster cluster = new PostgresCluster(
                    home, PostgresPrograms.folder(), Program.freePort(), password.orElse("any"), certificate);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            Path secret = Files.writeString(home.resolve("password"), cluster.password);
            if (certificate.isPresent()) {
                certificate.get().writeTo(home);
            }
            Program.handOver(home);
            Program.run(
                    cluster.program(
                            "initdb",
                            "-D",
                            home + "/data",
                            "-U",
                            USER,
                            "-A",
                            password.isPresent() ? "scram-sha-256" : "trust",
                            "--pwfile",
                            secret.toString(),
                            "-E",
                            "UTF8",
                            "--locale=C"),
                    home);
            cluster.restart();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server on the data that is there; returns when it answers. */
    public synchronized void restart() {
        try {
            List<String> command = new ArrayList<>(program(
                    "postgres",
                    "-D",
                    home + "/data",
                    "-p",
                    String.valueOf(port),
                    "-k",
                    home.toString(),
                    "-h",
                    "127.0.0.1",
                    "-c",
                    "fsync=on",
                    "-c",
                    "max_connections=200"));
            if (certificate.isPresent()) {
                command.addAll(List.of(
                        "-c", "ssl=on",
                        "-c", "ssl_cert_file=" + home.resolve(ServerCertificate.CERTIFICATE),
                        "-c", "ssl_key_file=" + home.resolve(ServerCertificate.KEY)));
            }
            server = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instant deadline = Instant.now().plus(DEADLINE);
        while (!answers()) {
            if (!server.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Expected PostgreSQL to answer on port " + port + ", but it did not.");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Ends the server at once, as a crash does; its data stays, and {@link #restart()} recovers it. */
    public synchronized void kill() {
        // SIGQUIT: the server's own way to end it and its children without any closing work.
        Program.end(server, "-QUIT");
    }

    /** A new, empty database. */
    public String newDatabase() {
        String name = "test" + databases.incrementAndGet();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    /** The user to name, who may do everything; where no password was asked for, any does. */
    public String user() {
        return USER;
    }

    /** The loopback port that the server listens on. */
    public int port() {
        return port;
    }

    /** Ends the server and removes its data. */
    @Override
    public synchronized void close() {
        if (server != null) {
            Program.end(server, "-INT");
        }
        CleanUp.delete(home);
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private List<String> program(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(programs.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return Program.asOrdinaryUser(command);
    }
}
