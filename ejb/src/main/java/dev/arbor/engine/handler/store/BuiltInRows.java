package dev.arbor.engine.handler.store;

import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of built-in handlers: like those of imported ones, so that they are listed, changed and looked for in the same
 * way. What is declared may differ from one version of the server to the next; what was set stays where it still fits.
 */
@ApplicationScoped
public class BuiltInRows {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int CHECKSUM = 64;

    private final Transactions transactions;
    private final BuiltInHandlers builtIn;
    private final HandlerSecrets secrets;
    private final InstantSource time;

    /** For the container's proxy. */
    protected BuiltInRows() {
        this(null, null, null, null);
    }

    @Inject
    public BuiltInRows(Transactions transactions, BuiltInHandlers builtIn, HandlerSecrets secrets, InstantSource time) {
        this.transactions = transactions;
        this.builtIn = builtIn;
        this.secrets = secrets;
        this.time = time;
    }

    /** Sees to it that each has its row, as it is declared now; the place of an import is left to it. */
    public void ensure() {
        for (BuiltInHandler handler : builtIn.replaceable()) {
            try {
                ensure(handler);
            } catch (DatabaseException e) {
                // Another server that starts at the same time was first.
                if (!(e.getCause() instanceof SQLException sql) || !UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private void ensure(BuiltInHandler handler) {
        record Left(String owner, Collection<String> places) {}
        Optional<Left> left = transactions.call(unit -> {
            Connection connection = unit.connection();
            Optional<HandlerRow> there = HandlerTable.lock(connection, handler.definitionId());
            HandlerRow row = row(handler, there, Moments.after(time, there.map(HandlerRow::updatedAt)));
            if (there.isEmpty()) {
                HandlerTable.insert(connection, row);
                return Optional.<Left>empty();
            }
            if (!there.get().builtIn() || there.get().checksum().equals(row.checksum())) {
                return Optional.<Left>empty();
            }
            HandlerTable.update(connection, row);
            return Optional.of(new Left(row.secretOwner(), dropUnknown(connection, row)));
        });
        left.ifPresent(each -> secrets.forget(each.owner(), each.places()));
    }

    /** Its row, with what an administrator has set in the row that is there. */
    static HandlerRow row(BuiltInHandler handler, Optional<HandlerRow> there, Instant now) {
        byte[] nodeXml = handler.declaration().nodeXml();
        byte[] infoXml = handler.declaration().infoXml().orElse(null);
        HandlerDefinition definition =
                DefinitionReader.read(nodeXml, handler.declaration().infoXml());
        if (!definition.definitionId().equals(handler.definitionId())) {
            throw new IllegalStateException("Expected the declaration of " + handler.definitionId() + ", but it is of "
                    + definition.definitionId() + ".");
        }
        return new HandlerRow(
                definition.definitionId(),
                definition.name(),
                definition.description(),
                there.map(HandlerRow::status).orElse("Active"),
                there.flatMap(HandlerRow::selectionCriterion),
                checksum(nodeXml, infoXml),
                there.map(HandlerRow::secretOwner).orElseGet(HandlerSecrets::newOwner),
                nodeXml,
                infoXml,
                there.map(HandlerRow::createdAt).orElse(now),
                there.map(HandlerRow::createdBy).orElse("system"),
                now,
                there.map(HandlerRow::updatedBy).orElse("system"));
    }

    private static String checksum(byte[] nodeXml, byte[] infoXml) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(nodeXml);
        both.write(0);
        both.writeBytes(infoXml == null ? new byte[0] : infoXml);
        return (HandlerRow.BUILT_IN + PackageTable.checksum(both.toByteArray())).substring(0, CHECKSUM);
    }

    /**
     * Takes the values away that a row has no property for. A value that was kept as a secret stays one, and one that was
     * not does not become one.
     *
     * @return the places of secrets that nothing names any more
     */
    static Collection<String> dropUnknown(Connection connection, HandlerRow row) throws SQLException {
        Map<String, Boolean> encrypted = new LinkedHashMap<>();
        row.definition().properties().forEach(property -> encrypted.put(property.name(), property.encrypted()));
        List<String> places = new ArrayList<>();
        Map<String, PropertyRow> set = HandlerTable.properties(connection, List.of(row.definitionId()))
                .getOrDefault(row.definitionId(), Map.of());
        for (PropertyRow value : set.values()) {
            boolean sealed = value.place() != null;
            if (!Boolean.valueOf(sealed).equals(encrypted.get(value.name()))) {
                HandlerTable.remove(connection, row.definitionId(), value.name());
                if (sealed) {
                    places.add(value.place());
                }
            }
        }
        return places;
    }
}
