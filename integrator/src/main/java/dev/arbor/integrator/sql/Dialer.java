package dev.arbor.integrator.sql;

import dev.arbor.integrator.egress.EgressDeniedException;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.wire.Line;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.dbcp2.ConnectionFactory;

/**
 * Connects to a database each time anew: its name is looked up, what it leads to is judged, and only that is connected
 * to. So a database that moved is found again, and a name that changed its mind is not followed to where it may not lead.
 */
final class Dialer implements ConnectionFactory {

    private final Target target;
    private final SqlConnection.Ground ground;

    Dialer(Target target, SqlConnection.Ground ground) {
        this.target = target;
        this.ground = ground;
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
                return connect(addresses.next());
            } catch (SQLException e) {
                if (!addresses.hasNext() || !Failures.isOfConnection(e)) {
                    throw e;
                }
            }
        }
    }

    private Connection connect(InetAddress address) throws SQLException {
        Limits limits = ground.limits();
        Line line = Line.to(address, target.endpoint().port());
        // While signing in, a read may take as long as connecting; however many there are, they end.
        ScheduledFuture<?> alarm = ground.clock()
                .schedule(line::cut, limits.connect().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        boolean connected = false;
        try {
            Connection connection = target.connect(line);
            connection.setNetworkTimeout(
                    Runnable::run, (int) limits.total().plus(limits.connect()).toMillis());
            connected = true;
            return new Wired(connection, line);
        } catch (SQLException e) {
            throw line.isCut() ? new SQLTimeoutException("signing in took too long", e) : e;
        } finally {
            alarm.cancel(false);
            if (!connected) {
                line.cut();
            }
        }
    }

    private List<InetAddress> addresses() throws SQLException {
        Endpoint endpoint = target.endpoint();
        try {
            return ground.egress().addresses(endpoint.host(), endpoint.port());
        } catch (EgressDeniedException e) {
            throw new Told(new CallException(Reason.EGRESS, e.getMessage()));
        } catch (UnknownHostException e) {
            throw new Told(new CallException(
                    Reason.CONNECTION, "Expected an address of " + endpoint.host() + ", but there is none.", e));
        }
    }
}
