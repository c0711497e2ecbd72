package dev.arbor.integrator.vault;

import dev.arbor.integrator.api.Strongbox;
import dev.arbor.integrator.database.Transactions;

/** The strongbox over the table of secrets. */
public final class SealedBox implements Strongbox {

    private final Transactions transactions;
    private final Secrets secrets;

    public SealedBox(Transactions transactions, Secrets secrets) {
        this.transactions = transactions;
        this.secrets = secrets;
    }

    @Override
    public Contents open(String owner) {
        Secrets.Opened opened = transactions.call(connection -> secrets.open(connection, owner));
        return new Contents(opened.readable(), opened.unreadable());
    }

    @Override
    public void put(String owner, String place, String secret) {
        transactions.call(connection -> {
            secrets.put(connection, owner, place, secret);
            return null;
        });
    }

    @Override
    public void remove(String owner, String place) {
        transactions.call(connection -> {
            secrets.remove(connection, owner, place);
            return null;
        });
    }
}
