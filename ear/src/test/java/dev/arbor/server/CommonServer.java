package dev.arbor.server;

import java.util.Map;

/**
 * One server for the tests that leave a server as it was, because a start takes longer than many tests. It ends with this
 * JVM. Tests keep apart by the groups of their trees. Its connections may lead to 127.0.0.1, where tests serve, and to no
 * other address that is not public.
 */
public final class CommonServer {

    private static ServerProcess server;

    private CommonServer() {}

    /** The server, which is ready and runs no demo. */
    public static synchronized ServerProcess get() {
        if (server == null) {
            server = ServerProcess.start(Map.of("ARBOR_DEMO", "false", "ARBOR_EGRESS_ALLOW", "127.0.0.1"));
        }
        return server;
    }
}
