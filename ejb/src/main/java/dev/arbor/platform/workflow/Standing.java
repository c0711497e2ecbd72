package dev.arbor.platform.workflow;

import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.TreeView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the workflows of an item stand: rows and trees should be pairs.
 *
 * @param registered those that are whole
 * @param filters theirs, by id
 * @param missing ids without a tree
 * @param orphaned trees that are registered for the item and that no row knows
 */
record Standing(List<TreeView> registered, Map<String, String> filters, List<String> missing, List<TreeView> orphaned) {

    static Standing of(Connection connection, Trees trees, Item item) throws SQLException {
        Map<String, String> filters = new HashMap<>();
        WorkflowTable.of(connection, item.id())
                .forEach(row -> filters.put(row.id().toString(), row.filter()));
        List<TreeView> registered = new ArrayList<>();
        List<TreeView> orphaned = new ArrayList<>();
        Set<String> missing = new TreeSet<>(filters.keySet());
        for (TreeView tree : trees.registeredFor(item.id().toString())) {
            missing.remove(tree.guid());
            if (filters.containsKey(tree.guid())) {
                registered.add(tree);
            } else if (WorkflowTable.id(tree.guid()).isPresent()) {
                orphaned.add(tree);
            }
        }
        return new Standing(registered, filters, List.copyOf(missing), orphaned);
    }

    /** Trees of the times before there were workflows, which nothing starts any more by itself. */
    static List<TreeView> migratable(Trees trees, Item item) {
        TreeQuery all = TreeQuery.all();
        TreeQuery query = new TreeQuery(
                Optional.of(StoredWorkflows.SOURCE),
                List.of(item.oldGroups()),
                all.groupFragment(),
                all.name(),
                all.nameFragment(),
                all.ownerEmail(),
                all.status(),
                all.type(),
                all.orderBy(),
                all.descending(),
                all.limit(),
                all.offset());
        return trees.search(query, Set.of()).items().stream()
                .filter(tree -> tree.platformItemId().isEmpty())
                .toList();
    }
}
