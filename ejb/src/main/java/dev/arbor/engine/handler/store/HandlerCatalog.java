package dev.arbor.engine.handler.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.handler.zip.HandlerDefinition.Property;
import dev.arbor.integrator.api.Strongbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds handlers for the engine. Rows are read each time, because another server may have changed them; what a package says
 * never changes and is kept in memory.
 */
@ApplicationScoped
public class HandlerCatalog {

    private static final int DEFINITIONS_IN_MEMORY = 1_000;

    private record Found(HandlerRow row, Map<String, PropertyRow> properties) {}

    /** A secret that cannot be had. The message is a sentence without a secret in it. */
    public static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    private final Transactions transactions;
    private final HandlerSecrets secrets;
    private final Cache<String, HandlerDefinition> definitions =
            Caffeine.newBuilder().maximumSize(DEFINITIONS_IN_MEMORY).build();

    /** For the container's proxy. */
    protected HandlerCatalog() {
        this(null, null);
    }

    @Inject
    public HandlerCatalog(Transactions transactions, HandlerSecrets secrets) {
        this.transactions = transactions;
        this.secrets = secrets;
    }

    /** Whether one was imported; asked in the caller's transaction. */
    public boolean has(String definitionId) {
        return transactions.call(unit -> {
            try (PreparedStatement query = unit.connection()
                    .prepareStatement("SELECT 1 FROM handler WHERE definition_id = ?" + " AND checksum NOT LIKE '"
                            + HandlerRow.BUILT_IN + "%'")) {
                query.setString(1, definitionId);
                try (ResultSet row = query.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /**
     * A handler with its values; empty when it is not there any more. Not to be called within a transaction.
     *
     * @throws UnreadableException when a secret of it cannot be opened
     */
    public Optional<InstalledHandler> find(String definitionId) throws UnreadableException {
        Optional<Found> found = transactions.call(unit -> {
            Optional<HandlerRow> row = HandlerTable.find(unit.connection(), definitionId);
            return row.isEmpty()
                    ? Optional.<Found>empty()
                    : Optional.of(new Found(
                            row.get(),
                            HandlerTable.properties(unit.connection(), List.of(definitionId))
                                    .getOrDefault(definitionId, Map.of())));
        });
        if (found.isEmpty()) {
            return Optional.empty();
        }
        HandlerRow row = found.get().row();
        HandlerDefinition definition = definition(row);
        return Optional.of(new InstalledHandler(
                definition, row.checksum(), info(row, definition, found.get().properties())));
    }

    /** The package of a checksum; empty when another one has taken its place. */
    public Optional<byte[]> content(String checksum) {
        return transactions.call(unit -> PackageTable.read(unit.connection(), checksum));
    }

    /** What the package of a row says. */
    HandlerDefinition definition(HandlerRow row) {
        return definitions.get(row.checksum(), checksum -> row.definition());
    }

    private Map<String, String> info(HandlerRow row, HandlerDefinition definition, Map<String, PropertyRow> set)
            throws UnreadableException {
        boolean sealed = set.values().stream().anyMatch(each -> each.place() != null);
        Strongbox.Contents contents =
                sealed ? secrets.open(row.secretOwner()) : new Strongbox.Contents(Map.of(), Map.of());
        Map<String, String> info = new LinkedHashMap<>();
        for (Property property : definition.properties()) {
            PropertyRow value = set.get(property.name());
            if (value == null) {
                info.put(property.name(), property.defaultValue());
            } else if (value.place() == null) {
                info.put(property.name(), value.value());
            } else if (contents.readable().containsKey(value.place())) {
                info.put(property.name(), contents.readable().get(value.place()));
            } else {
                throw new UnreadableException("Expected the property '" + property.name() + "' of the handler '"
                        + row.definitionId() + "', but "
                        + contents.unreadable().getOrDefault(value.place(), "it is not there."));
            }
        }
        return info;
    }
}
