package dev.arbor.platform.webhookjob;

import dev.arbor.engine.api.DueLook;
import dev.arbor.engine.api.Servers;
import dev.arbor.engine.database.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Performs jobs as soon as they are there, several at once, on threads of their own: other sides that are slow keep neither
 * runs nor events up. Jobs that it was not told of, that fall due, or that a server left when it ended are found when the
 * engine's timer looks.
 */
@ApplicationScoped
public class JobWorker implements JobBell {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);

    /** Held for so long by rows alone is forgotten; longer than it takes to begin a job. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(15);

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final int SWEPT_AT_ONCE = 200;

    private final Transactions transactions;
    private final Servers servers;
    private final Courier courier;
    private final Rules rules;
    private final InstantSource time;
    private final Map<UUID, UUID> inHand = new ConcurrentHashMap<>();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicBoolean lookedFor = new AtomicBoolean();
    private volatile Instant swept = Instant.EPOCH;
    private volatile ExecutorService pool;

    @Resource
    private ManagedThreadFactory threads;

    /** For the container's proxy. */
    protected JobWorker() {
        this(null, null, null, null, null);
    }

    @Inject
    public JobWorker(Transactions transactions, Servers servers, Courier courier, Rules rules, InstantSource time) {
        this.transactions = transactions;
        this.servers = servers;
        this.courier = courier;
        this.rules = rules;
        this.time = time;
    }

    /** With threads of somebody's own, outside of a container. */
    JobWorker(
            Transactions transactions,
            Servers servers,
            Courier courier,
            Rules rules,
            InstantSource time,
            ThreadFactory threads) {
        this(transactions, servers, courier, rules, time);
        pool = pool(threads);
    }

    /** One thread finds jobs, the others perform them; idle ones end. */
    private ExecutorService pool(ThreadFactory factory) {
        int most = rules.threads() + 1;
        ThreadPoolExecutor fresh =
                new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        fresh.allowCoreThreadTimeOut(true);
        return fresh;
    }

    private synchronized ExecutorService pool() {
        if (pool == null) {
            pool = pool(threads);
        }
        return pool;
    }

    /** What is under way is not waited for: its rows are taken back, and it is tried again. */
    @PreDestroy
    void stop() {
        ExecutorService last = pool;
        if (last != null) {
            last.shutdownNow();
        }
    }

    /** Whether nothing is in hand. */
    boolean isIdle() {
        return inHand.isEmpty();
    }

    void look(@Observes DueLook look) {
        lookedFor.set(true);
        ring();
    }

    @Override
    public void ring() {
        wanted.set(true);
        if (!working.compareAndSet(false, true)) {
            return; // Whoever works looks again before they stop.
        }
        try {
            pool().execute(this::work);
        } catch (RejectedExecutionException e) {
            working.set(false);
            LOG.debugf("No thread looks for webhook jobs (%s); the next look does.", e.getMessage());
        }
    }

    private void work() {
        do {
            try {
                while (wanted.getAndSet(false)) {
                    if (lookedFor.getAndSet(false)) {
                        takeBack();
                        sweep();
                    }
                    beginAll();
                }
            } catch (RuntimeException e) {
                LOG.warnf("Webhook jobs could not be looked for (%s); the next try is in a second.", e.getMessage());
            } finally {
                working.set(false);
            }
        } while (wanted.get() && working.compareAndSet(false, true));
    }

    /** Whatever ends makes room, and rings. */
    private void beginAll() {
        List<Job> claimed;
        do {
            int room = rules.threads() - inHand.size();
            if (room <= 0) {
                return;
            }
            Map<UUID, Integer> ofWebhooks = new HashMap<>();
            inHand.values().forEach(webhook -> ofWebhooks.merge(webhook, 1, Integer::sum));
            claimed = transactions.call(unit -> JobClaims.claim(
                    unit.connection(),
                    servers.own(),
                    new JobClaims.Room(room, rules.each(), ofWebhooks),
                    time.instant()));
            claimed.forEach(this::begin);
        } while (!claimed.isEmpty());
    }

    /** One that finds no thread is forgotten, and taken back later. */
    private void begin(Job job) {
        inHand.put(job.id(), job.webhookId());
        try {
            pool().execute(() -> perform(job));
        } catch (RejectedExecutionException e) {
            inHand.remove(job.id());
            LOG.debugf("No thread performs the webhook job %s (%s).", job.id(), e.getMessage());
        }
    }

    private void perform(Job job) {
        try {
            courier.perform(job);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.errorf(e, "The webhook job %s could not be performed; it is tried again in a while.", job.id());
        } finally {
            inHand.remove(job.id());
            ring();
        }
    }

    private void takeBack() {
        int taken = transactions.call(unit -> {
            List<String> holders = JobClaims.holders(unit.connection());
            if (holders.isEmpty()) {
                return 0;
            }
            Instant now = time.instant();
            Set<UUID> known = Set.copyOf(inHand.keySet());
            return JobClaims.takeBack(unit.connection(), servers.gone(holders), now)
                    + JobClaims.takeBackForgotten(unit.connection(), servers.own(), known, now.minus(FORGOTTEN), now);
        });
        if (taken > 0) {
            LOG.infof("Took back %d webhook jobs that nobody has in hand any more; they are delivered again.", taken);
        }
    }

    private void sweep() {
        Instant now = time.instant();
        if (now.isBefore(swept.plus(SWEEP_EVERY))) {
            return;
        }
        swept = now;
        int forgotten;
        do {
            forgotten = transactions.call(
                    unit -> JobRows.forget(unit.connection(), now.minus(rules.kept()), SWEPT_AT_ONCE));
        } while (forgotten == SWEPT_AT_ONCE);
    }
}
