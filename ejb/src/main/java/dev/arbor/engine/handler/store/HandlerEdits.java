package dev.arbor.engine.handler.store;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Handlers.Change;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.PausedHandlers;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.handler.zip.HandlerDefinition.Property;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes what an administrator may change of a handler, and removes handlers. Where a built-in one was behind, it is back
 * then, with the values of the properties that it has too.
 */
@ApplicationScoped
public class HandlerEdits {

    private static final int LONGEST = 255;
    private static final Set<String> STATUSES = Set.of("Active", PausedHandlers.PAUSED);

    private final Transactions transactions;
    private final HandlerCatalog catalog;
    private final HandlerSecrets secrets;
    private final BuiltInHandlers builtIn;
    private final HandlerJournal journal;
    private final InstantSource time;

    /** For the container's proxy. */
    protected HandlerEdits() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public HandlerEdits(
            Transactions transactions,
            HandlerCatalog catalog,
            HandlerSecrets secrets,
            BuiltInHandlers builtIn,
            HandlerJournal journal,
            InstantSource time) {
        this.transactions = transactions;
        this.catalog = catalog;
        this.secrets = secrets;
        this.builtIn = builtIn;
        this.journal = journal;
        this.time = time;
    }

    void change(String definitionId, Change change, Caller caller) {
        HandlerRow seen = transactions.call(
                unit -> StoredHandlers.require(HandlerTable.find(unit.connection(), definitionId), definitionId));
        Map<String, Optional<PropertyRow>> values = values(seen, change);
        Collection<String> unused = places(values);
        try {
            unused = transactions.call(unit -> {
                HandlerRow row =
                        StoredHandlers.require(HandlerTable.lock(unit.connection(), definitionId), definitionId);
                if (!row.checksum().equals(seen.checksum())) {
                    throw Refusal.invalid(
                            "stale_record",
                            "Expected the handler '" + definitionId
                                    + "' to stay as it was, but it was replaced meanwhile.");
                }
                Map<String, PropertyRow> old = HandlerTable.properties(unit.connection(), List.of(definitionId))
                        .getOrDefault(definitionId, Map.of());
                List<String> left = new ArrayList<>();
                for (Map.Entry<String, Optional<PropertyRow>> value : values.entrySet()) {
                    PropertyRow was = old.get(value.getKey());
                    if (was != null && was.place() != null) {
                        left.add(was.place());
                    }
                    HandlerTable.remove(unit.connection(), definitionId, value.getKey());
                    if (value.getValue().isPresent()) {
                        HandlerTable.put(
                                unit.connection(),
                                definitionId,
                                value.getValue().get());
                    }
                }
                HandlerRow changed = changed(row, change, caller);
                HandlerTable.update(unit.connection(), changed);
                journal.changed(unit, row, changed, old, values, caller);
                return left;
            });
        } finally {
            secrets.forget(seen.secretOwner(), unused);
        }
    }

    /** Rows of the values to set, secrets sealed already; empty for those that go back to their defaults. */
    private Map<String, Optional<PropertyRow>> values(HandlerRow row, Change change) {
        limited("name", change.name());
        limited("selectionCriterion", change.selectionCriterion());
        change.status().filter(status -> !STATUSES.contains(status)).ifPresent(status -> {
            throw Refusal.invalid(
                    "invalid_value", "Expected the status to be Active or Paused, but got '" + status + "'.");
        });
        HandlerDefinition definition = catalog.definition(row);
        Map<String, Property> known = new LinkedHashMap<>();
        definition.properties().forEach(property -> known.put(property.name(), property));
        for (String name : change.properties().keySet()) {
            if (!known.containsKey(name)) {
                throw Refusal.invalid(
                        "unknown_property",
                        "Expected a property of the handler '" + row.definitionId() + "', but it has no '" + name
                                + "'.");
            }
        }
        Map<String, Optional<PropertyRow>> values = new LinkedHashMap<>();
        change.properties().forEach((name, value) -> {
            boolean encrypted = known.get(name).encrypted();
            if (value.isPresent() && encrypted) {
                String place = secrets.keep(row.secretOwner(), value.get());
                values.put(name, Optional.of(new PropertyRow(name, null, place)));
            } else if (!encrypted) {
                values.put(name, value.map(text -> new PropertyRow(name, text, null)));
            }
        });
        return values;
    }

    private static void limited(String what, Optional<String> text) {
        if (text.isPresent() && text.get().length() > LONGEST) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected '" + what + "' to have at most " + LONGEST + " characters, but it has "
                            + text.get().length() + ".");
        }
    }

    private static Collection<String> places(Map<String, Optional<PropertyRow>> values) {
        return values.values().stream()
                .flatMap(Optional::stream)
                .map(PropertyRow::place)
                .filter(place -> place != null)
                .toList();
    }

    private HandlerRow changed(HandlerRow row, Change change, Caller caller) {
        return new HandlerRow(
                row.definitionId(),
                change.name().filter(name -> !name.isBlank()).orElse(row.name()),
                change.description().orElse(row.description()),
                change.status().orElse(row.status()),
                change.selectionCriterion().isPresent()
                        ? change.selectionCriterion().filter(text -> !text.isBlank())
                        : row.selectionCriterion(),
                row.checksum(),
                row.secretOwner(),
                row.nodeXml(),
                row.infoXml(),
                row.createdAt(),
                row.createdBy(),
                Moments.after(time, Optional.of(row.updatedAt())),
                caller.username());
    }

    /** What is left of a handler that was there. */
    private record Gone(String owner, Optional<Collection<String>> places) {}

    void delete(String definitionId) {
        Gone gone = transactions.call(unit -> {
            HandlerRow row = StoredHandlers.require(HandlerTable.lock(unit.connection(), definitionId), definitionId);
            Optional<BuiltInHandler> behind = builtIn.behind(definitionId);
            if (row.builtIn() && behind.isPresent()) {
                throw Refusal.invalid(
                        "built_in_handler",
                        "Expected a handler that was imported, but '" + definitionId
                                + "' is part of the server and cannot be removed.");
            }
            PackageTable.delete(unit.connection(), row.checksum());
            if (behind.isEmpty()) {
                HandlerTable.delete(unit.connection(), definitionId);
                journal.removed(unit, row);
                return new Gone(row.secretOwner(), Optional.empty());
            }
            HandlerRow back =
                    BuiltInRows.row(behind.get(), Optional.of(row), Moments.after(time, Optional.of(row.updatedAt())));
            HandlerTable.update(unit.connection(), back);
            return new Gone(row.secretOwner(), Optional.of(BuiltInRows.dropUnknown(unit.connection(), back)));
        });
        // Nothing names the owner of what was removed any more, so all of it goes.
        secrets.forget(gone.owner(), gone.places().orElseGet(() -> secrets.open(gone.owner())
                .readable()
                .keySet()));
    }
}
