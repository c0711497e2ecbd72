package dev.arbor.integrator.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A real server of one kind, and what is to be known of it to call it. */
public interface OtherSide extends AutoCloseable {

    /** What it lets us in by. */
    String PASSWORD = "planted-pässword-1";

    /** The port of the loopback interface that it listens on, for good. */
    int port();

    /** The config of a connection that reaches it by way of some port of {@code localhost}. */
    ObjectNode config(int port);

    /** An operation that gives {@code {{x}}} back. */
    ObjectNode echo();

    /** The expression that finds what was given back. */
    String echoed();

    /** An operation whose answer has more than 200,000 bytes. */
    ObjectNode large();

    /** Ends it as a crash does. */
    void kill();

    /** Starts it again. */
    void restart();

    @Override
    void close();
}
