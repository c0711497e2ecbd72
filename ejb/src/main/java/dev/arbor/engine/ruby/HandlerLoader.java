package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.store.InstalledHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Loads handlers into the shared runtime or one of their own, of which there is a bounded number. */
final class HandlerLoader implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    private final SharedRuntime shared;
    private final HandlerFolders folders;
    private final Function<String, Optional<byte[]>> packages;
    private final Semaphore room;
    private final int runtimes;

    /**
     * Over a source of packages.
     *
     * @param packages the bytes of a checksum; empty when they are not there any more
     */
    HandlerLoader(
            SharedRuntime shared,
            HandlerFolders folders,
            Function<String, Optional<byte[]>> packages,
            RuntimeSettings settings) {
        this.shared = shared;
        this.folders = folders;
        this.packages = packages;
        this.runtimes = settings.runtimes();
        this.room = new Semaphore(runtimes);
    }

    /** How many handlers have runtimes of their own. */
    int alone() {
        return runtimes - room.availablePermits();
    }

    /**
     * Loads one in the calling thread.
     *
     * @param makeRoom ends a runtime that is idle, if there is one
     * @return empty when the package is not there any more
     */
    Optional<LoadedHandler> load(InstalledHandler handler, Runnable makeRoom, Entering entering)
            throws HandlerException, InterruptedException {
        Optional<byte[]> content = packages.apply(handler.checksum());
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Path folder = null;
        boolean loaded = false;
        try {
            folder = folders.unpack(handler.definition().definitionId(), content.get());
            LoadedHandler result = Placement.mayShare(shared.get().ruby(), folder)
                    ? entered(shared.get(), handler, folder, true, entering)
                    : alone(handler, folder, makeRoom, entering);
            loaded = true;
            return Optional.of(result);
        } catch (IOException e) {
            throw new HandlerException("unpack_failed", "Expected to unpack the handler, but it failed: " + e, e);
        } catch (RubySource.SyntaxException e) {
            throw new HandlerException("SyntaxError", e.getMessage(), null);
        } finally {
            if (!loaded && folder != null) {
                shared.get().forget(folder);
                folders.remove(folder);
            }
        }
    }

    private static LoadedHandler entered(
            HandlerRuntime runtime, InstalledHandler handler, Path folder, boolean apart, Entering entering)
            throws HandlerException {
        Runnable leaving = entering.enter(runtime);
        try {
            return runtime.load(handler.definition(), folder, apart);
        } finally {
            leaving.run();
        }
    }

    private LoadedHandler alone(InstalledHandler handler, Path folder, Runnable makeRoom, Entering entering)
            throws HandlerException, InterruptedException {
        while (!room.tryAcquire()) {
            makeRoom.run();
            if (room.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        HandlerRuntime runtime = null;
        boolean loaded = false;
        try {
            runtime = HandlerRuntime.start();
            LoadedHandler result = entered(runtime, handler, folder, false, entering);
            loaded = true;
            return result;
        } finally {
            if (!loaded) {
                if (runtime != null) {
                    runtime.close();
                }
                room.release();
            }
        }
    }

    /** Ends a handler that nobody uses. */
    void unload(LoadedHandler handler) {
        if (handler.apart()) {
            handler.runtime().forget(handler.folder());
        } else {
            handler.runtime().close();
            room.release();
        }
        folders.remove(handler.folder());
    }

    @Override
    public void close() {
        shared.close();
    }
}
