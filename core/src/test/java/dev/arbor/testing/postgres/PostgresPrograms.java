package dev.arbor.testing.postgres;

import dev.arbor.testing.process.CleanUp;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Where PostgreSQL's programs are: the installed ones, otherwise those that the build fetched, unpacked once. */
final class PostgresPrograms {

    private static final String FETCHED = "/postgres-linux-x86_64.txz";

    private PostgresPrograms() {}

    /** The folder that holds {@code initdb} and {@code postgres}. */
    static Path folder() {
        return installed().orElseGet(PostgresPrograms::fetched);
    }

    private static Optional<Path> installed() {
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path fetched() {
        try {
            Path home = Files.createTempDirectory("arbor-postgres-programs-");
            CleanUp.atExit(home);
            try (InputStream archive = PostgresPrograms.class.getResourceAsStream(FETCHED)) {
                if (archive == null) {
                    throw new IllegalStateException("Expected PostgreSQL's programs under /usr/lib/postgresql or at "
                            + FETCHED + " on the class path, but found neither.");
                }
                unpack(archive, home);
            }
            CleanUp.readableByAll(home);
            return home.resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = home.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
                    if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
                        throw new IOException("Expected to make " + target + " executable, but it was refused.");
                    }
                }
            }
        }
    }
}
