package dev.arbor.engine.handler.store;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.handler.zip.HandlerZip;
import dev.arbor.engine.handler.zip.ZipBounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes packages in: judged as a whole first, then kept in one transaction. Values of properties that the new package
 * still has stay; a text that has become a secret is sealed, and a secret that has become a text is forgotten, because
 * it would be shown.
 */
@ApplicationScoped
public class HandlerImports {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Transactions transactions;
    private final HandlerSecrets secrets;
    private final HandlerCheck check;
    private final BuiltInHandlers builtIn;
    private final HandlerJournal journal;
    private final ZipBounds bounds;
    private final InstantSource time;

    /** What an import came to. */
    record Done(String definitionId, boolean replaced) {}

    private record Draft(
            HandlerDefinition definition, byte[] nodeXml, byte[] infoXml, String checksum, byte[] content) {}

    private record Before(HandlerRow row, Map<String, PropertyRow> properties) {}

    /** For the container's proxy. */
    protected HandlerImports() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    public HandlerImports(
            Transactions transactions,
            HandlerSecrets secrets,
            HandlerCheck check,
            BuiltInHandlers builtIn,
            HandlerJournal journal,
            ZipBounds bounds,
            InstantSource time) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.check = check;
        this.builtIn = builtIn;
        this.journal = journal;
        this.bounds = bounds;
        this.time = time;
    }

    Done importPackage(byte[] content, boolean force, Caller caller) {
        Draft draft = judged(content);
        String id = draft.definition().definitionId();
        Optional<Before> before = before(id);
        // Nothing is lost of what is built in: it comes back when the import is removed.
        if (before.isPresent() && !before.get().row().builtIn() && !force) {
            throw taken(id);
        }
        String owner = before.map(each -> each.row().secretOwner()).orElseGet(HandlerSecrets::newOwner);
        Map<String, PropertyRow> old = before.map(Before::properties).orElse(Map.of());
        Map<String, PropertyRow> values = kept(draft.definition(), old, owner);
        Set<String> unused = places(values, old);
        try {
            transactions.call(unit -> {
                keep(unit.connection(), draft, before, owner, values, caller);
                return null;
            });
            unused = places(old, values);
            return new Done(id, before.isPresent());
        } catch (DatabaseException e) {
            // Two imports at once: there was no row to be locked, and now there is.
            if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                throw taken(id);
            }
            throw e;
        } finally {
            secrets.forget(owner, unused);
        }
    }

    private Draft judged(byte[] content) {
        try (HandlerZip zip = HandlerZip.open(content, bounds)) {
            zip.measure();
            HandlerDefinition definition = DefinitionReader.read(zip);
            String id = definition.definitionId();
            if (builtIn.reserves(id)) {
                throw Refusal.invalid(
                        "reserved_definition",
                        "Expected a definition id that does not belong to the engine, but '" + id + "' does.");
            }
            check.check(definition, zip);
            return new Draft(
                    definition,
                    zip.read(DefinitionReader.NODE).orElseThrow(),
                    zip.read(DefinitionReader.INFO).orElse(null),
                    PackageTable.checksum(content),
                    content);
        }
    }

    private Optional<Before> before(String id) {
        return transactions.call(unit -> {
            Optional<HandlerRow> row = HandlerTable.find(unit.connection(), id);
            return row.isEmpty()
                    ? Optional.<Before>empty()
                    : Optional.of(new Before(
                            row.get(),
                            HandlerTable.properties(unit.connection(), List.of(id))
                                    .getOrDefault(id, Map.of())));
        });
    }

    /** The values that stay; those that are to be secrets are sealed now. */
    private Map<String, PropertyRow> kept(HandlerDefinition definition, Map<String, PropertyRow> old, String owner) {
        Map<String, PropertyRow> kept = new LinkedHashMap<>();
        for (HandlerDefinition.Property property : definition.properties()) {
            PropertyRow value = old.get(property.name());
            if (value == null || (value.place() != null && !property.encrypted())) {
                continue;
            }
            boolean toSeal = property.encrypted() && value.place() == null;
            kept.put(
                    property.name(),
                    toSeal ? new PropertyRow(property.name(), null, secrets.keep(owner, value.value())) : value);
        }
        return kept;
    }

    /** The places of some that others have not. */
    private static Set<String> places(Map<String, PropertyRow> of, Map<String, PropertyRow> without) {
        Set<String> places = new HashSet<>();
        of.values().forEach(each -> places.add(each.place()));
        without.values().forEach(each -> places.remove(each.place()));
        places.remove(null);
        return places;
    }

    private void keep(
            Connection connection,
            Draft draft,
            Optional<Before> before,
            String owner,
            Map<String, PropertyRow> values,
            Caller caller)
            throws SQLException {
        String id = draft.definition().definitionId();
        Optional<HandlerRow> locked = HandlerTable.lock(connection, id);
        if (!locked.map(HandlerRow::updatedAt)
                .equals(before.map(each -> each.row().updatedAt()))) {
            throw Refusal.invalid(
                    "stale_record",
                    "Expected the handler '" + id + "' to stay as it was, but it was changed meanwhile.");
        }
        HandlerRow row = row(draft, locked, owner, caller);
        if (locked.isEmpty()) {
            HandlerTable.insert(connection, row);
        } else {
            HandlerTable.update(connection, row);
            PackageTable.delete(connection, locked.get().checksum());
        }
        journal.imported(connection, locked, row, caller);
        PackageTable.delete(connection, row.checksum());
        PackageTable.insert(connection, row.checksum(), draft.content());
        HandlerTable.forget(connection, id);
        for (PropertyRow value : values.values()) {
            HandlerTable.put(connection, id, value);
        }
    }

    /** Status and criterion are an administrator's, so they stay. */
    private HandlerRow row(Draft draft, Optional<HandlerRow> before, String owner, Caller caller) {
        Instant now = Moments.after(time, before.map(HandlerRow::updatedAt));
        return new HandlerRow(
                draft.definition().definitionId(),
                draft.definition().name(),
                draft.definition().description(),
                before.map(HandlerRow::status).orElse("Active"),
                before.flatMap(HandlerRow::selectionCriterion),
                draft.checksum(),
                owner,
                draft.nodeXml(),
                draft.infoXml(),
                before.map(HandlerRow::createdAt).orElse(now),
                before.map(HandlerRow::createdBy).orElse(caller.username()),
                now,
                caller.username());
    }

    private static Refusal taken(String id) {
        return Refusal.invalid(
                "uniqueness_violation",
                "Expected the definition id '" + id + "' to be free, but there is such a handler; force replaces it.");
    }
}
