package dev.arbor.engine.mail;

import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.function.UnaryOperator;

/** A mail server that answers as a test says: a line for each line, or nothing at all. */
final class OddServer implements AutoCloseable {

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /**
     * A server.
     *
     * @param answers what is said to a line, null for nothing; the empty line is the beginning
     */
    OddServer(UnaryOperator<String> answers) throws IOException {
        this(answers, "127.0.0.1");
    }

    /** The same at another address of this machine. */
    OddServer(UnaryOperator<String> answers, String address) throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getByName(address));
        threads.submit(() -> {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                threads.submit(() -> serve(client, answers));
            }
            return null;
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Every line that was said to it. */
    List<String> heard() {
        return heard;
    }

    private Void serve(Socket client, UnaryOperator<String> answers) throws IOException {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            for (String line = ""; line != null; line = in.readLine()) {
                heard.add(line);
                String answer = answers.apply(line);
                if (answer != null) {
                    out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
