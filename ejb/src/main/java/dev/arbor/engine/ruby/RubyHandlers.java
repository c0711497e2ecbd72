package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.store.HandlerCheck;
import dev.arbor.engine.handler.store.InstalledHandler;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.handler.zip.HandlerZip;
import dev.arbor.engine.handler.zip.ZipBounds;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jruby.runtime.ThreadContext;

/** Executes handlers, and judges the Ruby of packages. Safe for any number of threads. */
public final class RubyHandlers implements HandlerCheck, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RubyHandlers.class);
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final RuntimeSettings settings;
    private final ThreadFactory threads;
    private final SharedRuntime shared = new SharedRuntime();
    private final HandlerLoader loader;
    private final HandlerSeats seats;
    private final ScheduledExecutorService keeper;

    /**
     * With nothing loaded.
     *
     * @param folder where packages are unpacked; whatever is in it is removed
     * @param packages the bytes of a checksum; empty when they are not there any more
     * @param threads makes the threads that handlers run in
     */
    public RubyHandlers(
            Path folder,
            ZipBounds bounds,
            Function<String, Optional<byte[]>> packages,
            RuntimeSettings settings,
            ThreadFactory threads) {
        this(folder, bounds, packages, settings, threads, System::nanoTime);
    }

    RubyHandlers(
            Path folder,
            ZipBounds bounds,
            Function<String, Optional<byte[]>> packages,
            RuntimeSettings settings,
            ThreadFactory threads,
            LongSupplier nanos) {
        this.settings = settings;
        this.threads = threads;
        this.loader = new HandlerLoader(shared, new HandlerFolders(folder, bounds), packages, settings);
        this.seats = new HandlerSeats(loader, settings, nanos);
        this.keeper = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "arbor-handler-keeper");
            thread.setDaemon(true);
            return thread;
        });
        long pause =
                Math.max(100, Math.min(LONGEST_PAUSE_MILLIS, settings.idle().toMillis() / 4));
        keeper.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Executes a handler.
     *
     * @param input the rendered template
     * @return what it returned, as text; empty when the package is not there any more
     * @throws HandlerException when it raised, could not be loaded, or did not end in time
     */
    public Optional<String> execute(InstalledHandler handler, String input) throws HandlerException {
        boolean[] gone = new boolean[1];
        Execution execution = new Execution(handler.definition().definitionId(), settings.deadline());
        String output = execution.run(threads, self -> {
            Optional<Seat> seat = loaded(self, handler);
            gone[0] = seat.isEmpty();
            return gone[0] ? "" : perform(self, seat.get(), input);
        });
        return gone[0] ? Optional.empty() : Optional.of(output);
    }

    private Optional<Seat> loaded(Execution execution, InstalledHandler handler)
            throws HandlerException, InterruptedException {
        return seats.take(handler, runtime -> {
            ThreadContext context = runtime.ruby().getCurrentContext();
            execution.enter(context.getThread());
            return () -> {
                execution.exit();
                runtime.leave(context);
            };
        });
    }

    private String perform(Execution execution, Seat seat, String input) throws HandlerException {
        HandlerRuntime runtime = seat.loaded.runtime();
        ThreadContext context = runtime.ruby().getCurrentContext();
        execution.enter(context.getThread());
        try {
            return seat.loaded.execute(context, input);
        } finally {
            execution.exit();
            runtime.leave(context);
            seats.release(seat);
        }
    }

    @Override
    public void check(HandlerDefinition definition, HandlerZip zip) {
        PackageCheck.check(shared.get().ruby(), definition, zip);
    }

    /** Starts the shared runtime, so that the first handler does not wait for it. */
    public void warmUp() {
        shared.get();
    }

    /** Ends what is replaced or idle; done now and then by itself. */
    void sweep() {
        try {
            seats.sweep();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Expected to end handlers that are not used, but it failed.", e);
        }
    }

    /** How many versions of handlers are loaded. */
    int loaded() {
        return seats.count();
    }

    /** How many of them have runtimes to themselves. */
    int alone() {
        return loader.alone();
    }

    /** Ends Ruby. Handlers that are still running may fail in any way. */
    @Override
    public void close() {
        keeper.shutdownNow();
        seats.close();
    }
}
