package dev.arbor.testing.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a server on the loopback interface and passes on what they say; it counts who is connected,
 * keeps answers back, breaks connections off and goes away, when it is told to.
 */
public final class Relay implements AutoCloseable {

    private static final int BLOCK = 16 * 1024;

    private final int target;
    private final int port;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private ServerSocket door;
    private Thread host;
    private boolean holding;

    /** To a port of the loopback interface. */
    public Relay(int target) {
        this.target = target;
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
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            Socket client;
            try {
                client = at.accept();
            } catch (IOException e) {
                return; // closed
            }
            accepted.incrementAndGet();
            clients.add(client);
            try {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> pump(client, server, false));
                daemon(() -> pump(server, client, true));
            } catch (IOException e) {
                end(client); // the server is not there
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] block = new byte[BLOCK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (answers) {
                    passWhenAllowed();
                }
                out.write(block, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One of them has gone: so does the other.
        } finally {
            end(from);
            end(to);
        }
    }

    private synchronized void passWhenAllowed() {
        if (!holding) {
            return;
        }
        kept.incrementAndGet();
        while (holding) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        kept.decrementAndGet();
    }

    private void end(Socket socket) {
        clients.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    public int port() {
        return port;
    }

    /** How many clients are connected. */
    public int connected() {
        return clients.size();
    }

    /** How many clients ever were. */
    public int accepted() {
        return accepted.get();
    }

    /** From now on, answers are kept back. */
    public synchronized void hold() {
        holding = true;
    }

    /** How many clients have an answer waiting. */
    public int kept() {
        return kept.get();
    }

    /** Answers go on their way. */
    public synchronized void release() {
        holding = false;
        notifyAll();
    }

    /** Breaks off every connection that is there. */
    public void cut() {
        clients.forEach(this::end);
    }

    /** Goes away: nobody listens any more. */
    public synchronized void leave() {
        try {
            door.close();
            // Until its thread has noticed, a socket still takes clients in.
            host.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    /** Is back, on the same port. */
    public synchronized void comeBack() {
        door = open(port);
    }

    @Override
    public void close() {
        release();
        leave();
    }
}
