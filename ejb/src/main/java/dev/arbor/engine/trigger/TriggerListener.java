package dev.arbor.engine.trigger;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.jboss.logging.Logger;

/** A worker: hears the bell and processes the run that it rang for. There are as many as the engine has threads. */
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
        String run = "?";
        try {
            run = message.getBody(String.class);
            long runId = Long.parseLong(run);
            doorbell.heard(runId);
            gate.enter();
            try {
                processor.process(runId);
            } finally {
                gate.leave();
            }
        } catch (JMSException | NumberFormatException e) {
            LOG.warnf("Expected a message that names a run, but got %s; it was dropped.", e.getMessage());
        } catch (RuntimeException e) {
            // A message that fails would come again at once and fail again; the row is found by its due time instead.
            LOG.errorf(e, "Run %s could not be processed; it will be looked at again within seconds.", run);
        }
    }
}
