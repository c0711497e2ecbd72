package dev.arbor.engine.ruby;

/** The runtime of handlers that need none to themselves, started at its first use. */
final class SharedRuntime implements AutoCloseable {

    private HandlerRuntime runtime;
    private boolean closed;

    synchronized HandlerRuntime get() {
        if (closed) {
            throw new IllegalStateException("Expected handlers to be open, but they were closed.");
        }
        if (runtime == null) {
            runtime = HandlerRuntime.start();
        }
        return runtime;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
    }
}
