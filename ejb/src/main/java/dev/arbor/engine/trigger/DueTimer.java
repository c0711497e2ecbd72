package dev.arbor.engine.trigger;

import dev.arbor.engine.api.DueLook;
import dev.arbor.engine.member.Pulse;
import dev.arbor.engine.member.Rates;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.NoSuchObjectLocalException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The one timer of the engine: armed for the next row that falls due, and a second ahead at the most, because another
 * server may have stored a nearer one. There is no timer for each wait.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DueTimer implements DueAlarm {

    private static final Logger LOG = Logger.getLogger(DueTimer.class);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    @Resource
    private TimerService timers;

    @Inject
    private DueRows rows;

    @Inject
    private Heartbeat heartbeat;

    @Inject
    private EngineSwitch engine;

    @Inject
    private InstantSource time;

    @Inject
    private Pulse pulse;

    @Inject
    private Rates rates;

    @Inject
    private Outskirts outskirts;

    @Inject
    @ConfigProperty(name = "arbor.engine.stop-timeout", defaultValue = "20")
    private int stopTimeout;

    @Inject
    private Event<DueLook> looks;

    private Timer timer;
    private Instant armedFor = Instant.MAX;
    private volatile Instant othersLooked = Instant.EPOCH;

    @PostConstruct
    void start() {
        heartbeat.begin();
        engine.refresh();
        pulse.beat();
        rates.sample();
        arm(time.instant());
    }

    @PreDestroy
    void stop() {
        engine.shutDown();
        awaitCalls();
        heartbeat.end();
    }

    /** What is outside gets a bounded time to come back and be written; what does not is in doubt at the next start. */
    private void awaitCalls() {
        int lost = outskirts.awaitCalls(Duration.ofSeconds(stopTimeout));
        if (lost > 0) {
            LOG.warnf(
                    "%d calls to the outside did not come back within %d seconds of the stop; they are in doubt.",
                    lost, stopTimeout);
        }
    }

    @Override
    public void set(Instant at) {
        if (at.isBefore(time.instant().plus(LONGEST))) {
            arm(at);
        }
    }

    @Timeout
    void due() {
        pulse.beat();
        rates.sample();
        synchronized (this) {
            armedFor = Instant.MAX;
        }
        Instant next = time.instant().plus(LONGEST);
        try {
            heartbeat.beat();
            engine.refresh();
            if (engine.running()) {
                Instant due = rows.look().orElse(next);
                next = due.isBefore(next) ? due : next;
            }
            letOthersLook();
        } catch (RuntimeException e) {
            LOG.errorf("Due rows could not be looked for (%s); the next look is in a second.", e.getMessage());
        } finally {
            arm(next);
        }
    }

    /** After the engine's own rows, which must not wait for others; once a second, however often rows fall due. */
    private void letOthersLook() {
        Instant now = time.instant();
        if (!now.isBefore(othersLooked.plus(LONGEST))) {
            othersLooked = now;
            looks.fire(new DueLook());
        }
    }

    private synchronized void arm(Instant at) {
        if (!at.isBefore(armedFor)) {
            return;
        }
        try {
            if (timer != null) {
                timer.cancel();
            }
        } catch (NoSuchObjectLocalException e) {
            LOG.trace("The timer had gone off already.", e);
        } catch (EJBException e) {
            LOG.debugf("The timer could not be cancelled (%s); it will go off once too often.", e.getMessage());
        }
        long millis = Math.max(0, Duration.between(time.instant(), at).toMillis() + 1);
        try {
            timer = timers.createSingleActionTimer(millis, new TimerConfig("due rows", false));
            armedFor = at;
        } catch (EJBException | IllegalStateException e) {
            if (engine.running()) {
                LOG.errorf("The timer for due rows could not be armed: %s", e.getMessage());
            }
        }
    }
}
