package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.integrator.api.Operations;
import dev.arbor.integrator.definition.Checks;
import dev.arbor.integrator.definition.OperationBook;
import dev.arbor.integrator.definition.OperationRecord;
import dev.arbor.integrator.definition.Views;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operations as they are shown. */
public final class OperationDesk implements Operations {

    private final OperationBook book;

    private final Lookup lookup;
    private final Optional<Dialect> dialect;

    public OperationDesk(OperationBook book, Lookup lookup) {
        this(book, lookup, Optional.empty());
    }

    private OperationDesk(OperationBook book, Lookup lookup, Optional<Dialect> dialect) {
        this.book = book;
        this.lookup = lookup;
        this.dialect = dialect;
    }

    @Override
    public Operations in(Dialect asked) {
        return new OperationDesk(book, lookup, Optional.of(asked));
    }

    private ObjectNode view(OperationRecord operation) {
        return Views.of(operation, dialect);
    }

    /** What changed is shown; no call uses what it was before. */
    private ObjectNode changed(OperationRecord operation) {
        lookup.changed();
        return view(operation);
    }

    @Override
    public List<ObjectNode> list(String connectionId) {
        return book.list(connectionId).stream().map(this::view).toList();
    }

    @Override
    public ObjectNode create(String connectionId, JsonNode document) {
        return changed(book.create(connectionId, document));
    }

    @Override
    public ObjectNode find(String connectionId, String id) {
        return view(book.find(connectionId, id));
    }

    @Override
    public ObjectNode update(String connectionId, String id, JsonNode document) {
        return changed(book.update(connectionId, id, document));
    }

    @Override
    public void delete(String connectionId, String id) {
        book.delete(connectionId, id);
        lookup.changed();
    }

    @Override
    public List<ObjectNode> search(JsonNode document) {
        Checks checks = new Checks().object(document).only(document, Set.of("ids"));
        List<String> ids = checks.uuids(document, "ids");
        checks.refuse();
        return book.search(ids).stream().map(this::view).toList();
    }

    @Override
    public List<ObjectNode> importAll(String connectionId, JsonNode documents, boolean force) {
        if (!documents.isArray()) {
            throw IntegratorRefusal.schema(List.of(new Problem("Invalid array. Got: object", "")));
        }
        List<OperationRecord> imported = book.importAll(connectionId, documents, force);
        lookup.changed();
        return imported.stream().map(this::view).toList();
    }
}
