package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.wire.Authorities;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** Trust in a certification authority that one connection names, and in no other. */
final class Certificates {

    private Certificates() {}

    /**
     * A TLS context that trusts what a PEM text holds.
     *
     * @throws CallException when it holds no certificate
     */
    static SSLContext trusting(String pem) throws CallException {
        try {
            return Authorities.context(pem);
        } catch (GeneralSecurityException e) {
            throw new CallException(
                    Reason.INVALID_CONNECTION, "Expected a PEM certificate in caCert, but it cannot be read.", e);
        }
    }
}
