package dev.arbor.engine.trigger;

import dev.arbor.engine.api.EngineConfig;
import dev.arbor.engine.setting.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How many workers and how many calls to the outside there may be at once: as many as the server was started with, or
 * fewer where people have set so (engine spec 5.9, Max Threads). What is under way is not stopped.
 */
@ApplicationScoped
public class WorkerGate implements Kept {

    private static final Logger LOG = Logger.getLogger(WorkerGate.class);

    private static final class Permits extends Semaphore {

        private static final long serialVersionUID = 1L;

        Permits(int permits) {
            super(permits);
        }

        void change(int by) {
            if (by < 0) {
                reducePermits(-by);
            } else {
                release(by);
            }
        }
    }

    private final EngineConfig config;
    private final Outskirts outskirts;
    private final Permits permits;
    private volatile int limit;

    /** For the container's proxy. */
    protected WorkerGate() {
        this(null, null, 0);
    }

    /** Open for all threads of the server. */
    @Inject
    public WorkerGate(
            EngineConfig config,
            Outskirts outskirts,
            @ConfigProperty(name = "arbor.engine.threads", defaultValue = "8") int threads) {
        this.config = config;
        this.outskirts = outskirts;
        this.limit = threads;
        this.permits = new Permits(threads);
    }

    /** Waits until one more worker may work. */
    void enter() {
        permits.acquireUninterruptibly();
    }

    /** The worker is done. */
    void leave() {
        permits.release();
    }

    /** How many workers there may be at once. */
    public int limit() {
        return limit;
    }

    @Override
    public synchronized void reload() {
        int wanted = config.setup().threads();
        if (wanted != limit) {
            permits.change(wanted - limit);
            limit = wanted;
            outskirts.most(wanted);
            LOG.infof("This server works on %d runs at the same time from now on.", wanted);
        }
    }
}
