package dev.arbor.integrator.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certification authorities that one connection names, and trust in no other. */
public final class Authorities {

    private Authorities() {}

    /**
     * The certificates of a PEM text, as a store of what is trusted.
     *
     * @param pem one or more X.509 certificates
     * @throws GeneralSecurityException when there is none, or one cannot be read
     */
    public static KeyStore store(String pem) throws GeneralSecurityException {
        Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        if (all.isEmpty()) {
            throw new CertificateException("Expected a PEM certificate, but there is none.");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate each : all) {
                store.setCertificateEntry("ca" + number++, each);
            }
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /**
     * TLS that trusts the authorities of a PEM text alone.
     *
     * @throws GeneralSecurityException when there is none, or one cannot be read
     */
    public static SSLContext context(String pem) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(pem));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
