package dev.arbor.engine.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * This server among those that share the database. The name is new at every start, so that what an earlier process of the
 * same machine had in hand is never mistaken for work of this one.
 */
@ApplicationScoped
public class Member {

    private final String name = host() + "/" + ProcessHandle.current().pid() + "/"
            + UUID.randomUUID().toString().substring(0, 8);

    /** Its name, at most 64 characters. */
    public String name() {
        return name;
    }

    private static String host() {
        try {
            String host = InetAddress.getLocalHost().getHostName();
            return host.length() > 40 ? host.substring(0, 40) : host;
        } catch (UnknownHostException e) {
            return "localhost"; // A machine without a name of its own still has a process id.
        }
    }
}
