package dev.arbor.platform.greeting;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * Where this server is reached from the machine that it runs on.
 *
 * @param host a name or address, in brackets where it has colons
 * @param port of HTTP
 */
record Address(String host, int port) {

    private static final String TASK_API = "/app/components/task/app/api/v2";
    private static final int MILLIS = 2_000;

    /** Of a server bound to an address; one that is bound to all is reached by the loopback interface. */
    static Address of(String bound, int port) {
        boolean everywhere = bound.equals("0.0.0.0") || bound.equals("::");
        String host = everywhere ? "127.0.0.1" : bound;
        return new Address(host.contains(":") ? "[" + host + "]" : host, port);
    }

    String url() {
        return "http://" + host + ":" + port;
    }

    String run(long id) {
        return url() + TASK_API + "/runs/" + id + "?include=tasks";
    }

    /** Whether the application itself answers: with its version, or that one has to sign in. */
    boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url() + TASK_API + "/version").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200 || status == 401;
        } catch (IOException e) {
            return false; // Nobody listens yet.
        }
    }
}
