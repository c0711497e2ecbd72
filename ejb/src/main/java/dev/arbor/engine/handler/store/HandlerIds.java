package dev.arbor.engine.handler.store;

import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Says which handlers there are: imported, deployed, or part of the engine. */
@ApplicationScoped
public class HandlerIds {

    private final Transactions transactions;
    private final BuiltInHandlers builtIn;

    /** For the container's proxy. */
    protected HandlerIds() {
        this(null, null);
    }

    /** Over the database and what is deployed. */
    @Inject
    public HandlerIds(Transactions transactions, BuiltInHandlers builtIn) {
        this.transactions = transactions;
        this.builtIn = builtIn;
    }

    /** Refused with NOT_FOUND when nobody performs nodes of this definition; part of the caller's transaction. */
    public void require(String definitionId) {
        if (!builtIn.has(definitionId)) {
            transactions.call(
                    unit -> StoredHandlers.require(HandlerTable.find(unit.connection(), definitionId), definitionId));
        }
    }
}
