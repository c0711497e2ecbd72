package dev.arbor.platform.session;

import dev.arbor.engine.api.DueLook;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Removes the rows of sessions that have ended, once a minute, when the engine's timer looks. */
@ApplicationScoped
public class SessionSweep {

    private static final Logger LOG = Logger.getLogger(SessionSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    @Inject
    private StoredSessions sessions;

    @Inject
    private InstantSource time;

    @Resource
    private ManagedExecutorService executor;

    private Instant next = Instant.EPOCH;

    void look(@Observes DueLook look) {
        Instant now = time.instant();
        synchronized (this) {
            if (now.isBefore(next)) {
                return;
            }
            next = now.plus(EVERY);
        }
        try {
            executor.execute(this::sweep);
        } catch (RejectedExecutionException e) {
            LOG.debugf("No thread removes ended sessions (%s); it is tried again in a minute.", e.getMessage());
        }
    }

    private void sweep() {
        try {
            int removed = sessions.sweep();
            if (removed > 0) {
                LOG.infof("Removed %d sessions that have ended.", removed);
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Sessions that have ended could not be removed (%s); it is tried again in a minute.",
                    e.getMessage());
        }
    }
}
