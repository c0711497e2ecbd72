package dev.arbor.engine.handler.store;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Handlers;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
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

    /** For the container's proxy. */
    protected StoredHandlers() {
        this(null, null, null, null, null);
    }

    @Inject
    public StoredHandlers(
            Transactions transactions,
            HandlerCatalog catalog,
            HandlerImports imports,
            HandlerEdits edits,
            BuiltInHandlers builtIn) {
        this.transactions = transactions;
        this.catalog = catalog;
        this.imports = imports;
        this.edits = edits;
        this.builtIn = builtIn;
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
        return transactions.call(unit -> view(unit.connection(), definitionId));
    }

    @Override
    public Imported importPackage(byte[] zip, boolean force, Caller caller) {
        HandlerImports.Done done = imports.importPackage(zip, force, caller);
        return new Imported(find(done.definitionId()), done.replaced());
    }

    @Override
    public HandlerView change(String definitionId, Change change, Caller caller) {
        edits.change(definitionId, change, caller);
        return find(definitionId);
    }

    @Override
    public HandlerView delete(String definitionId) {
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
