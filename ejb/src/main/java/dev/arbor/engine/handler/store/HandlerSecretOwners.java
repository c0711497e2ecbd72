package dev.arbor.engine.handler.store;

import dev.arbor.engine.api.SecretOwners;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Handlers by the names that their secrets are under. */
@ApplicationScoped
public class HandlerSecretOwners implements SecretOwners {

    private final Transactions transactions;

    /** For the container's proxy. */
    protected HandlerSecretOwners() {
        this(null);
    }

    @Inject
    public HandlerSecretOwners(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Kind kind() {
        return Kind.HANDLER;
    }

    @Override
    public Map<Sealed, String> names(Collection<Sealed> secrets) {
        Map<String, String> handlers = transactions.call(unit -> {
            Map<String, String> byOwner = new HashMap<>();
            try (PreparedStatement query =
                            unit.connection().prepareStatement("SELECT secret_owner, definition_id FROM handler");
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    byOwner.put(row.getString(1), row.getString(2));
                }
            }
            return byOwner;
        });
        Map<Sealed, String> names = new HashMap<>();
        secrets.stream()
                .filter(secret -> handlers.containsKey(secret.owner()))
                .forEach(secret -> names.put(secret, handlers.get(secret.owner())));
        return names;
    }
}
