package dev.arbor.engine.search;

import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.RunTreeFilter;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@link RunTreeFilter} asks of the tree {@code t}. */
public final class TreeConditions {

    /** The source of the engine's own trees (engine spec 3.15 and 5). */
    public static final String SYSTEM_SOURCE = "Kinetic Task";

    private TreeConditions() {}

    /** Conditions on the entity {@code t}; empty when the filter does not narrow. Deleted trees count: runs outlive them. */
    public static Conditions of(RunTreeFilter filter) {
        Conditions conditions = new Conditions()
                .and("t.sourceName = ?", filter.source())
                .andOneOf("t.sourceGroup", filter.groups())
                .andContains("t.sourceGroup", filter.groupFragment())
                .and("t.name = ?", filter.name())
                .andContains("t.name", filter.nameFragment());
        filter.type().ifPresent(word -> type(word)
                .ifPresentOrElse(type -> conditions.and("t.type = ?", type.name()), conditions::andNothing));
        return conditions;
    }

    private static Optional<TreeType> type(String word) {
        return Stream.of(TreeType.values())
                .filter(type -> type.label().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Narrows a field that holds tree ids to the trees that a filter means. */
    public static Conditions narrow(Conditions conditions, String field, RunTreeFilter filter) {
        conditions.and(field + " = ?", filter.treeId());
        Conditions tree = of(filter);
        return tree.isEmpty() ? conditions : conditions.andAmong(field, "select t.id from RunTreeEntity t", tree);
    }
}
