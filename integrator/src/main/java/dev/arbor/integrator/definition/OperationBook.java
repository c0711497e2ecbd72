package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.database.Transactions;
import dev.arbor.integrator.kind.ConnectionKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Operations: created, changed, read and deleted. */
public final class OperationBook {

    private final Transactions transactions;
    private final OperationTable operations;
    private final ConnectionTable connections;
    private final Map<String, ConnectionKind> kinds;
    private final InstantSource time;

    public OperationBook(
            Transactions transactions,
            OperationTable operations,
            ConnectionTable connections,
            Map<String, ConnectionKind> kinds,
            InstantSource time) {
        this.transactions = transactions;
        this.operations = operations;
        this.connections = connections;
        this.kinds = Map.copyOf(kinds);
        this.time = time;
    }

    /** Those of a connection, by their names. */
    public List<OperationRecord> list(String connectionId) {
        return transactions.call(database -> {
            connection(database, connectionId);
            return operations.list(database, ConnectionBook.key(connectionId));
        });
    }

    /** One of a connection. */
    public OperationRecord find(String connectionId, String id) {
        return transactions.call(database -> of(connectionId, operations.find(database, ConnectionBook.key(id))));
    }

    /** Those of some ids, in their order; what is not there is left out. */
    public List<OperationRecord> search(List<String> ids) {
        return transactions.call(database -> {
            List<String> keys = ids.stream().map(ConnectionBook::key).toList();
            Map<String, OperationRecord> found = operations.find(database, keys);
            return keys.stream().map(found::get).filter(Objects::nonNull).toList();
        });
    }

    /** A new one. */
    public OperationRecord create(String connectionId, JsonNode document) {
        return transactions.call(database -> {
            ConnectionRecord connection = connection(database, connectionId);
            Checks checks = new Checks();
            new OperationChecks(checks, "/config").keys(document);
            Shape.ofOperation(connection.type(), document.path("config"), "/config")
                    .refuse(checks);
            checks.refuse();
            return insert(database, connection, document);
        });
    }

    private OperationRecord insert(Connection database, ConnectionRecord connection, JsonNode document)
            throws SQLException {
        ObjectNode config = OperationDialects.config(document);
        ObjectNode outputs = OperationDialects.outputs(document);
        String name = document.path("name").asText(null);
        check(connection, name, config, document);
        OperationDialects.complete(connection.type(), config);
        String id = document.hasNonNull("id")
                ? ConnectionBook.key(document.get("id").asText())
                : UUID.randomUUID().toString();
        if (operations.find(database, id).isPresent()) {
            throw IntegratorRefusal.invalid("uniqueness_violation", "An operation with the same id already exists.");
        }
        Instant now = now();
        OperationRecord made = new OperationRecord(
                id,
                connection.id(),
                name,
                OperationDialects.of(document),
                config,
                outputs,
                OperationDialects.declared(document),
                notes(document),
                document.path("documentationLink").asText(""),
                1,
                now,
                now);
        operations.insert(database, made);
        return made;
    }

    /** Refuses what is wrong, and leaves out what is unknown. */
    private void check(ConnectionRecord connection, String name, ObjectNode config, JsonNode document) {
        Checks checks = new Checks()
                .object(document)
                .neverDeclared(document)
                .about(document)
                .name(name);
        new OperationChecks(checks, "/config")
                .config(config, kinds.get(connection.type()))
                .outputs(document);
        checks.refuse();
        Shape.ofOperation(connection.type(), config, "/config").drop();
    }

    /** Changes what the document says; params, headers, body and outputs are replaced as a whole. */
    public OperationRecord update(String connectionId, String id, JsonNode document) {
        return transactions.call(database -> {
            ConnectionRecord connection = connection(database, connectionId);
            OperationRecord old = of(connectionId, operations.lock(database, ConnectionBook.key(id)));
            ConnectionBook.notStale(document, old.lockVersion());
            return change(database, connection, old, document);
        });
    }

    private OperationRecord change(
            Connection database, ConnectionRecord connection, OperationRecord old, JsonNode document)
            throws SQLException {
        ObjectNode config = old.config().deepCopy();
        OperationDialects.config(document).properties().forEach(each -> config.set(each.getKey(), each.getValue()));
        ObjectNode outputs =
                OperationDialects.hasOutputs(document) ? OperationDialects.outputs(document) : old.outputs();
        ObjectNode declared = OperationDialects.declared(old.declared(), document);
        String name = document.has("name") ? document.path("name").asText(null) : old.name();
        check(connection, name, config, document);
        OperationDialects.complete(connection.type(), config);
        OperationRecord changed = new OperationRecord(
                old.id(),
                old.connectionId(),
                name,
                old.dialect(),
                config,
                outputs,
                declared,
                document.has("notes") ? notes(document) : old.notes(),
                document.hasNonNull("documentationLink")
                        ? document.get("documentationLink").asText()
                        : old.documentationLink(),
                old.lockVersion() + 1,
                old.insertedAt(),
                now());
        operations.update(database, changed);
        return changed;
    }

    /** Forgets one. */
    public void delete(String connectionId, String id) {
        transactions.call(database -> {
            of(connectionId, operations.find(database, ConnectionBook.key(id)));
            return operations.delete(database, ConnectionBook.key(id));
        });
    }

    /**
     * Takes exported operations, all or none.
     *
     * @param force whether those that are there are changed
     */
    public List<OperationRecord> importAll(String connectionId, JsonNode documents, boolean force) {
        return transactions.call(database -> importAll(database, connection(database, connectionId), documents, force));
    }

    List<OperationRecord> importAll(Connection database, ConnectionRecord connection, JsonNode documents, boolean force)
            throws SQLException {
        List<OperationRecord> imported = new ArrayList<>();
        Map<String, List<String>> problems = new LinkedHashMap<>();
        int number = 0;
        for (JsonNode document : documents) {
            String id = document.path("id").asText(String.valueOf(number++));
            try {
                imported.add(importOne(database, connection, document, force));
            } catch (IntegratorRefusal refusal) {
                problems.put(
                        id,
                        refusal.problems().isEmpty()
                                ? List.of(refusal.getMessage())
                                : refusal.problems().stream()
                                        .map(IntegratorRefusal.Problem::error)
                                        .toList());
            }
        }
        if (!problems.isEmpty()) {
            throw IntegratorRefusal.perOperation(problems);
        }
        return imported;
    }

    private OperationRecord importOne(
            Connection database, ConnectionRecord connection, JsonNode document, boolean force) throws SQLException {
        new Checks().object(document).uuid(document, "id").refuse();
        Optional<OperationRecord> known = document.hasNonNull("id")
                ? operations.lock(
                        database, ConnectionBook.key(document.get("id").asText()))
                : Optional.empty();
        return force && known.isPresent() && known.get().connectionId().equals(connection.id())
                ? change(database, connection, known.get(), document)
                : insert(database, connection, document);
    }

    void deleteAll(Connection database, String connectionId) throws SQLException {
        operations.deleteAll(database, connectionId);
    }

    private ConnectionRecord connection(Connection database, String id) throws SQLException {
        return connections
                .find(database, ConnectionBook.key(id))
                .orElseThrow(IntegratorRefusal::notFound)
                .connection();
    }

    private static OperationRecord of(String connectionId, Optional<OperationRecord> found) {
        return found.filter(each -> each.connectionId().equals(ConnectionBook.key(connectionId)))
                .orElseThrow(IntegratorRefusal::notFound);
    }

    private static Optional<String> notes(JsonNode document) {
        return Optional.ofNullable(document.path("notes").asText(null));
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
