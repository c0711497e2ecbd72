package dev.arbor.platform.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Rings by {@link EventsRecorded}. */
@ApplicationScoped
public class CdiEventBell implements EventBell {

    private static final Logger LOG = Logger.getLogger(CdiEventBell.class);

    @Inject
    private jakarta.enterprise.event.Event<EventsRecorded> event;

    @Override
    public void ring() {
        try {
            event.fire(new EventsRecorded());
        } catch (RuntimeException e) {
            // The change is committed; whoever delivers finds its events by looking.
            LOG.warnf(e, "Expected to tell that events were recorded, but somebody failed to hear it.");
        }
    }
}
