package dev.arbor.engine.trigger;

import dev.arbor.engine.error.ErrorNotice;
import dev.arbor.engine.error.ErrorRow;
import dev.arbor.engine.run.RunWaiters;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** The end of each transaction of a run: all is written, and once it is committed, those who want to know are told. */
final class Settlements {

    private static final Logger LOG = Logger.getLogger(Settlements.class);

    private final ErrorNotice notice;
    private final Doorbell doorbell;
    private final DueAlarm alarm;
    private final RunWaiters waiters;
    private final InstantSource time;

    Settlements(ErrorNotice notice, Doorbell doorbell, DueAlarm alarm, RunWaiters waiters, InstantSource time) {
        this.notice = notice;
        this.doorbell = doorbell;
        this.alarm = alarm;
        this.waiters = waiters;
        this.time = time;
    }

    /** Writes the transaction. The run itself is rung for only when the calling thread does not see to it. */
    void settle(RunTransaction transaction, boolean seenTo) throws SQLException {
        settle(List.of(transaction), seenTo);
    }

    /** Writes what one transaction of the database did to several runs. */
    void settle(List<RunTransaction> transactions, boolean seenTo) throws SQLException {
        RunTransaction.write(transactions);
        for (RunTransaction each : transactions) {
            notice.begin(each.connection(), each.head, each.memory, each.errors(), each.now)
                    .forEach(each::ring);
            each.unit.afterCommit(() -> tell(each, seenTo));
        }
    }

    private void tell(RunTransaction transaction, boolean seenTo) {
        transaction.errors().forEach(Settlements::log);
        Set<Long> rings = new LinkedHashSet<>(transaction.rings());
        transaction.nextDue().ifPresent(at -> {
            if (at.isAfter(time.instant())) {
                alarm.set(at);
            } else {
                doorbell.ring(transaction.runId()); // It fell due while this transaction was under way.
            }
        });
        if (seenTo) {
            rings.remove(transaction.runId());
        }
        doorbell.ring(rings);
        waiters.settled(transaction.runId());
    }

    private static void log(ErrorRow error) {
        MDC.put("node", error.nodeId());
        LOG.warnf(
                "Error %d in run %d, node '%s': %s: %s",
                error.id(), error.runId(), error.nodeId(), error.type().label(), error.summary());
        MDC.remove("node");
    }
}
