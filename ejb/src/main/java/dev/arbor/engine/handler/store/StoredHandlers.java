package dev.arbor.engine.handler.store;

import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Handlers;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers of the API: reading them here, changing them by {@link HandlerImports} and {@link HandlerEdits}. */
@ApplicationScoped
public class StoredHandlers implements Handlers {

    private final Transactions transactions;
    private final HandlerCatalog catalog;
    private final HandlerImports imports;
    private final HandlerEdits edits;
    private final BuiltInHandlers builtIn;
    private final SystemControls controls;

    /** For the container's proxy. */
    protected StoredHandlers() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public StoredHandlers(
            Transactions transactions,
            HandlerCatalog catalog,
            HandlerImports imports,
            HandlerEdits edits,
            BuiltInHandlers builtIn,
            SystemControls controls) {
        this.transactions = transactions;
        this.catalog = catalog;
        this.imports = imports;
        this.edits = edits;
        this.builtIn = builtIn;
        this.controls = controls;
    }

    @Override
    public Page<HandlerView> list(int limit, int offset) {
        return transactions.call(unit -> {
            List<HandlerRow> rows = HandlerTable.list(unit.connection(), limit, offset);
            Map<String, Map<String, PropertyRow>> set = HandlerTable.properties(
                    unit.connection(),
                    rows.stream().map(HandlerRow::definitionId).toList());
            return new Page<>(
                    HandlerTable.count(unit.connection()),
                    limit,
                    offset,
                    rows.stream()
                            .map(row -> HandlerViews.of(
                                    row, catalog.definition(row), set.getOrDefault(row.definitionId(), Map.of())))
                            .toList());
        });
    }

    @Override
    public HandlerView find(String definitionId) {
        return controls.find(definitionId)
                .orElseGet(() -> transactions.call(unit -> view(unit.connection(), definitionId)));
    }

    @Override
    public Page<HandlerView> system(int limit, int offset) {
        List<HandlerView> all = controls.views();
        return new Page<>(
                all.size(),
                limit,
                offset,
                all.stream().skip(offset).limit(limit > 0 ? limit : all.size()).toList());
    }

    @Override
    public Map<String, List<AuditView>> audits(Collection<String> definitionIds) {
        return transactions.call(unit -> HandlerJournal.of(unit.connection(), definitionIds));
    }

    @Override
    public List<String> paused() {
        return transactions.call(unit -> HandlerTable.paused(unit.connection()));
    }

    @Override
    public Durations durations(String definitionId) {
        find(definitionId);
        return transactions.call(unit -> HandlerDurations.of(unit.connection(), definitionId));
    }

    @Override
    public Imported importPackage(byte[] zip, boolean force, Caller caller) {
        HandlerImports.Done done = imports.importPackage(zip, force, caller);
        return new Imported(find(done.definitionId()), done.replaced());
    }

    @Override
    public HandlerView change(String definitionId, Change change, Caller caller) {
        requireStored(definitionId);
        edits.change(definitionId, change, caller);
        return find(definitionId);
    }

    @Override
    public HandlerView delete(String definitionId) {
        requireStored(definitionId);
        HandlerView view = find(definitionId);
        edits.delete(definitionId);
        return view;
    }

    @Override
    public List<MissingHandler> missing() {
        return transactions.call(unit -> MissingHandlers.find(unit.connection(), builtIn));
    }

    @Override
    public byte[] zip(String definitionId) {
        return transactions.call(unit -> {
            HandlerRow row = require(HandlerTable.find(unit.connection(), definitionId), definitionId);
            if (row.builtIn()) {
                throw Refusal.notFound("Expected a handler that was imported, but \"" + definitionId
                        + "\" is part of the server and has no package.");
            }
            return PackageTable.read(unit.connection(), row.checksum())
                    .orElseThrow(() -> new IllegalStateException(
                            "Expected the package of the handler '" + definitionId + "', but it is not there."));
        });
    }

    private void requireStored(String definitionId) {
        if (controls.find(definitionId).isPresent()) {
            throw Refusal.invalid(
                    "system_handler",
                    "Expected a handler that can be changed, but '" + definitionId
                            + "' belongs to the engine and stays as it is.");
        }
    }

    private HandlerView view(Connection connection, String definitionId) throws SQLException {
        HandlerRow row = require(HandlerTable.find(connection, definitionId), definitionId);
        return HandlerViews.of(
                row,
                catalog.definition(row),
                HandlerTable.properties(connection, List.of(definitionId)).getOrDefault(definitionId, Map.of()));
    }

    static HandlerRow require(Optional<HandlerRow> row, String definitionId) {
        return row.orElseThrow(
                () -> Refusal.notFound("Unable to retrieve the handler with definition id \"" + definitionId + "\"."));
    }
}
