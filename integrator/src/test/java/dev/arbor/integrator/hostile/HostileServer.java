package dev.arbor.integrator.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A server that behaves as badly as its path says, on a bare socket. Its threads are named after it. */
final class HostileServer implements AutoCloseable {

    static final String THREADS = "hostile-";

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final ServerSocket socket;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    HostileServer(InetAddress address, int port) throws IOException {
        socket = new ServerSocket(port, 50, address);
        start(this::accept);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, THREADS + socket.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    /** The request lines, in the order in which they came. */
    List<String> requests() {
        return requests;
    }

    /** How many bytes the last endless answer could put into its connection before that was closed. */
    long sent() {
        return sent.get();
    }

    /** How many connections it has at the moment. */
    long connections() {
        return open.stream().filter(each -> !each.isClosed()).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket each = socket.accept();
                open.add(each);
                start(() -> serve(each));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket each) {
        try (each) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(each.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            requests.add(line);
            int length = 0;
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
            }
            // What is not read would make the system reset the connection, and the answer would be lost.
            in.skip(length);
            sent.set(0);
            answer(line.split(" ")[1], in, each.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // They hung up on it, which is what it deserves.
        }
    }

    private void answer(String path, BufferedReader in, OutputStream out) throws IOException, InterruptedException {
        switch (path) {
            case "/endless" ->
                forever(out, OK + "Transfer-Encoding: chunked\r\n\r\n", "2000\r\n" + "x".repeat(8192) + "\r\n");
            case "/told" -> forever(out, OK + "Content-Length: 10737418240\r\n\r\n", "x".repeat(8192));
            case "/untold" -> forever(out, OK + "\r\n", "x".repeat(8192));
            case "/headers" -> forever(out, OK, "X-More: " + "x".repeat(1000) + "\r\n");
            case "/line" -> forever(out, OK + "X-Long: ", "x".repeat(8192));
            case "/continue" -> forever(out, "", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100));
            case "/drip" -> drip(out, OK + "Content-Length: 50000\r\n\r\n", "x");
            case "/drip-headers" -> drip(out, OK, "X: y\r\n");
            case "/drip-chunks" -> drip(out, OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n");
            case "/silent" -> in.read();
            case "/cut" -> write(out, OK + "Content-Length: 1000\r\n\r\nonly this");
            case "/garbage" -> write(out, "\0\1\2 this is no HTTP\r\n\r\n");
            case "/gone" -> {}
            case "/loop" ->
                write(out, "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            case "/moved-endless" ->
                forever(
                        out,
                        "HTTP/1.1 302 Found\r\nLocation: /fine\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "2000\r\n" + "x".repeat(8192) + "\r\n");
            default ->
                write(
                        out,
                        OK
                                + "Content-Type: application/json\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"ok\":true}");
        }
    }

    private void forever(OutputStream out, String begin, String block) throws IOException {
        write(out, begin);
        while (true) {
            write(out, block);
            sent.addAndGet(block.length());
        }
    }

    private void drip(OutputStream out, String begin, String drop) throws IOException, InterruptedException {
        write(out, begin);
        while (true) {
            write(out, drop);
            sent.addAndGet(drop.length());
            Thread.sleep(50);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
