package dev.arbor.integrator.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/** {@link LineSocketFactory} in the form in which MariaDB's driver takes one. */
public final class MariaSocketFactory extends ConfigurableSocketFactory {

    /** The property that names the line. */
    public static final String LINE = "arborLine";

    private LineSocketFactory sockets;

    @Override
    public void setConfiguration(Configuration configuration, String host) {
        sockets = new LineSocketFactory(configuration.nonMappedOptions().getProperty(LINE));
    }

    @Override
    public Socket createSocket() throws IOException {
        return sockets.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return sockets.createSocket(host, port);
    }
}
