package dev.arbor.integrator.mssql;

import dev.arbor.integrator.wire.Authorities;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Authorities to trust in a file, the only form in which the driver checks the name of a server too. */
final class TrustFile {

    /** Of a file of certificates, which are not secret. */
    static final String PASSWORD = "not-secret";

    private static final Logger LOG = Logger.getLogger(TrustFile.class);

    private Path file;

    /** The path of a file with the authorities of a PEM text; written when it is first asked for. */
    synchronized String of(String pem) throws SQLException {
        try {
            if (file == null || Files.notExists(file)) {
                file = Files.createTempFile("arbor-trust-", ".p12");
                try (OutputStream out = Files.newOutputStream(file)) {
                    Authorities.store(pem).store(out, PASSWORD.toCharArray());
                }
            }
            return file.toString();
        } catch (IOException | GeneralSecurityException e) {
            throw new SQLException("the authorities to trust could not be written into a temporary file", e);
        }
    }

    synchronized void close() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warnf("Expected to remove %s, but it failed: %s", file, e.getMessage());
            }
            file = null;
        }
    }
}
