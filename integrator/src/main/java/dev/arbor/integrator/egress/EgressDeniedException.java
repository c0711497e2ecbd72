package dev.arbor.integrator.egress;

import java.net.UnknownHostException;

/** An address that connections may not lead to; in the form in which a client's resolver may say so. */
public final class EgressDeniedException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    EgressDeniedException(String message) {
        super(message);
    }
}
