package dev.arbor.engine.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where the engine's hot path gets a transaction and the connection in it. In the server this is JTA; in plain Java it is
 * a connection of a pool, so that the engine can be tested and measured without a server.
 */
public interface Transactions {

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {

        /** Does it; whatever it throws rolls the transaction back. */
        T run(Unit unit) throws SQLException;
    }

    /** The transaction that some work is done in. */
    interface Unit {

        /** Its connection; not to be closed, nor used after the work is done. */
        Connection connection();

        /** Something to be done once the transaction is committed, and never if it is not. */
        void afterCommit(Runnable action);
    }

    /**
     * Does work in the transaction of the calling thread or, where there is none, in one of its own, committed when this
     * returns.
     *
     * @throws DatabaseException when the database refused; nothing was changed
     */
    <T> T call(Work<T> work);

    /**
     * Does work within the transaction of the calling thread, so that its failure undoes only the work and not the whole
     * transaction: whoever called may go on after it has thrown. Where there is no transaction, the same as {@link #call}.
     *
     * @throws DatabaseException when the database refused; nothing of the work is left
     */
    <T> T attempt(Work<T> work);
}
