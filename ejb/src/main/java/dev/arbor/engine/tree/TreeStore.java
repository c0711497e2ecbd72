package dev.arbor.engine.tree;

import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.xml.TreeXml;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.RowById;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of trees, read and written inside the caller's transaction. */
@Dependent
class TreeStore {

    private final EntityManager rows;

    @Inject
    TreeStore(EntityManager rows) {
        this.rows = rows;
    }

    /** A row to read. */
    Optional<TreeEntity> read(long id) {
        return RowById.read(rows, TreeEntity.class, id);
    }

    /** A row to change; whoever else wants to change it waits until this transaction ends, and sees what it did. */
    Optional<TreeEntity> lock(long id) {
        return RowById.lock(rows, TreeEntity.class, id);
    }

    /** A version of a definition. */
    Optional<TreeDefinition> definition(long treeId, int version) {
        return RowById.read(rows, TreeVersionEntity.class, new TreeVersionEntity.Key(treeId, version))
                .map(row -> TreeXml.readDefinition(row.definition));
    }

    /** Adds a tree with its first version. */
    void add(TreeEntity tree, TreeDefinition definition) {
        rows.persist(tree);
        flush(tree);
        addVersion(tree, definition, tree.createdAt, tree.createdBy);
    }

    /** Adds the version that the row speaks of. */
    void addVersion(TreeEntity tree, TreeDefinition definition, Instant now, String username) {
        TreeVersionEntity version = new TreeVersionEntity();
        version.key = new TreeVersionEntity.Key(tree.id, tree.version);
        version.definition = TreeXml.write(TreeContent.named(definition, tree));
        version.createdAt = now;
        version.createdBy = username;
        rows.persist(version);
        rows.createQuery("DELETE FROM TreeUseEntity u WHERE u.key.treeId = :tree")
                .setParameter("tree", tree.id)
                .executeUpdate();
        uses(definition).forEach((definitionId, count) -> {
            TreeUseEntity use = new TreeUseEntity();
            use.key = new TreeUseEntity.Key(tree.id, definitionId);
            use.nodeCount = count;
            rows.persist(use);
        });
    }

    /**
     * Refuses when another living tree has the identity of this one. Asked before the change is written, so that the
     * refusal can name what is taken; {@link #flush} covers two that are written at the same time.
     */
    void requireUnique(TreeEntity tree) {
        List<Long> same = rows.createQuery(
                        "SELECT t.id FROM TreeEntity t WHERE t.sourceName = :source AND t.sourceGroup = :group"
                                + " AND t.name = :name AND t.deletedId = 0 AND t.id <> :self",
                        Long.class)
                .setParameter("source", tree.sourceName)
                .setParameter("group", tree.sourceGroup)
                .setParameter("name", tree.name)
                .setParameter("self", tree.id)
                .getResultList();
        if (!same.isEmpty()) {
            throw taken("the title '" + tree.title() + "'");
        }
        if (tree.definitionId != null) {
            List<String> titles = rows.createQuery(
                            "SELECT concat(t.sourceName, ' :: ', t.sourceGroup, ' :: ', t.name) FROM TreeEntity t"
                                    + " WHERE t.definitionId = :definition AND t.deletedId = 0 AND t.id <> :self",
                            String.class)
                    .setParameter("definition", tree.definitionId)
                    .setParameter("self", tree.id)
                    .getResultList();
            if (!titles.isEmpty()) {
                throw Refusal.invalid(
                        "uniqueness_violation",
                        "Expected the definition id '" + tree.definitionId + "' to be free, but '" + titles.get(0)
                                + "' has it.");
            }
        }
    }

    /** Whether a source is there. */
    boolean hasSource(String name) {
        return !rows.createNativeQuery("SELECT name FROM source WHERE name = :name", String.class)
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
    }

    /** Those of some names that no category has. */
    List<String> unknownCategories(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<?> known = rows.createNativeQuery("SELECT name FROM task_category WHERE name IN (:names)", String.class)
                .setParameter("names", names)
                .getResultList();
        return names.stream().filter(name -> !known.contains(name)).toList();
    }

    /** Writes what was changed; a tree of the same identity that was written meanwhile is a refusal. */
    void flush(TreeEntity tree) {
        try {
            rows.flush();
        } catch (PersistenceException e) {
            if (e instanceof org.hibernate.exception.ConstraintViolationException
                    || e.getCause() instanceof org.hibernate.exception.ConstraintViolationException) {
                throw taken("the identity of '" + tree.title() + "'");
            }
            throw e;
        }
    }

    private static Refusal taken(String what) {
        return Refusal.invalid("uniqueness_violation", "Expected " + what + " to be free, but another tree has it.");
    }

    private static Map<String, Integer> uses(TreeDefinition definition) {
        Map<String, Integer> uses = new TreeMap<>();
        for (Node node : definition.nodes()) {
            uses.merge(node.definitionId(), 1, Integer::sum);
        }
        return uses;
    }
}
