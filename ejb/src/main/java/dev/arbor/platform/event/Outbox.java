package dev.arbor.platform.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The rows of events. */
@ApplicationScoped
public class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final Ids ids;
    private final EventBell bell;

    /** For the container's proxy. */
    protected Outbox() {
        this(null, null);
    }

    @Inject
    public Outbox(Ids ids, EventBell bell) {
        this.ids = ids;
        this.bell = bell;
    }

    /**
     * A change that is told.
     *
     * @param type of its events
     * @param actions its events, in their order
     * @param payload what they tell, but for {@code event}
     */
    public record Change(
            String type,
            List<String> actions,
            Optional<UUID> kappId,
            Optional<UUID> formId,
            String subjectId,
            ObjectNode payload) {}

    /** Writes the events of a change in its transaction, and rings after the commit. */
    public void record(Transactions.Unit unit, Change change, Identity who, Instant now) throws SQLException {
        if (change.actions().isEmpty()) {
            return;
        }
        if (who.depth() >= Identity.MAX_DEPTH) {
            LOG.warnf(
                    "Left out the events %s of %s %s: workflows have caused each other %d times up to here.",
                    change.actions(), change.type(), change.subjectId(), who.depth());
            return;
        }
        Connection connection = unit.connection();
        long payloadId = ids.next(Sequence.PLATFORM_EVENT);
        Rows.change(
                connection,
                "INSERT INTO platform_event_payload (id, content) VALUES (?, ?)",
                payloadId,
                Documents.write(change.payload()));
        List<Object[]> rows = new ArrayList<>();
        for (String action : change.actions()) {
            rows.add(new Object[] {
                ids.next(Sequence.PLATFORM_EVENT),
                change.type(),
                action,
                change.kappId().orElse(null),
                change.formId().orElse(null),
                change.subjectId(),
                payloadId,
                who.depth(),
                now
            });
        }
        Rows.insert(
                connection,
                "INSERT INTO platform_event (id, type, action, kapp_id, form_id, subject_id, payload_id, depth,"
                        + " created_at)",
                "",
                rows);
        unit.afterCommit(bell::ring);
    }
}
