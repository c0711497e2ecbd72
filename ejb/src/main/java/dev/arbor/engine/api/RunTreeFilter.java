package dev.arbor.engine.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which trees the runs, triggers or errors that are sought belong to; an absent part does not narrow. Words match
 * exactly, fragments anywhere and in any case.
 *
 * @param source name of the source
 * @param groups any of these source groups; empty does not narrow
 * @param groupFragment part of the source group
 * @param name name of the tree
 * @param nameFragment part of the name of the tree
 * @param treeId id of the tree
 * @param type kind of tree as the spec words it
 */
public record RunTreeFilter(
        Optional<String> source,
        List<String> groups,
        Optional<String> groupFragment,
        Optional<String> name,
        Optional<String> nameFragment,
        OptionalLong treeId,
        Optional<String> type) {

    /** Every tree. */
    public static final RunTreeFilter ALL = new RunTreeFilter(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty());

    public RunTreeFilter {
        groups = List.copyOf(groups);
    }
}
