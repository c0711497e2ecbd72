package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.definition.Checks;
import dev.arbor.integrator.definition.ConnectionBook;
import dev.arbor.integrator.definition.ConnectionRecord;
import dev.arbor.integrator.definition.ConnectionTable.Whole;
import dev.arbor.integrator.definition.Drafts;
import dev.arbor.integrator.definition.Drafts.Draft;
import dev.arbor.integrator.definition.OperationBook;
import dev.arbor.integrator.definition.Views;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.registry.Registry;
import dev.arbor.integrator.registry.Registry.Use;
import dev.arbor.integrator.vault.Redactor;
import dev.arbor.integrator.vault.Rotation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Connections, defined and open. */
public final class ConnectionDesk implements Connections {

    private static final Use<Void> TRY = connection -> {
        connection.test();
        return null;
    };

    private final ConnectionBook book;
    private final OperationBook operations;
    private final Drafts drafts;
    private final Registry registry;
    private final Rotation rotation;
    private final Lookup lookup;
    private final Optional<Dialect> dialect;

    public ConnectionDesk(
            ConnectionBook book,
            OperationBook operations,
            Drafts drafts,
            Registry registry,
            Rotation rotation,
            Lookup lookup) {
        this(book, operations, drafts, registry, rotation, lookup, Optional.empty());
    }

    private ConnectionDesk(
            ConnectionBook book,
            OperationBook operations,
            Drafts drafts,
            Registry registry,
            Rotation rotation,
            Lookup lookup,
            Optional<Dialect> dialect) {
        this.lookup = lookup;
        this.dialect = dialect;
        this.book = book;
        this.operations = operations;
        this.drafts = drafts;
        this.registry = registry;
        this.rotation = rotation;
    }

    @Override
    public Connections in(Dialect asked) {
        return new ConnectionDesk(book, operations, drafts, registry, rotation, lookup, Optional.of(asked));
    }

    @Override
    public List<ObjectNode> list() {
        return book.list().stream().map(this::view).toList();
    }

    private ObjectNode view(ConnectionRecord record) {
        return Views.of(record, registry.status(record), dialect);
    }

    @Override
    public ObjectNode create(JsonNode document) {
        return view(book.create(document));
    }

    @Override
    public ObjectNode find(String id) {
        return view(book.find(id).connection());
    }

    @Override
    public ObjectNode update(String id, JsonNode document, boolean replaceSecrets) {
        ConnectionRecord updated = book.update(id, document, replaceSecrets);
        lookup.changed();
        registry.restart(updated.id());
        return view(updated);
    }

    @Override
    public void delete(String id) {
        ConnectionRecord record = book.find(id).connection();
        book.delete(id);
        lookup.changed();
        registry.forget(record.id());
    }

    @Override
    public ObjectNode restart(String id) {
        ConnectionRecord record = book.find(id).connection();
        registry.restart(record.id());
        lookup.changed();
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", "Connection restarted")
                .put("name", record.name());
    }

    @Override
    public ObjectNode test(String id, JsonNode change) {
        Whole known = book.find(id);
        if (!change.isMissingNode()) {
            new Checks().object(change).refuse();
        }
        return change.isEmpty()
                ? outcome(() -> registry.use(known, TRY), known.hidden())
                : test(drafts.over(known, change));
    }

    @Override
    public ObjectNode test(JsonNode document) {
        return test(drafts.fresh(document));
    }

    private ObjectNode test(Draft draft) {
        return outcome(() -> registry.useOnce(draft, TRY), draft.hidden());
    }

    /** Something that may fail as calls do. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws CallException;
    }

    private static ObjectNode outcome(Attempt attempt, Collection<String> secrets) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        try {
            attempt.run();
            return outcome.put("status", "ok");
        } catch (CallException e) {
            return outcome.put("status", "error").put("message", new Redactor(secrets).of(e.getMessage()));
        }
    }

    @Override
    public ObjectNode export(String id) {
        ConnectionRecord record = book.find(id).connection();
        ObjectNode export = view(record);
        export.remove("status");
        export.remove("health");
        ArrayNode all = export.putArray("operations");
        operations.list(record.id()).forEach(operation -> all.add(Views.of(operation, dialect)));
        return export;
    }

    @Override
    public ObjectNode importConnection(JsonNode document, boolean force) {
        ConnectionRecord imported = book.importExport(document, force);
        lookup.changed();
        registry.restart(imported.id());
        return view(imported);
    }

    @Override
    public void rotateKeys() {
        Rotation.Result result = rotation.rotate();
        if (result.failed() > 0) {
            throw IntegratorRefusal.failed(
                    "rotation_failed",
                    result.failed() + " of " + (result.sealed() + result.failed())
                            + " secrets could not be re-encrypted");
        }
    }
}
