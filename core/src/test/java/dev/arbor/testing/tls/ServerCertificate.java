package dev.arbor.testing.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a server shows who it is with, as PEM.
 *
 * @param certificate with that of the authority after it
 */
public record ServerCertificate(String key, String certificate) {

    /** The name of the file with the key. */
    public static final String KEY = "server.key";

    /** The name of the file with the certificate. */
    public static final String CERTIFICATE = "server.crt";

    /** Writes both into a folder. */
    public void writeTo(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(KEY), key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve(CERTIFICATE), certificate);
    }
}
