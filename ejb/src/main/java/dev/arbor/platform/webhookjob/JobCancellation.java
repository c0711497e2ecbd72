package dev.arbor.platform.webhookjob;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.webhook.WebhookContents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;

/** Cancels what waits for a webhook that is deleted; what was delivered stays to be seen. */
@ApplicationScoped
public class JobCancellation implements WebhookContents {

    private final InstantSource time;

    /** For the container's proxy. */
    protected JobCancellation() {
        this(null);
    }

    @Inject
    public JobCancellation(InstantSource time) {
        this.time = time;
    }

    @Override
    public void remove(Transactions.Unit unit, UUID webhook) throws SQLException {
        JobRows.cancel(unit.connection(), webhook, time.instant());
    }
}
