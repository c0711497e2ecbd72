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
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Rings over a queue: whichever server of the cluster has a worker free takes the message. */
@ApplicationScoped
public class JmsDoorbell implements Doorbell {

    private static final Logger LOG = Logger.getLogger(JmsDoorbell.class);

    /** Between the runs of one message. */
    static final String SEPARATOR = ",";

    /** Runs of one message: enough that its cost is shared by many, and few enough that other workers have some too. */
    private static final int CROWD = 16;

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
        ring(List.of(runId));
    }

    @Override
    public void ring(Collection<Long> runIds) {
        // For others a message is under way, which will find the new rows too.
        List<Long> unknown = runIds.stream()
                .distinct()
                .filter(runId -> unheard.asMap().putIfAbsent(runId, Boolean.TRUE) == null)
                .toList();
        for (int from = 0; from < unknown.size(); from += CROWD) {
            send(unknown.subList(from, Math.min(unknown.size(), from + CROWD)));
        }
    }

    private void send(List<Long> runIds) {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageTimestamp(true)
                    .send(queue, runIds.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR)));
        } catch (JMSRuntimeException e) {
            runIds.forEach(unheard::invalidate);
            LOG.warnf(
                    "The bell for the runs %s did not ring (%s); their rows will be found within seconds.",
                    runIds, e.getMessage());
        }
    }
}
