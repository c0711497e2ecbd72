package dev.arbor.testing.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certification authority of a test's own, and the server certificate that it signed. */
public final class PrivateAuthority {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    private PrivateAuthority(Path folder) {
        this.folder = folder;
    }

    /** Makes both with the keytool of this JDK, for a server at localhost. */
    public static PrivateAuthority in(Path folder) {
        return in(folder, "san=dns:localhost,ip:127.0.0.1");
    }

    /**
     * Makes both with the keytool of this JDK.
     *
     * @param names of the server, as keytool has them: {@code san=dns:localhost,ip:127.0.0.1}
     */
    public static PrivateAuthority in(Path folder, String names) {
        PrivateAuthority made = new PrivateAuthority(folder);
        made.keytool("ca.p12", "-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-dname", "CN=Test CA", "-ext", "bc:c");
        made.keytool("ca.p12", "-exportcert", "-alias", "ca", "-rfc", "-file", made.path("ca.pem"));
        made.keytool("server.p12", "-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname", "CN=server");
        made.keytool("server.p12", "-certreq", "-alias", "server", "-file", made.path("server.csr"));
        made.keytool(
                "ca.p12",
                "-gencert",
                "-alias",
                "ca",
                "-ext",
                names,
                "-infile",
                made.path("server.csr"),
                "-outfile",
                made.path("server.crt"),
                "-rfc");
        made.keytool("server.p12", "-importcert", "-noprompt", "-alias", "ca", "-file", made.path("ca.pem"));
        made.keytool("server.p12", "-importcert", "-noprompt", "-alias", "server", "-file", made.path("server.crt"));
        return made;
    }

    /** The authority's certificate as PEM. */
    public String pem() {
        try {
            return Files.readString(folder.resolve("ca.pem"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server at localhost needs. */
    public SSLContext server() {
        try (InputStream file = Files.newInputStream(folder.resolve("server.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, for a server that reads files. */
    public ServerCertificate certificate() {
        try (InputStream file = Files.newInputStream(folder.resolve("server.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            StringBuilder chain = new StringBuilder();
            for (Certificate each : store.getCertificateChain("server")) {
                chain.append(pem("CERTIFICATE", each.getEncoded()));
            }
            return new ServerCertificate(
                    pem(
                            "PRIVATE KEY",
                            store.getKey("server", PASSWORD.toCharArray()).getEncoded()),
                    chain.toString());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String store, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", path(store), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Expected keytool to succeed, but it said: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
