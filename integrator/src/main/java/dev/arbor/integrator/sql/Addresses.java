package dev.arbor.integrator.sql;

import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.egress.EgressDeniedException;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import java.net.UnknownHostException;

/** The address that a driver is given instead of a name, which it would look up again. */
public final class Addresses {

    private Addresses() {}

    /**
     * An address of a host that was judged.
     *
     * @throws CallException when there is none, or none that may be connected to
     */
    public static String of(Egress egress, String host, int port) throws CallException {
        try {
            return egress.addresses(host, port).get(0).getHostAddress();
        } catch (EgressDeniedException e) {
            throw new CallException(Reason.EGRESS, e.getMessage());
        } catch (UnknownHostException e) {
            throw new CallException(Reason.CONNECTION, "Expected an address of " + host + ", but there is none.", e);
        }
    }
}
