package dev.arbor.platform.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.Part;
import dev.arbor.engine.api.Trees.Saved;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Workflows;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.ksl.Ksl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The workflows of the API: a row and a tree that are changed in one transaction. */
@ApplicationScoped
public class StoredWorkflows implements Workflows {

    /** The source of all their trees. */
    static final String SOURCE = "Kinetic Request CE";

    private static final Set<Part> PARTS = Set.of(Part.TREE_JSON);

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final Trees trees;
    private final Ksl ksl;

    /** For the container's proxy. */
    protected StoredWorkflows() {
        this(null, null, null, null);
    }

    @Inject
    public StoredWorkflows(Transactions transactions, Authoriser authoriser, Trees trees, Ksl ksl) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.trees = trees;
        this.ksl = ksl;
    }

    @Override
    public ObjectNode list(Identity who, Scope scope) {
        return transactions.call(unit -> {
            Item item = Items.of(unit.connection(), authoriser, who, scope);
            Standing standing = Standing.of(unit.connection(), trees, item);
            ObjectNode json = Documents.object();
            items(json.putArray("migratable"), Standing.migratable(trees, item), Map.of());
            standing.missing().forEach(json.putArray("missing")::add);
            items(json.putArray("orphaned"), standing.orphaned(), Map.of());
            items(json.putArray("workflows"), standing.registered(), standing.filters());
            return json;
        });
    }

    private static void items(ArrayNode list, List<TreeView> trees, Map<String, String> filters) {
        trees.forEach(tree -> list.add(WorkflowViews.item(tree, filters.getOrDefault(tree.guid(), ""))));
    }

    @Override
    public ObjectNode find(Identity who, Scope scope, String id) {
        return transactions.call(unit -> {
            Found found = find(unit.connection(), who, scope, id);
            return WorkflowViews.whole(
                    unit.connection(), found.item(), trees.findByGuid(id, PARTS), found.row(), List.of());
        });
    }

    @Override
    public ObjectNode create(Identity who, Scope scope, ObjectNode body, boolean force) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Item item = Items.of(connection, authoriser, who, scope);
            Items.lock(connection, item);
            WorkflowDraft draft = WorkflowDraft.of(body, item.type(), ksl, Optional.empty());
            Optional<TreeView> same =
                    same(item, draft.name().orElseThrow(), draft.event().orElseThrow(), Optional.empty());
            if (same.isPresent() && !force) {
                throw PlatformRefusal.duplicate("workflow", "name and event");
            }
            Optional<WorkflowTable.Row> existing = Optional.empty();
            if (same.isPresent()) {
                existing = WorkflowTable.lock(
                        connection, UUID.fromString(same.get().guid()));
            }
            if (existing.isPresent()) {
                return change(connection, new Found(item, existing.get()), draft, who);
            }
            return add(connection, item, draft, who);
        });
    }

    private ObjectNode add(Connection connection, Item item, WorkflowDraft draft, Identity who) throws SQLException {
        UUID id = UUID.randomUUID();
        WorkflowTable.Row row =
                new WorkflowTable.Row(id, item.type(), item.id(), draft.filter().orElse(""));
        Saved saved = trees.create(
                draft.fields()
                        .sourceName(SOURCE)
                        .sourceGroup(id.toString())
                        .guid(id.toString())
                        .type("Tree")
                        .versionId(null)
                        .platformItem(item.type(), item.id().toString())
                        .build(),
                PARTS,
                caller(who));
        WorkflowTable.insert(connection, row);
        return WorkflowViews.whole(connection, item, saved.tree(), row, warnings(draft, saved));
    }

    @Override
    public ObjectNode update(Identity who, Scope scope, String id, ObjectNode body) {
        return transactions.call(unit -> {
            Found found = find(unit.connection(), who, scope, id);
            Items.lock(unit.connection(), found.item());
            TreeView before = trees.findByGuid(id, Set.of());
            WorkflowDraft draft = WorkflowDraft.of(
                    body, found.item().type(), ksl, Optional.of(before.event().orElse("")));
            String name = draft.name().orElse(before.name());
            String event = draft.event().orElse(before.event().orElse(""));
            if (same(found.item(), name, event, Optional.of(before.guid())).isPresent()) {
                throw PlatformRefusal.duplicate("workflow", "name and event");
            }
            return change(unit.connection(), found, draft, who);
        });
    }

    private ObjectNode change(Connection connection, Found found, WorkflowDraft draft, Identity who)
            throws SQLException {
        WorkflowTable.Row row = found.row();
        Saved saved = trees.update(row.id().toString(), draft.fields().build(), PARTS, caller(who));
        WorkflowTable.Row changed = new WorkflowTable.Row(
                row.id(), row.itemType(), row.itemId(), draft.filter().orElse(row.filter()));
        WorkflowTable.filter(connection, row.id(), changed.filter());
        return WorkflowViews.whole(connection, found.item(), saved.tree(), changed, warnings(draft, saved));
    }

    @Override
    public ObjectNode delete(Identity who, Scope scope, String id) {
        return transactions.call(unit -> {
            Found found = find(unit.connection(), who, scope, id);
            TreeView tree = trees.delete(id, caller(who));
            WorkflowTable.delete(unit.connection(), found.row().id());
            return WorkflowViews.item(tree, found.row().filter());
        });
    }

    @Override
    public String repair(Identity who, Scope scope) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Item item = Items.of(connection, authoriser, who, scope);
            Items.lock(connection, item);
            Standing standing = Standing.of(connection, trees, item);
            standing.missing().forEach(id -> trees.restore(id, Set.of(), caller(who)));
            for (TreeView tree : standing.orphaned()) {
                WorkflowTable.insert(
                        connection, new WorkflowTable.Row(UUID.fromString(tree.guid()), item.type(), item.id(), ""));
            }
            return standing.missing().size() + " missing workflows and "
                    + standing.orphaned().size() + " orphaned workflows repaired.";
        });
    }

    /** A workflow and what it is registered for. */
    private record Found(Item item, WorkflowTable.Row row) {}

    /** The space has all of them by their ids; a kapp and a form have their own. */
    private Found find(Connection connection, Identity who, Scope scope, String id) throws SQLException {
        Optional<UUID> uuid = WorkflowTable.id(id);
        Optional<WorkflowTable.Row> row =
                uuid.isPresent() ? WorkflowTable.lock(connection, uuid.get()) : Optional.empty();
        if (row.isEmpty()) {
            throw PlatformRefusal.missing("Workflow", id);
        }
        Item item = Items.of(connection, authoriser, who, row.get());
        if (scope.kapp().isPresent()
                && !Items.of(connection, authoriser, who, scope).id().equals(item.id())) {
            throw PlatformRefusal.missing("Workflow", id);
        }
        return new Found(item, row.get());
    }

    private Optional<TreeView> same(Item item, String name, String event, Optional<String> besides) {
        return trees.registeredFor(item.id().toString()).stream()
                .filter(tree -> tree.name().equals(name)
                        && tree.event().orElse("").equals(event)
                        && besides.filter(tree.guid()::equals).isEmpty())
                .findFirst();
    }

    private static List<String> warnings(WorkflowDraft draft, Saved saved) {
        List<String> all = new ArrayList<>(draft.warnings());
        all.addAll(saved.warnings());
        return all;
    }

    static Caller caller(Identity who) {
        return new Caller(who.username(), "Core API");
    }
}
