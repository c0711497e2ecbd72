package dev.arbor.engine.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Has a mail server that knows no STARTTLS spoken to by it: what comes after that command is passed on to the server. */
final class StartTlsGate implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final int server;

    /** A gate before a server on a port. */
    StartTlsGate(SSLContext tls, int server) throws IOException {
        this.tls = tls;
        this.server = server;
        threads.submit(() -> {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                threads.submit(() -> serve(client));
            }
            return null;
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was said before TLS began. */
    List<String> commands() {
        return commands;
    }

    private Void serve(Socket client) throws IOException {
        try (client) {
            // A byte at a time: what follows STARTTLS belongs to TLS.
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            say(out, "220 gate");
            for (String line = line(in); !line.equals("STARTTLS"); line = line(in)) {
                commands.add(line);
                say(out, line.startsWith("EHLO") ? "250-gate\r\n250 STARTTLS" : "502 not before TLS");
            }
            say(out, "220 go ahead");
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
                new BufferedReader(new InputStreamReader(behind.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine();
                threads.submit(() -> behind.getInputStream().transferTo(secure.getOutputStream()));
                secure.getInputStream().transferTo(behind.getOutputStream());
            }
        }
        return null;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new IOException("The client is gone.");
            }
            line.append((char) each);
        }
        return line.toString().strip();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
