package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.zip.HandlerZip;
import dev.arbor.engine.handler.zip.ZipBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Where packages are unpacked, a folder for each time that one is loaded. They are copies of what the database has, so
 * whatever an earlier life of the server has left is removed at the start.
 */
final class HandlerFolders {

    private static final Logger LOG = Logger.getLogger(HandlerFolders.class);

    private final Path root;
    private final ZipBounds bounds;
    private final AtomicLong made = new AtomicLong();

    HandlerFolders(Path root, ZipBounds bounds) {
        this.root = root.toAbsolutePath().normalize();
        this.bounds = bounds;
        remove(this.root);
    }

    /** Unpacks a package. */
    Path unpack(String definitionId, byte[] content) throws IOException {
        Path folder = root.resolve(definitionId + "-" + made.incrementAndGet());
        boolean done = false;
        try (HandlerZip zip = HandlerZip.open(content, bounds)) {
            Files.createDirectories(folder);
            zip.unpack(folder);
            done = true;
            return folder;
        } finally {
            if (!done) {
                remove(folder);
            }
        }
    }

    /** Removes a folder; what cannot be removed goes at the next start. */
    void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("The unpacked handler %s could not be removed: %s", folder, e.getMessage());
        }
    }
}
