package dev.arbor.engine.trigger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import org.jboss.logging.Logger;

/** Rings over a queue: whichever server of the cluster has a worker free takes the message. */
@ApplicationScoped
public class JmsDoorbell implements Doorbell {

    private static final Logger LOG = Logger.getLogger(JmsDoorbell.class);

    @Resource(lookup = "java:/ArborConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/ArborTriggers")
    private Queue queue;

    @Override
    public void ring(long runId) {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageTimestamp(true)
                    .send(queue, Long.toString(runId));
        } catch (JMSRuntimeException e) {
            LOG.warnf(
                    "The bell for run %d did not ring (%s); its rows will be found within seconds.",
                    runId, e.getMessage());
        }
    }
}
