package dev.arbor.core.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Exports of real installations, which lie beside the project on some machines and are no part of it. */
public final class SharedTrees {

    /** From the folder of a module, where the tests run. */
    private static final Path FOLDER = Path.of("..", "..", "shared", "trees");

    private SharedTrees() {}

    /** The XML files; where there are none, the test is skipped and says so. */
    public static List<Path> files() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            String skipped = "SKIPPED: no exports of real installations in "
                    + FOLDER.toAbsolutePath().normalize();
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
