package dev.arbor.platform.webhookjob;

import dev.arbor.engine.api.DueLook;
import dev.arbor.engine.trigger.EventEngine;
import dev.arbor.integrator.Integrator;
import dev.arbor.integrator.script.ScriptDesk;
import dev.arbor.platform.access.StandingRules;
import dev.arbor.platform.delivery.Delivery;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.webhook.StoredWebhooks;
import dev.arbor.platform.webhook.WebhookRemoval;
import dev.arbor.platform.webhook.WebhookSecrets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** Webhooks and their deliveries on one server, put together as the server does; its looks come when a test says so. */
final class Office {

    static final Rules RULES = new Rules(4, 5, Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofDays(30));

    private static final Ksl KSL = new Ksl(new ScriptDesk());

    final JobWorker worker;
    final Delivery delivery;
    final StoredWebhooks webhooks;
    final StoredWebhookJobs jobs;
    final WebhookRemoval removal;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Office(EventEngine engine, Integrator integrator) {
        WebhookSecrets secrets = new WebhookSecrets(integrator.strongbox());
        Courier courier = new Courier(
                engine.transactions(),
                integrator.posts(),
                secrets,
                engine.starter(),
                engine.servers(),
                RULES,
                engine.clock());
        ThreadFactory quiet = task -> {
            Thread thread = new Thread(task, "office");
            thread.setDaemon(true);
            // A server that is killed says nothing.
            thread.setUncaughtExceptionHandler((dead, error) -> {});
            threads.add(thread);
            return thread;
        };
        worker = new JobWorker(engine.transactions(), engine.servers(), courier, RULES, engine.clock(), quiet);
        delivery = new Delivery(engine.transactions(), engine.trees(), engine.starter(), KSL, worker, engine.clock());
        StandingRules rules = new StandingRules();
        removal = new WebhookRemoval(new JobCancellation(engine.clock()), secrets);
        webhooks = new StoredWebhooks(
                engine.transactions(), rules, KSL, integrator.posts(), secrets, removal, engine.clock());
        jobs = new StoredWebhookJobs(engine.transactions(), rules, engine.runs(), worker, engine.clock());
    }

    /** The engine's timer looks. */
    void look() {
        worker.look(new DueLook());
    }

    void deliverAll() {
        boolean more = true;
        while (more) {
            more = delivery.deliver();
        }
    }

    /** Ends it, so that nothing of it is left when the next test begins. */
    void close() {
        worker.stop();
        EventEngine.await("its threads to end", () -> threads.stream().noneMatch(Thread::isAlive));
    }
}
