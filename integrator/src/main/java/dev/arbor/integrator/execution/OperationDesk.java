package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.integrator.api.Operations;
import dev.arbor.integrator.definition.Checks;
import dev.arbor.integrator.definition.OperationBook;
import dev.arbor.integrator.definition.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Operations as they are shown. */
public final class OperationDesk implements Operations {

    private final OperationBook book;

    public OperationDesk(OperationBook book) {
        this.book = book;
    }

    @Override
    public List<ObjectNode> list(String connectionId) {
        return book.list(connectionId).stream().map(Views::of).toList();
    }

    @Override
    public ObjectNode create(String connectionId, JsonNode document) {
        return Views.of(book.create(connectionId, document));
    }

    @Override
    public ObjectNode find(String connectionId, String id) {
        return Views.of(book.find(connectionId, id));
    }

    @Override
    public ObjectNode update(String connectionId, String id, JsonNode document) {
        return Views.of(book.update(connectionId, id, document));
    }

    @Override
    public void delete(String connectionId, String id) {
        book.delete(connectionId, id);
    }

    @Override
    public List<ObjectNode> search(JsonNode document) {
        new Checks().only(document, Set.of("ids")).refuse();
        List<String> ids = new ArrayList<>();
        document.path("ids").forEach(id -> ids.add(id.asText()));
        return book.search(ids).stream().map(Views::of).toList();
    }

    @Override
    public List<ObjectNode> importAll(String connectionId, JsonNode documents, boolean force) {
        if (!documents.isArray()) {
            throw IntegratorRefusal.schema(List.of(new Problem("Invalid array. Got: object", "")));
        }
        return book.importAll(connectionId, documents, force).stream()
                .map(Views::of)
                .toList();
    }
}
