package dev.arbor.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files that live as long as the tests. */
public final class CleanUp {

    private CleanUp() {}

    /** Removes a folder when this JVM ends, however it ends short of a kill. */
    public static void atExit(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    }

    /** Removes a folder and all in it; what is gone already is no error. */
    public static void delete(Path folder) {
        for (Path path : all(folder)) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Opens the folders to another user: temporary folders are made for their owner alone. */
    public static void readableByAll(Path folder) throws IOException {
        for (Path path : all(folder)) {
            if (Files.isDirectory(path)) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
                permissions.add(PosixFilePermission.OTHERS_READ);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }

    private static List<Path> all(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
