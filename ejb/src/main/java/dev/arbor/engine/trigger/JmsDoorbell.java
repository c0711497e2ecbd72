package dev.arbor.engine.trigger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Rings over a queue: whichever server of the cluster has a worker free takes the message. */
@ApplicationScoped
public class JmsDoorbell implements Doorbell {

    private static final Logger LOG = Logger.getLogger(JmsDoorbell.class);

    private static final Duration MEMORY = Duration.ofSeconds(5);

    @Resource(lookup = "java:/ArborConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/ArborTriggers")
    private Queue queue;

    /**
     * Runs that were rung for and not heard of yet: under a backlog the same run would be rung for again and again. What
     * another server hears is not known here, so the memory is short.
     */
    private final Cache<Long, Boolean> unheard =
            Caffeine.newBuilder().expireAfterWrite(MEMORY).build();

    /** A worker of this server heard the bell for a run. */
    void heard(long runId) {
        unheard.invalidate(runId);
    }

    @Override
    public void ring(long runId) {
        if (unheard.asMap().putIfAbsent(runId, Boolean.TRUE) != null) {
            return; // The message that is under way will find the new rows too.
        }
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageTimestamp(true)
                    .send(queue, Long.toString(runId));
        } catch (JMSRuntimeException e) {
            unheard.invalidate(runId);
            LOG.warnf(
                    "The bell for run %d did not ring (%s); its rows will be found within seconds.",
                    runId, e.getMessage());
        }
    }
}
