package dev.arbor.engine.handler;

import dev.arbor.engine.database.Transactions;
import java.sql.SQLException;

/** Lets the nodes go that waited for a handler. */
public interface HandlerRelease {

    /** A handler is performed again, or is gone for good, once this transaction is committed. */
    void release(Transactions.Unit unit, String definitionId) throws SQLException;
}
