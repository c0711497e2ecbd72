package dev.arbor.platform.delivery;

import dev.arbor.engine.api.DueLook;
import dev.arbor.platform.event.EventsRecorded;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Delivers as soon as events are recorded, on one thread of this server: the events have an order. Events that it was not
 * told of, or that could not be delivered, are found when the engine's timer looks.
 */
@ApplicationScoped
public class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    private final Delivery delivery;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean working = new AtomicBoolean();
    /** Somebody has said that there is something; a look alone asks first. */
    private final AtomicBoolean told = new AtomicBoolean();

    private final Executor own;

    @Resource
    private ManagedThreadFactory threads;

    private ExecutorService thread;

    /** For the container's proxy. */
    protected DeliveryWorker() {
        this(null, null);
    }

    @Inject
    public DeliveryWorker(Delivery delivery) {
        this(delivery, null);
    }

    /** With threads of somebody's own, outside of a container. */
    public DeliveryWorker(Delivery delivery, Executor executor) {
        this.delivery = delivery;
        own = executor;
    }

    void recorded(@Observes EventsRecorded event) {
        nudge();
    }

    void look(@Observes DueLook look) {
        wake();
    }

    /** There may be something to deliver. Returns at once. */
    public void nudge() {
        told.set(true);
        wake();
    }

    private void wake() {
        wanted.set(true);
        if (!working.compareAndSet(false, true)) {
            return; // Whoever works looks again before they stop.
        }
        try {
            executor().execute(this::work);
        } catch (RejectedExecutionException e) {
            working.set(false);
            LOG.debugf("No thread delivers events (%s); the next look does.", e.getMessage());
        }
    }

    /** A thread of its own: those of the server may all be outside, waiting for somebody's answer. It ends when idle. */
    private synchronized Executor executor() {
        if (own != null) {
            return own;
        }
        if (thread == null) {
            thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        }
        return thread;
    }

    @PreDestroy
    synchronized void stop() {
        if (thread != null) {
            thread.shutdown();
        }
    }

    private void work() {
        do {
            try {
                while (wanted.getAndSet(false)) {
                    deliverAll();
                }
            } catch (RuntimeException e) {
                LOG.warnf("Events could not be delivered (%s); the next try is in a second.", e.getMessage());
            } finally {
                working.set(false);
            }
        } while (wanted.get() && working.compareAndSet(false, true));
    }

    private void deliverAll() {
        boolean more = told.getAndSet(false) || delivery.waiting();
        while (more) {
            more = delivery.deliver();
        }
    }
}
