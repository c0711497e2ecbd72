package dev.arbor.platform.file;

import dev.arbor.platform.api.PlatformRefusal;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The content of files, under {@code files} of the data folder, by id. A file is there as a whole or not at all: it is
 * written beside its place, flushed to the disk and moved. Settings: {@code arbor.file.max-size}, bytes of one file.
 */
@ApplicationScoped
public class FileStore {

    private static final int BUFFER = 64 * 1024;

    private static final Logger LOG = Logger.getLogger(FileStore.class);

    @Inject
    @ConfigProperty(name = "arbor.data", defaultValue = "data")
    String data;

    @Inject
    @ConfigProperty(name = "arbor.file.max-size", defaultValue = "104857600")
    long configuredMost;

    private Path folder;
    private long most;

    /** For the container. */
    protected FileStore() {}

    /** In a folder, which is made when it is needed. */
    public FileStore(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    @PostConstruct
    void open() {
        folder = Path.of(data, "files");
        most = configuredMost;
    }

    /** What was written. */
    public record Written(long size, String sha256) {}

    /**
     * Writes a file, a piece at a time.
     *
     * @throws PlatformRefusal when it is too large; nothing is left of it
     */
    public Written write(UUID id, InputStream content) {
        Path place = path(id);
        Path draft = place.resolveSibling(id + ".part");
        try {
            Files.createDirectories(place.getParent());
            Written written = copy(content, draft);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to store a file, but it failed: " + e.getMessage(), e);
        } finally {
            deleteQuietly(draft);
        }
    }

    private Written copy(InputStream content, Path draft) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > most) {
                    throw PlatformRefusal.tooLarge("Expected a file of at most " + most + " bytes, but it is larger.");
                }
                digest.update(buffer, 0, read);
                ByteBuffer piece = ByteBuffer.wrap(buffer, 0, read);
                while (piece.hasRemaining()) {
                    file.write(piece);
                }
            }
            file.force(true);
        }
        return new Written(size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Where a file is. */
    public Path path(UUID id) {
        String name = id.toString();
        return folder.resolve(name.substring(name.length() - 2)).resolve(name);
    }

    /** Deletes a file; one that cannot be deleted is told to the operator and does no harm. */
    public void delete(UUID id) {
        deleteQuietly(path(id));
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("Expected to delete the file %s, but it failed: %s", path, e.getMessage());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected the JDK to compute SHA-256, but it cannot.", e);
        }
    }
}
