package dev.arbor.engine.ruby;

import java.util.concurrent.locks.ReentrantLock;

/** One version of a handler on this server: loaded, or about to be. All but the lock is guarded by {@link HandlerSeats}. */
final class Seat {

    /** Which version. */
    record Key(String definitionId, String checksum) {}

    final Key key;

    /** Held while it is loaded. */
    final ReentrantLock loading = new ReentrantLock();

    volatile LoadedHandler loaded;
    int users;
    long lastUsed;

    Seat(Key key) {
        this.key = key;
    }

    /** Whether it has a runtime to itself. */
    boolean alone() {
        LoadedHandler handler = loaded;
        return handler != null && !handler.apart();
    }
}
