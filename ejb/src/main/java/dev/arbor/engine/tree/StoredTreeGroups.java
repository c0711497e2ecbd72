package dev.arbor.engine.tree;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.TreeGroups;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.TreeView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Groups of trees: one transaction for all of them, in which each is changed as if it were alone. */
@ApplicationScoped
@Transactional
public class StoredTreeGroups implements TreeGroups {

    private final Trees trees;
    private final EntityManager rows;

    /** For the container's proxy. */
    protected StoredTreeGroups() {
        this(null, null);
    }

    @Inject
    public StoredTreeGroups(Trees trees, EntityManager rows) {
        this.trees = trees;
        this.rows = rows;
    }

    @Override
    public List<TreeView> copy(
            Place from, Place to, List<String> names, Map<String, String> definitionIds, Caller caller) {
        return free(to, living(from, names)).stream()
                .map(tree -> trees.copy(tree.guid(), as(tree, to, definitionIds), Set.of(), caller)
                        .tree())
                .toList();
    }

    private static Trees.CopyAs as(TreeView tree, Place to, Map<String, String> definitionIds) {
        Optional<String> definitionId = tree.definitionId().map(own -> Optional.ofNullable(definitionIds.get(own))
                .orElseThrow(() -> Refusal.invalid(
                        "missing_definition_id",
                        "Expected localRoutines to say which definition id the copy of the routine '" + own
                                + "' has, but it does not.")));
        return new Trees.CopyAs(
                Optional.of(to.source()), Optional.of(to.group()), Optional.of(tree.name()), definitionId);
    }

    @Override
    public List<TreeView> move(Place from, Place to, List<String> names, Caller caller) {
        TreeFields place = TreeFields.builder()
                .sourceName(to.source())
                .sourceGroup(to.group())
                .build();
        return free(to, living(from, names)).stream()
                .map(tree -> trees.update(tree.guid(), place, Set.of(), caller).tree())
                .toList();
    }

    @Override
    public List<TreeView> archive(Place of, List<String> names, Caller caller) {
        return living(of, names).stream()
                .map(tree -> trees.delete(tree.guid(), caller))
                .toList();
    }

    @Override
    public List<TreeView> restore(Place of, List<String> names, Caller caller) {
        return archived(of, names).stream()
                .map(guid -> trees.restore(guid, Set.of(), caller))
                .toList();
    }

    private List<TreeView> living(Place of, List<String> names) {
        TreeQuery all = new TreeQuery(
                Optional.of(of.source()),
                List.of(of.group()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                0);
        List<TreeView> found = trees.search(all, Set.of()).items();
        requireAll(of, names, found.stream().map(TreeView::name).collect(Collectors.toSet()));
        return found.stream()
                .filter(tree -> names.isEmpty() || names.contains(tree.name()))
                .toList();
    }

    /** The guids of those that were put away, the last of each name. */
    private List<String> archived(Place of, List<String> names) {
        List<Object[]> found = rows.createQuery(
                        "SELECT t.name, t.guid, t.deletedId FROM TreeEntity t WHERE t.sourceName = :source"
                                + " AND t.sourceGroup = :group ORDER BY t.name, t.updatedAt DESC, t.id DESC",
                        Object[].class)
                .setParameter("source", of.source())
                .setParameter("group", of.group())
                .getResultList();
        Set<String> settled = new HashSet<>();
        if (names.isEmpty()) {
            found.stream().filter(row -> (long) row[2] == 0).forEach(row -> settled.add((String) row[0]));
        }
        List<Object[]> deleted =
                found.stream().filter(row -> (long) row[2] != 0).toList();
        requireAll(of, names, deleted.stream().map(row -> (String) row[0]).collect(Collectors.toSet()));
        return deleted.stream()
                .filter(row -> names.isEmpty() || names.contains(row[0]))
                .filter(row -> settled.add((String) row[0]))
                .map(row -> (String) row[1])
                .toList();
    }

    /** Looked at first: what the database refuses in the middle leaves a transaction in which nothing can be said. */
    private List<TreeView> free(Place to, List<TreeView> wanted) {
        Set<String> taken = living(to, List.of()).stream().map(TreeView::name).collect(Collectors.toSet());
        for (TreeView tree : wanted) {
            if (taken.contains(tree.name())) {
                throw Refusal.invalid(
                        "uniqueness_violation",
                        "Expected the name '" + tree.name() + "' to be free in " + to.source() + " :: " + to.group()
                                + ", but there is a tree of that name.");
            }
        }
        return wanted;
    }

    private static void requireAll(Place of, List<String> names, Set<String> there) {
        for (String name : names) {
            if (!there.contains(name)) {
                throw TreeTitles.missing(of.source() + " :: " + of.group() + " :: " + name);
            }
        }
    }
}
