package dev.arbor.engine.trigger;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** A worker: hears the bell and processes the runs that it rang for. There are as many as the engine has threads. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:/jms/queue/ArborTriggers"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "${arbor.engine.threads:8}")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TriggerListener implements MessageListener {

    private static final Logger LOG = Logger.getLogger(TriggerListener.class);

    @Inject
    private TriggerProcessor processor;

    @Inject
    private JmsDoorbell doorbell;

    @Inject
    private WorkerGate gate;

    @Override
    public void onMessage(Message message) {
        String runs = "?";
        try {
            runs = message.getBody(String.class);
            List<Long> runIds = Stream.of(runs.split(JmsDoorbell.SEPARATOR))
                    .map(Long::valueOf)
                    .toList();
            runIds.forEach(doorbell::heard);
            gate.enter();
            try {
                processor.process(runIds);
            } finally {
                gate.leave();
            }
        } catch (JMSException | NumberFormatException e) {
            LOG.warnf("Expected a message that names runs, but got %s; it was dropped.", e.getMessage());
        } catch (RuntimeException e) {
            // A message that fails would come again at once and fail again; the row is found by its due time instead.
            LOG.errorf(e, "Run %s could not be processed; it will be looked at again within seconds.", runs);
        }
    }
}
