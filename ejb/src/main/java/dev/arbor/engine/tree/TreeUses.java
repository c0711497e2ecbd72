package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.Trees;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which trees use what, answered from an index that is written with each version (engine spec 5.1). */
@Dependent
class TreeUses {

    private final EntityManager rows;

    @Inject
    TreeUses(EntityManager rows) {
        this.rows = rows;
    }

    List<Trees.Use> of(String definitionId) {
        return rows.createQuery(
                        "SELECT t, u.nodeCount FROM TreeUseEntity u JOIN TreeEntity t ON t.id = u.key.treeId"
                                + " WHERE u.key.definitionId = :definition AND t.deletedId = 0"
                                + " ORDER BY t.sourceName, t.sourceGroup, t.name",
                        Object[].class)
                .setParameter("definition", definitionId)
                .getResultStream()
                .map(row -> use((TreeEntity) row[0], (Integer) row[1]))
                .toList();
    }

    List<Trees.MissingRoutine> missing() {
        List<Object[]> counts = rows.createQuery(
                        "SELECT u.key.definitionId, t.type, count(t), sum(u.nodeCount)"
                                + " FROM TreeUseEntity u JOIN TreeEntity t ON t.id = u.key.treeId"
                                + " WHERE u.key.definitionId LIKE 'routine!_%' ESCAPE '!' AND t.deletedId = 0"
                                + " AND NOT EXISTS (SELECT r.id FROM TreeEntity r"
                                + " WHERE r.definitionId = u.key.definitionId AND r.deletedId = 0)"
                                + " GROUP BY u.key.definitionId, t.type ORDER BY u.key.definitionId",
                        Object[].class)
                .getResultList();
        Map<String, Trees.MissingRoutine> missing = new LinkedHashMap<>();
        for (Object[] row : counts) {
            int trees = ((Long) row[2]).intValue();
            boolean routine = ((TreeType) row[1]).isRoutine();
            missing.merge(
                    (String) row[0],
                    new Trees.MissingRoutine(
                            (String) row[0], routine ? 0 : trees, routine ? trees : 0, ((Long) row[3]).intValue()),
                    (a, b) -> new Trees.MissingRoutine(
                            a.definitionId(),
                            a.treeCount() + b.treeCount(),
                            a.routineCount() + b.routineCount(),
                            a.nodeCount() + b.nodeCount()));
        }
        return new ArrayList<>(missing.values());
    }

    private static Trees.Use use(TreeEntity tree, int nodes) {
        return new Trees.Use(
                tree.id, tree.sourceName, tree.sourceGroup, tree.name, tree.type.label(), tree.updatedAt, nodes);
    }
}
