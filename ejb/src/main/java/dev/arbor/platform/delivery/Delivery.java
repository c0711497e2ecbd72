package dev.arbor.platform.delivery;

import dev.arbor.engine.api.EventTrees;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.event.Event;
import dev.arbor.platform.event.EventQueue;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.webhookjob.JobBell;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Delivers events: some at once in one transaction, in their order. Where that fails, one by one, so that one that cannot
 * be delivered keeps nobody up: it is tried again later and later, and never given up.
 */
@ApplicationScoped
public class Delivery {

    /** Events of one transaction; the first run of a batch begins when the last one is stored. */
    static final int BATCH = 50;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 10;

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Transactions transactions;
    private final EventTrees trees;
    private final RunStarter starter;
    private final Ksl ksl;
    private final JobBell jobs;
    private final InstantSource time;

    /** For the container's proxy. */
    protected Delivery() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public Delivery(
            Transactions transactions,
            EventTrees trees,
            RunStarter starter,
            Ksl ksl,
            JobBell jobs,
            InstantSource time) {
        this.transactions = transactions;
        this.trees = trees;
        this.starter = starter;
        this.ksl = ksl;
        this.jobs = jobs;
        this.time = time;
    }

    /**
     * Delivers the next events.
     *
     * @return whether there may be more
     * @throws DatabaseException when the database is not in the mood; nothing was delivered
     */
    public boolean deliver() {
        try {
            return take(BATCH).size() == BATCH;
        } catch (RuntimeException e) {
            if (DatabaseException.transientFault(e)) {
                throw e;
            }
            LOG.debugf("Events could not be delivered together (%s); they are delivered one by one.", e.getMessage());
            return deliverOne();
        }
    }

    /** Whether there is anything to deliver; asking costs no lock and nothing that must be written. */
    boolean waiting() {
        return transactions.call(unit -> EventQueue.isWaiting(unit.connection()));
    }

    private List<Event> take(int most) {
        return transactions.call(unit -> {
            EventQueue.lock(unit.connection());
            List<Event> events = EventQueue.next(unit.connection(), time.instant(), most);
            deliver(unit, events);
            return events;
        });
    }

    private void deliver(Transactions.Unit unit, List<Event> events) throws SQLException {
        if (!events.isEmpty()) {
            if (new Batch(unit.connection(), trees, starter, ksl, time.instant()).deliver(events)) {
                unit.afterCommit(jobs::ring);
            }
            EventQueue.delivered(unit.connection(), events);
        }
    }

    private boolean deliverOne() {
        Event[] first = new Event[1];
        try {
            transactions.call(unit -> {
                EventQueue.lock(unit.connection());
                List<Event> events = EventQueue.next(unit.connection(), time.instant(), 1);
                first[0] = events.isEmpty() ? null : events.get(0);
                deliver(unit, events);
                return null;
            });
        } catch (RuntimeException e) {
            if (DatabaseException.transientFault(e) || first[0] == null) {
                throw e;
            }
            postpone(first[0], e);
        }
        return first[0] != null;
    }

    private void postpone(Event event, RuntimeException cause) {
        Instant until = time.instant().plus(FIRST_WAIT.multipliedBy(1L << Math.min(event.attempts(), MOST_DOUBLINGS)));
        LOG.errorf(
                cause,
                "The event %s (%s of %s) could not be delivered; it is tried again at %s.",
                event.id(),
                event.name(),
                event.subjectId(),
                until);
        transactions.call(unit -> {
            EventQueue.postpone(unit.connection(), event, until);
            return null;
        });
    }
}
