package dev.arbor.platform.webhookjob;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.RunStarter.StartRun;
import dev.arbor.engine.api.Servers;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.database.Transactions;
import dev.arbor.integrator.api.Posts;
import dev.arbor.integrator.api.Posts.Post;
import dev.arbor.integrator.api.Posts.PostException;
import dev.arbor.integrator.api.Posts.Reply;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.webhook.TaskAddress;
import dev.arbor.platform.webhook.Webhook;
import dev.arbor.platform.webhook.WebhookSecrets;
import dev.arbor.platform.webhook.WebhookTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Performs one job that is in hand, with nothing of the database held while the outside is called, and writes what came of
 * it. A job calls its webhook as that is now.
 */
@ApplicationScoped
public class Courier {

    /** Tells a server of ours how far one thing has led to another (integrator spec 5.2). */
    private static final String DEPTH = "X-Kinetic-Causation-Depth";

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final Transactions transactions;
    private final Posts posts;
    private final WebhookSecrets secrets;
    private final RunStarter starter;
    private final Servers servers;
    private final Rules rules;
    private final InstantSource time;

    /** For the container's proxy. */
    protected Courier() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    public Courier(
            Transactions transactions,
            Posts posts,
            WebhookSecrets secrets,
            RunStarter starter,
            Servers servers,
            Rules rules,
            InstantSource time) {
        this.transactions = transactions;
        this.posts = posts;
        this.secrets = secrets;
        this.starter = starter;
        this.servers = servers;
        this.rules = rules;
        this.time = time;
    }

    /** Performs a job that this server has claimed. */
    void perform(Job job) {
        Optional<Webhook> webhook =
                transactions.call(unit -> WebhookTable.of(unit.connection(), List.of(job.webhookId()))).stream()
                        .findFirst();
        if (webhook.isEmpty()) {
            land(job, Landing.cancelled(job.url()));
        } else if (TaskAddress.isLocal(webhook.get().url())) {
            start(job, webhook.get().url());
        } else {
            land(job, send(job, webhook.get()));
        }
    }

    private Landing send(Job job, Webhook webhook) {
        String url = webhook.url();
        try {
            Map<String, String> headers = new HashMap<>(Map.of(
                    "X-Arbor-Delivery",
                    job.id().toString(),
                    "X-Arbor-Event",
                    job.event(),
                    DEPTH,
                    Integer.toString(job.depth())));
            List<String> known = List.of();
            if (webhook.secretPlace().isPresent()) {
                String secret = secrets.open(webhook.id(), webhook.secretPlace().get());
                headers.putAll(Signature.headers(secret, job.request(), time.instant()));
                known = List.of(secret);
            }
            Reply reply = posts.send(new Post(url, headers, job.request(), known, rules.limit()));
            return reply.accepted()
                    ? Landing.complete(reply.summary(), reply.content(), url)
                    : Landing.failed(reply.summary(), Optional.of(reply.content()), false, url);
        } catch (PostException e) {
            return Landing.failed(e.getMessage(), Optional.empty(), e.lasting(), url);
        } catch (WebhookSecrets.UnreadableException e) {
            return Landing.failed(e.getMessage(), Optional.empty(), false, url);
        }
    }

    /** The run and the end of the job are one transaction: it is started once. */
    private void start(Job job, String url) {
        Optional<TreeRef> tree = TaskAddress.tree(url);
        if (tree.isEmpty()) {
            land(job, Landing.failed("Expected a URL that starts a run.", Optional.empty(), true, url));
            return;
        }
        StartRun run = new StartRun(tree.get(), job.request(), Map.of(), Optional.empty(), job.depth());
        try {
            transactions.call(unit -> {
                long id = starter.start(run, new Caller(job.causedBy(), "Webhook " + job.name()))
                        .runId();
                Landing landing = Landing.complete("200 OK", ImplicitJobs.initiated(id), url);
                if (!JobClaims.land(unit.connection(), job, servers.own(), landing, Optional.empty(), time.instant())) {
                    throw new NotInHand();
                }
                return null;
            });
        } catch (NotInHand e) {
            lost(job);
        } catch (Refusal e) {
            String said = Documents.object().put("error", e.getMessage()).toString();
            land(job, Landing.failed(e.getMessage(), Optional.of(said), false, url));
        }
    }

    /** Somebody else has the job by now. */
    private static final class NotInHand extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void land(Job job, Landing landing) {
        Instant now = time.instant();
        boolean again = landing.status() == JobStatus.FAILED && !landing.lasting() && job.tries() < rules.tries();
        Optional<Instant> due = again
                ? Optional.of(now.plus(
                        rules.wait(job.tries(), ThreadLocalRandom.current().nextDouble())))
                : Optional.empty();
        boolean landed = transactions.call(unit ->
                JobClaims.land(unit.connection(), job, servers.own(), again ? landing.queued() : landing, due, now));
        if (!landed) {
            lost(job);
        } else if (again) {
            LOG.debugf("Try %d of the webhook job %s failed (%s).", job.tries(), job.id(), landing.summary());
        } else if (landing.status() == JobStatus.FAILED) {
            LOG.warnf(
                    "The webhook '%s' was not told of %s of %s; the job %s failed at try %d: %s",
                    line(job.name()),
                    job.event(),
                    line(job.parentKey()),
                    job.id(),
                    job.tries(),
                    line(landing.summary()));
        }
    }

    private static void lost(Job job) {
        LOG.debugf("What the webhook job %s came to is not written: it was taken back meanwhile.", job.id());
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
