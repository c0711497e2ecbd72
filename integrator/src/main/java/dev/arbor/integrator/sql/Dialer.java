package dev.arbor.integrator.sql;

import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.egress.EgressDeniedException;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.dbcp2.ConnectionFactory;

/**
 * Connects to a database each time anew: its name is looked up, what it leads to is judged, and only that is connected
 * to. So a database that moved is found again, and a name that changed its mind is not followed to where it may not lead.
 */
final class Dialer implements ConnectionFactory {

    private final Target target;
    private final Egress egress;
    private final Limits limits;

    Dialer(Target target, Egress egress, Limits limits) {
        this.target = target;
        this.egress = egress;
        this.limits = limits;
    }

    /** A failure that is told already, on its way through the pool. */
    static final class Told extends SQLException {
        private static final long serialVersionUID = 1L;

        private final transient CallException failure;

        Told(CallException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        CallException failure() {
            return failure;
        }
    }

    @Override
    public Connection createConnection() throws SQLException {
        Iterator<InetAddress> addresses = addresses().iterator();
        while (true) {
            try {
                Connection connection = target.connect(addresses.next());
                // While signing in, a read may take as long as connecting; a statement may take longer.
                connection.setNetworkTimeout(Runnable::run, (int)
                        limits.total().plus(limits.connect()).toMillis());
                return connection;
            } catch (SQLException e) {
                if (!addresses.hasNext() || !Failures.isOfConnection(e)) {
                    throw e;
                }
            }
        }
    }

    private List<InetAddress> addresses() throws SQLException {
        Endpoint endpoint = target.endpoint();
        try {
            return egress.addresses(endpoint.host(), endpoint.port());
        } catch (EgressDeniedException e) {
            throw new Told(new CallException(Reason.EGRESS, e.getMessage()));
        } catch (UnknownHostException e) {
            throw new Told(new CallException(
                    Reason.CONNECTION, "Expected an address of " + endpoint.host() + ", but there is none.", e));
        }
    }
}
