package dev.arbor.integrator.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** The key of a server that nobody gave one: a file under its data folder that only its owner may read. */
public final class KeyFile {

    private static final Logger LOG = Logger.getLogger(KeyFile.class);

    private static final Set<PosixFilePermission> OWNER_ALONE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

    private KeyFile() {}

    /**
     * The keys of a file, which is made, with one fresh key, when it is not there.
     *
     * @throws IllegalStateException when others than its owner may read it
     * @throws UncheckedIOException when it can neither be read nor made
     */
    public static KeyRing openOrCreate(Path file, Instant now) {
        try {
            create(file, now);
            if (!onlyOwnerReads(file)) {
                throw new IllegalStateException("Expected the key file " + file
                        + " to be readable by its owner alone (mode 600), but others may read it.");
            }
            return KeyRing.parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read or make the key file " + file + ", but it failed.", e);
        }
    }

    private static void create(Path file, Instant now) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[EncryptionKey.BYTES];
        new SecureRandom().nextBytes(key);
        String line = DAY.format(now) + ":" + Base64.getEncoder().encodeToString(key) + "\n";
        // Written whole beside it and linked into place: a crash leaves no half a key, and of two servers one wins.
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", ".new", ownerAlone(file));
        try {
            Files.writeString(draft, line, StandardCharsets.UTF_8);
            Files.createLink(file, draft);
            LOG.infof("Made a key for secrets in %s; whoever loses it loses the secrets.", file);
        } catch (FileAlreadyExistsException e) {
            LOG.debugf("Another server made %s first; its key is used.", file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerAlone(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
    }

    private static boolean onlyOwnerReads(Path file) throws IOException {
        return !isPosix(file) || OWNER_ALONE.containsAll(Files.getPosixFilePermissions(file));
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
