package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/**
 * Finds the tree that a path names (engine spec 2.6): by its triple, by its definition id, by the bare name of a
 * routine, or by its guid, in this order.
 */
@Dependent
class TreeTitles {

    private static final String SEPARATOR = " :: ";

    private final EntityManager rows;

    @Inject
    TreeTitles(EntityManager rows) {
        this.rows = rows;
    }

    /** The id of a living tree. */
    long require(String title) {
        return byTriple(title, "t.deletedId = 0")
                .or(() -> first("t.definitionId = :text AND t.deletedId = 0", title))
                .or(() -> byBareName(title))
                .or(() -> first("t.guid = :text AND t.deletedId = 0", title))
                .orElseThrow(() -> missing(title));
    }

    /** The id of the tree of that title that was deleted last. */
    long requireDeleted(String title) {
        return byTriple(title, "t.deletedId <> 0")
                .or(() -> first("t.definitionId = :text AND t.deletedId <> 0", title))
                .or(() -> first(
                        "t.name = :text AND t.type <> dev.arbor.core.tree.TreeType.TREE AND t.deletedId <> 0", title))
                .or(() -> first("t.guid = :text AND t.deletedId <> 0", title))
                .orElseThrow(
                        () -> Refusal.notFound("Unable to retrieve a deleted tree with the title \"" + title + "\"."));
    }

    /** The id of a living tree of exactly this identity. */
    Optional<Long> find(String sourceName, String sourceGroup, String name) {
        return rows.createQuery(
                        "SELECT t.id FROM TreeEntity t WHERE t.sourceName = :source AND t.sourceGroup = :group"
                                + " AND t.name = :name AND t.deletedId = 0",
                        Long.class)
                .setParameter("source", sourceName)
                .setParameter("group", sourceGroup)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The id of a living tree of a guid. */
    long requireGuid(String guid) {
        return first("t.guid = :text AND t.deletedId = 0", guid)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the tree with the guid \"" + guid + "\"."));
    }

    static Refusal missing(String title) {
        return Refusal.notFound("Unable to retrieve the tree \"" + title + "\".");
    }

    /** Names and groups may contain the separator themselves, so every way to cut the title in three is tried. */
    private Optional<Long> byTriple(String title, String alive) {
        for (int first = title.indexOf(SEPARATOR); first >= 0; first = title.indexOf(SEPARATOR, first + 1)) {
            int from = first + SEPARATOR.length();
            for (int second = title.indexOf(SEPARATOR, from);
                    second >= 0;
                    second = title.indexOf(SEPARATOR, second + 1)) {
                List<Long> found = rows.createQuery(
                                "SELECT t.id FROM TreeEntity t WHERE t.sourceName = :source AND t.sourceGroup = :group"
                                        + " AND t.name = :name AND " + alive + " ORDER BY t.updatedAt DESC, t.id DESC",
                                Long.class)
                        .setParameter("source", title.substring(0, first))
                        .setParameter("group", title.substring(from, second))
                        .setParameter("name", title.substring(second + SEPARATOR.length()))
                        .setMaxResults(1)
                        .getResultList();
                if (!found.isEmpty()) {
                    return Optional.of(found.get(0));
                }
            }
        }
        return Optional.empty();
    }

    /** A global routine has the first claim to its name; of several local ones none has. */
    private Optional<Long> byBareName(String name) {
        List<Object[]> found = rows.createQuery(
                        "SELECT t.id, t.type FROM TreeEntity t WHERE t.name = :name AND t.type <> :tree"
                                + " AND t.deletedId = 0",
                        Object[].class)
                .setParameter("name", name)
                .setParameter("tree", TreeType.TREE)
                .getResultList();
        List<Object[]> global =
                found.stream().filter(row -> row[1] == TreeType.GLOBAL_ROUTINE).toList();
        List<Object[]> best = global.isEmpty() ? found : global;
        if (best.size() > 1) {
            throw Refusal.invalid(
                    "ambiguous_title",
                    "Expected one routine named '" + name + "', but there are " + best.size()
                            + "; name it by source :: group :: name or by its definition id.");
        }
        return best.stream().findFirst().map(row -> (Long) row[0]);
    }

    private Optional<Long> first(String condition, String text) {
        return rows.createQuery(
                        "SELECT t.id FROM TreeEntity t WHERE " + condition + " ORDER BY t.updatedAt DESC, t.id DESC",
                        Long.class)
                .setParameter("text", text)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
