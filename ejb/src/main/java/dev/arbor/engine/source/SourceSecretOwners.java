package dev.arbor.engine.source;

import dev.arbor.engine.api.SecretOwners;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Sources by the names that their secrets are under. */
@ApplicationScoped
public class SourceSecretOwners implements SecretOwners {

    private final Transactions transactions;

    /** For the container's proxy. */
    protected SourceSecretOwners() {
        this(null);
    }

    @Inject
    public SourceSecretOwners(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Kind kind() {
        return Kind.SOURCE;
    }

    @Override
    public Map<Sealed, String> names(Collection<Sealed> secrets) {
        Map<String, String> sources = transactions.call(unit -> byOwner(unit));
        Map<Sealed, String> names = new HashMap<>();
        secrets.stream()
                .filter(secret -> sources.containsKey(secret.owner()))
                .forEach(secret -> names.put(secret, sources.get(secret.owner())));
        return names;
    }

    private static Map<String, String> byOwner(Transactions.Unit unit) throws SQLException {
        Map<String, String> sources = new HashMap<>();
        for (SourceRow row : SourceTable.list(unit.connection(), 0, 0)) {
            row.secretOwner().ifPresent(owner -> sources.put(owner, row.name()));
        }
        return sources;
    }
}
