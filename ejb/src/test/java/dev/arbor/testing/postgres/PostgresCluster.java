package dev.arbor.testing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;
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
    private final AtomicInteger databases = new AtomicInteger();
    private Process server;

    private PostgresCluster(Path home, Path programs, int port) {
        this.home = home;
        this.programs = programs;
        this.port = port;
    }

    /** Makes and starts a cluster; takes about three seconds. */
    public static PostgresCluster start() {
        try {
            Path home = Files.createTempDirectory("arbor-postgres-");
            var ordinaryUser = PostgresPrograms.ordinaryUser();
            if (ordinaryUser.isPresent()) {
                run(List.of("chown", ordinaryUser.get(), home.toString()), home);
            }
            PostgresCluster cluster = new PostgresCluster(home, PostgresPrograms.folder(), freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            run(
                    cluster.program(
                            "initdb", "-D", home + "/data", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C"),
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
            server = new ProcessBuilder(program(
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
                            "max_connections=200"))
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
        end("-QUIT");
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

    /** The user to name, who may do everything; any password does. */
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
            end("-INT");
        }
        CleanUp.delete(home);
    }

    private void end(String signal) {
        if (!server.isAlive()) {
            return;
        }
        try {
            run(List.of("kill", signal, String.valueOf(server.pid())), Path.of("/"));
            if (!server.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "any");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private List<String> program(String name, String... arguments) {
        List<String> command = new ArrayList<>(PostgresPrograms.asOrdinaryUser());
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command, Path folder) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Expected " + command + " to succeed, but it said: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
