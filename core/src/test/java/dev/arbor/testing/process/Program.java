package dev.arbor.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts programs, as an ordinary user where the tests run as root, which servers of databases refuse to be. */
public final class Program {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String NOBODY = "65534";

    private Program() {}

    /** Runs a program to its end in a folder; it has to succeed. */
    public static void run(List<String> command, Path folder) {
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

    /** A command that does not run as root. */
    public static List<String> asOrdinaryUser(List<String> command) {
        List<String> all = new ArrayList<>();
        ordinaryUser()
                .ifPresent(
                        user -> all.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups")));
        all.addAll(command);
        return all;
    }

    /** Gives a folder and all in it to the user that {@link #asOrdinaryUser} runs as. */
    public static void handOver(Path folder) {
        ordinaryUser().ifPresent(user -> run(List.of("chown", "-R", user, folder.toString()), Path.of("/")));
    }

    private static Optional<String> ordinaryUser() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return Optional.of(users.anyMatch(line -> line.startsWith("postgres:")) ? "postgres" : NOBODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal such as {@code -INT} to a process and waits for its end. */
    public static void end(Process process, String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            run(List.of("kill", signal, String.valueOf(process.pid())), Path.of("/"));
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** A port of the loopback interface that nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
