package dev.arbor.integrator.mssql;

import dev.arbor.integrator.mssql.TdsPackets.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * The wire's edge of a SQL Server, which cannot be run here: it does what the protocol asks before a statement (MS-TDS
 * pre-login, TLS, login) and answers each statement with the value of its last parameter. It knows no SQL.
 */
final class TdsServer implements AutoCloseable {

    private static final int LOGIN_FAILED = 18456;
    private static final int LARGE = 200_000;

    private final Optional<SSLContext> tls;
    private final String password;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> login = new AtomicReference<>();
    private final AtomicReference<TdsCall> call = new AtomicReference<>();
    private final int port;
    private volatile Optional<InetSocketAddress> elsewhere = Optional.empty();
    private ServerSocket door;
    private Thread host;

    TdsServer(String password, Optional<SSLContext> tls) {
        this.password = password;
        this.tls = tls;
        this.door = open(0);
        this.port = door.getLocalPort();
    }

    private ServerSocket open(int at) {
        try {
            ServerSocket made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            host = daemon(() -> accept(made));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "other side");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                Socket client = at.accept();
                clients.add(client);
                daemon(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            TdsPackets.read(client.getInputStream());
            TdsPackets.write(client.getOutputStream(), TdsPackets.REPLY, prelogin());
            Socket used = tls.isPresent() ? TdsHandshake.perform(client, tls.get()) : client;
            InputStream in = used.getInputStream();
            OutputStream out = used.getOutputStream();
            while (true) {
                TdsPackets.write(
                        out, TdsPackets.REPLY, answer(TdsPackets.read(in)).bytes());
            }
        } catch (EOFException | SocketException e) {
            // The client has gone.
        } catch (IOException e) {
            // It did not like our certificate, say; the test sees what the client makes of it.
        } finally {
            clients.remove(client);
        }
    }

    /** Version 16, encryption or none, the right instance. */
    private byte[] prelogin() {
        return new byte[] {
            0,
            0,
            21,
            0,
            6,
            1,
            0,
            27,
            0,
            1,
            2,
            0,
            28,
            0,
            1,
            4,
            0,
            29,
            0,
            1,
            (byte) 0xff,
            16,
            0,
            4,
            0,
            0,
            0,
            (byte) (tls.isPresent() ? 1 : 2),
            0,
            0
        };
    }

    private TdsTokens answer(Message message) {
        TdsTokens tokens = new TdsTokens();
        switch (message.type()) {
            case TdsPackets.LOGIN -> {
                return signIn(message.content(), tokens);
            }
            case TdsPackets.CALL -> {
                TdsCall told = TdsCall.read(message.content());
                call.set(told);
                String value = told.values().isEmpty()
                        ? ""
                        : String.valueOf(told.values().get(told.values().size() - 1));
                boolean large = told.statement().contains("REPLICATE");
                boolean many = told.statement().contains("GENERATE_SERIES");
                if (told.statement().contains("nowhere")) {
                    return tokens.refusal(208, "Invalid object name 'nowhere'.");
                }
                return tokens.rows(large ? "x".repeat(LARGE) : value, many ? 5000 : 1, true);
            }
            case TdsPackets.BATCH -> {
                ByteBuffer in = ByteBuffer.wrap(message.content()).order(ByteOrder.LITTLE_ENDIAN);
                int headers = in.getInt(0);
                String text = new String(
                        message.content(), headers, message.content().length - headers, StandardCharsets.UTF_16LE);
                return text.contains("SELECT 1") ? tokens.rows("1", 1, false) : tokens.nothing();
            }
            case TdsPackets.ATTENTION -> {
                return tokens.stopped();
            }
            default -> throw new IllegalStateException("Expected a known message, but got " + message.type());
        }
    }

    private TdsTokens signIn(byte[] content, TdsTokens tokens) {
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        byte[] hidden = bytes(in, 44);
        for (int i = 0; i < hidden.length; i++) {
            int clear = (hidden[i] & 0xff) ^ 0xa5;
            hidden[i] = (byte) (clear << 4 | clear >> 4);
        }
        login.set(text(bytes(in, 40)) + "@" + text(bytes(in, 68)) + " by " + text(bytes(in, 48)));
        if (!text(hidden).equals(password)) {
            return tokens.refusal(LOGIN_FAILED, "Login failed for user '" + text(bytes(in, 40)) + "'.");
        }
        elsewhere.ifPresent(other -> tokens.elsewhere(other.getHostString(), other.getPort()));
        return tokens.signedIn();
    }

    private static byte[] bytes(ByteBuffer in, int at) {
        byte[] bytes = new byte[2 * in.getShort(at + 2)];
        in.get(in.getShort(at), bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_16LE);
    }

    int port() {
        return port;
    }

    /** Who signed in last, as {@code user@database by application}. */
    String login() {
        return login.get();
    }

    /** What was called last. */
    TdsCall call() {
        return call.get();
    }

    /** From now on, whoever signs in is sent to another server. */
    void sendTo(InetSocketAddress other) {
        elsewhere = Optional.of(other);
    }

    void kill() {
        try {
            door.close();
            // Until its thread has noticed, a socket still takes clients in.
            host.join();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void restart() {
        door = open(port);
    }

    @Override
    public void close() {
        kill();
    }
}
