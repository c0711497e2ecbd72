package dev.arbor.integrator.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the sockets of a {@link Line}, in the form in which the drivers of PostgreSQL and SQL Server take it. */
public final class LineSocketFactory extends SocketFactory {

    private final Line line;

    /**
     * Sockets of one line.
     *
     * @param name of the line
     */
    public LineSocketFactory(String name) {
        line = Line.named(name);
    }

    @Override
    public Socket createSocket() throws IOException {
        return line.socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = line.socket();
        socket.connect(line.target());
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }
}
