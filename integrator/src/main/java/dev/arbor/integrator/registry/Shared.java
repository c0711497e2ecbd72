package dev.arbor.integrator.registry;

import dev.arbor.integrator.kind.OpenConnection;

/** An open connection and how many calls are on it: one that is retired takes no more and is closed after the last. */
final class Shared {

    private final int lockVersion;
    private final OpenConnection connection;
    private int calls;
    private boolean retired;

    /**
     * One that nobody uses yet.
     *
     * @param lockVersion of the definition that it was opened from
     */
    Shared(int lockVersion, OpenConnection connection) {
        this.lockVersion = lockVersion;
        this.connection = connection;
    }

    int lockVersion() {
        return lockVersion;
    }

    OpenConnection connection() {
        return connection;
    }

    /** Begins a call, unless it is too late for that; whoever is told yes {@link #leave leaves} again. */
    synchronized boolean enter() {
        if (!retired) {
            calls++;
        }
        return !retired;
    }

    /** Ends a call. */
    void leave() {
        boolean last;
        synchronized (this) {
            calls--;
            last = retired && calls == 0;
        }
        if (last) {
            connection.close();
        }
    }

    /** Takes no more calls. */
    void retire() {
        boolean idle;
        synchronized (this) {
            idle = !retired && calls == 0;
            retired = true;
        }
        if (idle) {
            connection.close();
        }
    }
}
