package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.database.Transactions;
import dev.arbor.integrator.definition.ConnectionTable.Whole;
import dev.arbor.integrator.definition.Drafts.Draft;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Connections: created, changed, read and deleted. */
public final class ConnectionBook {

    private final Transactions transactions;
    private final ConnectionTable connections;
    private final OperationBook operations;
    private final Drafts drafts;
    private final InstantSource time;

    public ConnectionBook(
            Transactions transactions,
            ConnectionTable connections,
            OperationBook operations,
            Drafts drafts,
            InstantSource time) {
        this.transactions = transactions;
        this.connections = connections;
        this.operations = operations;
        this.drafts = drafts;
        this.time = time;
    }

    /** All, by their names. */
    public List<ConnectionRecord> list() {
        return transactions.call(connections::list);
    }

    /**
     * One of them.
     *
     * @throws IntegratorRefusal when there is none
     */
    public Whole find(String id) {
        return transactions.call(
                database -> connections.find(database, key(id)).orElseThrow(IntegratorRefusal::notFound));
    }

    /** A new one, under the id that the document brings or one of its own. */
    public ConnectionRecord create(JsonNode document) {
        Draft draft = drafts.strict(document);
        return transactions.call(database -> {
            String id = document.hasNonNull("id")
                    ? key(document.get("id").asText())
                    : UUID.randomUUID().toString();
            if (connections.find(database, id).isPresent()) {
                throw IntegratorRefusal.invalid(
                        "uniqueness_violation", "A connection with the same id already exists.");
            }
            return insert(database, id, draft, ConnectionDialects.of(document), now());
        });
    }

    private ConnectionRecord insert(Connection database, String id, Draft draft, Dialect dialect, Instant now)
            throws SQLException {
        ConnectionRecord made = new ConnectionRecord(
                id,
                draft.name(),
                draft.type(),
                dialect,
                draft.config(),
                draft.secrets().keySet(),
                Map.of(),
                draft.description(),
                draft.documentationLink(),
                1,
                now,
                now);
        connections.insert(database, made, draft.secrets());
        return made;
    }

    /**
     * Merges a document over what is there.
     *
     * @param replaceSecrets whether named secrets that the document does not have are deleted
     */
    public ConnectionRecord update(String id, JsonNode document, boolean replaceSecrets) {
        return transactions.call(database -> {
            Whole known = connections.lock(database, key(id)).orElseThrow(IntegratorRefusal::notFound);
            notStale(document, known.connection().lockVersion());
            return change(database, known, drafts.over(known, document, replaceSecrets));
        });
    }

    private ConnectionRecord change(Connection database, Whole known, Draft draft) throws SQLException {
        ConnectionRecord old = known.connection();
        // What cannot be opened stays for the day its key is found, unless its place is given a new secret.
        Set<String> removable = new HashSet<>(old.secretPlaces());
        removable.removeAll(old.unreadable().keySet());
        Map<String, String> unreadable = new java.util.LinkedHashMap<>(old.unreadable());
        unreadable.keySet().removeAll(draft.secrets().keySet());
        Set<String> places = new HashSet<>(draft.secrets().keySet());
        places.addAll(unreadable.keySet());
        ConnectionRecord changed = new ConnectionRecord(
                old.id(),
                draft.name(),
                draft.type(),
                old.dialect(),
                draft.config(),
                places,
                unreadable,
                draft.description(),
                draft.documentationLink(),
                old.lockVersion() + 1,
                old.insertedAt(),
                now());
        connections.update(database, changed, removable, draft.secrets());
        return changed;
    }

    /** Forgets a connection and its operations. */
    public void delete(String id) {
        transactions.call(database -> {
            if (!connections.delete(database, key(id))) {
                throw IntegratorRefusal.notFound();
            }
            return null;
        });
    }

    /**
     * Takes an exported connection with its operations, wrapped or not.
     *
     * @param force whether one that is there is replaced, but for secrets that the export does not have
     */
    public ConnectionRecord importExport(JsonNode document, boolean force) {
        JsonNode export = document.path("connection").isObject() ? document.get("connection") : document;
        new Checks().object(export).uuid(export, "id").refuse();
        if (export.hasNonNull("operations") && !export.get("operations").isArray()) {
            throw IntegratorRefusal.schema(List.of(new IntegratorRefusal.Problem(
                    "Invalid array. Got: " + Checks.kind(export.get("operations")), "/operations")));
        }
        return transactions.call(database -> {
            String id = export.hasNonNull("id")
                    ? key(export.get("id").asText())
                    : UUID.randomUUID().toString();
            Whole known = connections.lock(database, id).orElse(null);
            ConnectionRecord imported;
            if (known == null) {
                imported = insert(database, id, drafts.fresh(export), ConnectionDialects.of(export), now());
            } else if (force) {
                imported = change(database, known, drafts.instead(known, export));
                operations.deleteAll(database, id);
            } else {
                throw IntegratorRefusal.invalid(
                        "uniqueness_violation", "A connection with the same id already exists.");
            }
            operations.importAll(database, imported, export.path("operations"), force);
            return imported;
        });
    }

    /** Keeps a secret that changed while its connection was used. */
    public void keep(String id, String place, String plain) {
        transactions.call(database -> {
            connections.keep(database, id, place, plain);
            return null;
        });
    }

    static void notStale(JsonNode document, int known) {
        if (document.path("lockVersion").isInt() && document.get("lockVersion").intValue() < known) {
            throw IntegratorRefusal.invalid("stale_record", "Attempted to update a stale entry");
        }
    }

    /**
     * Ids are compared as they are kept: in lower case.
     *
     * @throws IntegratorRefusal when it is no id, so that there is nothing of it
     */
    static String key(String id) {
        if (!Checks.isUuid(id)) {
            throw IntegratorRefusal.notFound();
        }
        return id.toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
