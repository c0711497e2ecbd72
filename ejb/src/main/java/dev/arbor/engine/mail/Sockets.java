package dev.arbor.engine.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;

/**
 * The sockets of one delivery. They are connected to an address that was judged, and the certificate is held against the
 * name that the address was found by. All of them can be closed at once, which ends whatever goes on over them.
 */
final class Sockets {

    private static final Logger LOG = Logger.getLogger(Sockets.class);

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Socket kept(Socket socket) throws IOException {
        open.add(socket);
        if (closed) {
            socket.close();
        }
        return socket;
    }

    /** Closes all, now and for good. */
    void close() {
        closed = true;
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debugf(e, "A socket to a mail server did not close and was given up.");
            }
        }
    }

    /** Whether they were closed. */
    boolean areClosed() {
        return closed;
    }

    /** Whether anybody was there. */
    boolean wereConnected() {
        return open.stream().anyMatch(Socket::isConnected);
    }

    /** Makes sockets without TLS. */
    SocketFactory plain() {
        return new SocketFactory() {

            @Override
            public Socket createSocket() throws IOException {
                return kept(new Socket());
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return kept(new Socket(host, port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
                return kept(new Socket(host, port, from, fromPort));
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return kept(new Socket(host, port));
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
                return kept(new Socket(host, port, from, fromPort));
            }
        };
    }

    /** Makes sockets with TLS that ask for the certificate of a name, or of an address. */
    SSLSocketFactory tls(SSLSocketFactory trusting, String name) {
        return new SSLSocketFactory() {

            private Socket checking(Socket socket) throws IOException {
                SSLSocket tls = (SSLSocket) kept(socket);
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                if (name.chars().anyMatch(Character::isLetter) && name.indexOf(':') < 0) {
                    parameters.setServerNames(List.of(new SNIHostName(name)));
                }
                tls.setSSLParameters(parameters);
                return tls;
            }

            @Override
            public String[] getDefaultCipherSuites() {
                return trusting.getDefaultCipherSuites();
            }

            @Override
            public String[] getSupportedCipherSuites() {
                return trusting.getSupportedCipherSuites();
            }

            @Override
            public Socket createSocket() throws IOException {
                return checking(trusting.createSocket());
            }

            @Override
            public Socket createSocket(Socket over, String host, int port, boolean closing) throws IOException {
                return checking(trusting.createSocket(over, host, port, closing));
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return checking(trusting.createSocket(host, port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
                return checking(trusting.createSocket(host, port, from, fromPort));
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return checking(trusting.createSocket(host, port));
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
                return checking(trusting.createSocket(host, port, from, fromPort));
            }
        };
    }
}
