package dev.arbor.integrator.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to one address, whatever they are told to connect to. A driver is given the name of a host,
 * which it needs to check the certificate, and may look it up again, or be redirected by the server; where the socket
 * leads was decided before (integrator spec 8.3).
 */
public class PinnedSocketFactory extends SocketFactory {

    private volatile InetSocketAddress target;

    /**
     * Sockets to one address.
     *
     * @param target as {@link #argument} writes it
     */
    public PinnedSocketFactory(String target) {
        pin(target);
    }

    /** Sockets to nowhere, until {@link #pin} is called. */
    protected PinnedSocketFactory() {}

    /** An address and a port, as the constructor reads it. */
    public static String argument(InetAddress address, int port) {
        return address.getHostAddress() + " " + port;
    }

    /** Decides where sockets lead. */
    protected final void pin(String argument) {
        String[] parts = argument.split(" ");
        try {
            // A literal: nothing is looked up.
            target = new InetSocketAddress(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
        } catch (UnknownHostException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Expected an address and a port, but got '" + argument + "'.", e);
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        if (target == null) {
            throw new IOException("Expected an address to connect to, but none was given.");
        }
        return new Pinned(target);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return connected();
    }

    private Socket connected() throws IOException {
        Socket socket = createSocket();
        socket.connect(target);
        return socket;
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
