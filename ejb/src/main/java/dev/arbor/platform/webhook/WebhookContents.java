package dev.arbor.platform.webhook;

import dev.arbor.engine.database.Transactions;
import java.sql.SQLException;
import java.util.UUID;

/** Something that webhooks have and that another package keeps. There is one bean of this type. */
public interface WebhookContents {

    /** A webhook is deleted, in this transaction. */
    void remove(Transactions.Unit unit, UUID webhook) throws SQLException;
}
