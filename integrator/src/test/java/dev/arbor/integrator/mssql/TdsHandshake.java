package dev.arbor.integrator.mssql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS as TDS has it: the handshake travels within packets of their own, and everything after it travels within TLS. */
final class TdsHandshake extends Socket {

    private final Socket real;
    private final ByteArrayOutputStream turn = new ByteArrayOutputStream();
    private InputStream handshake = new ByteArrayInputStream(new byte[0]);
    private volatile boolean done;

    private TdsHandshake(Socket real) {
        this.real = real;
    }

    /** A socket to go on with, when the handshake has succeeded. */
    static SSLSocket perform(Socket real, SSLContext context) throws IOException {
        TdsHandshake wrapped = new TdsHandshake(real);
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(wrapped, real.getInetAddress().getHostAddress(), real.getPort(), true);
        secure.setUseClientMode(false);
        secure.setEnabledProtocols(new String[] {"TLSv1.2"});
        secure.startHandshake();
        wrapped.send();
        wrapped.done = true;
        return secure;
    }

    /** All that is said before the other side has its turn is one message. */
    private void send() throws IOException {
        if (turn.size() > 0) {
            TdsPackets.write(real.getOutputStream(), TdsPackets.PRELOGIN, turn.toByteArray());
            turn.reset();
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                if (handshake.available() == 0) {
                    if (done) {
                        return real.getInputStream().read(into, at, length);
                    }
                    send();
                    handshake = new ByteArrayInputStream(
                            TdsPackets.read(real.getInputStream()).content());
                }
                return handshake.read(into, at, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] content, int at, int length) throws IOException {
                if (done) {
                    real.getOutputStream().write(content, at, length);
                } else {
                    turn.write(content, at, length);
                }
            }

            @Override
            public void flush() throws IOException {
                real.getOutputStream().flush();
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return real.isClosed();
    }

    @Override
    public InetAddress getInetAddress() {
        return real.getInetAddress();
    }

    @Override
    public void close() throws IOException {
        real.close();
    }
}
