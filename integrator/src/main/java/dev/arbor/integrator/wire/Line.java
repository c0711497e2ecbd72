package dev.arbor.integrator.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * A way to one address that was judged (integrator spec 8.3). The sockets of a line connect to that address, whatever they
 * are told to connect to: a driver is given the name of a host, which it needs to check the certificate, and may look it
 * up again, or be redirected by the server. A line that is cut ends whatever goes on over it, at once; a driver's own way
 * to end a connection may wait for the thread that reads from it.
 */
public final class Line {

    private static final Logger LOG = Logger.getLogger(Line.class);
    private static final Map<String, Line> LINES = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Line(InetSocketAddress target) {
        this.target = target;
    }

    /** A line to an address; it has to be cut in the end. */
    public static Line to(InetAddress address, int port) {
        Line line = new Line(new InetSocketAddress(address, port));
        LINES.put(line.name, line);
        return line;
    }

    /** The line of a name, for whoever can be given a text only. */
    static Line named(String name) {
        Line line = LINES.get(name);
        if (line == null) {
            throw new IllegalArgumentException("Expected a line that is not cut, but '" + name + "' is none.");
        }
        return line;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where it leads. */
    public InetSocketAddress target() {
        return target;
    }

    /** A socket that is not connected yet. */
    Socket socket() throws IOException {
        Socket socket = new Pinned(target);
        sockets.add(socket);
        if (cut) {
            socket.close();
        }
        return socket;
    }

    /** Whether it is cut. */
    public boolean isCut() {
        return cut;
    }

    /** Closes its sockets, now and for good. */
    public void cut() {
        cut = true;
        LINES.remove(name);
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debugf(e, "A socket to %s did not close and was given up.", target);
            }
        }
    }

    /** How many lines are not cut. */
    public static int count() {
        return LINES.size();
    }

    private static final class Pinned extends Socket {
        private final InetSocketAddress target;

        Pinned(InetSocketAddress target) {
            super(Proxy.NO_PROXY);
            this.target = target;
        }

        @Override
        public void connect(SocketAddress told) throws IOException {
            super.connect(target);
        }

        @Override
        public void connect(SocketAddress told, int timeout) throws IOException {
            super.connect(target, timeout);
        }
    }
}
