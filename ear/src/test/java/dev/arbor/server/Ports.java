package dev.arbor.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports for a server: the HTTP port and the management port that follows from it. */
public final class Ports {

    /** What the management port adds to the HTTP port. */
    public static final int MANAGEMENT = 1910;

    private Ports() {}

    /** An HTTP port that is free together with its management port; below those that the system hands out by itself. */
    public static int freeHttpPort() {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port) && isFree(port + MANAGEMENT)) {
                return port;
            }
        }
        throw new IllegalStateException("Expected a free port between 20000 and 30000, but found none.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
