package dev.arbor.integrator.mssql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.SqlKind;
import dev.arbor.integrator.sql.TlsContract;
import dev.arbor.testing.tls.ServerCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Up to the wire's edge of a server: see {@link TdsServer}. */
class MssqlTlsTest extends TlsContract {

    @Override
    protected Server start(Optional<ServerCertificate> certificate) {
        TdsServer server = new TdsServer(PASSWORD, certificate.map(MssqlTlsTest::context));
        return new Server() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private static SSLContext context(ServerCertificate certificate) {
        try {
            byte[] key = Base64.getMimeDecoder().decode(certificate.key().replaceAll("-----[A-Z ]+-----", ""));
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(certificate.certificate().getBytes(StandardCharsets.US_ASCII)))
                    .toArray(Certificate[]::new);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server",
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    new char[0],
                    chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected SqlKind kind(SqlConnection.Ground ground) {
        return new MssqlKind(ground);
    }

    @Override
    protected ObjectNode login() {
        return JSON.createObjectNode()
                .put("username", "arbor")
                .put("password", PASSWORD)
                .put("database", "test");
    }

    @Override
    protected Optional<ObjectNode> encrypted() {
        return Optional.empty();
    }

    /** Nobody signs in to a SQL Server in the open. */
    @Override
    protected boolean worksWithoutTls() {
        return false;
    }

    /** The name of a database is told to the server as it is: what looks like an option is none. */
    @Override
    protected boolean refusesStrangeDatabases() {
        return false;
    }
}
