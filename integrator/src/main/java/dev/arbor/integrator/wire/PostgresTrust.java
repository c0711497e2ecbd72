package dev.arbor.integrator.wire;

import java.security.GeneralSecurityException;
import org.postgresql.ssl.WrappedFactory;

/** Trust in the authorities of a PEM text, in the form in which PostgreSQL's driver takes it. */
public final class PostgresTrust extends WrappedFactory {

    /**
     * Trusts what a text holds.
     *
     * @throws GeneralSecurityException when it holds no certificate
     */
    public PostgresTrust(String pem) throws GeneralSecurityException {
        factory = Authorities.context(pem).getSocketFactory();
    }
}
