package dev.arbor.engine.api;

import java.util.List;
import java.util.Optional;

/**
 * Which trees to list; an absent condition does not restrict (engine spec 5.1).
 *
 * @param groups any of these groups, exactly; empty does not restrict
 * @param groupFragment contained in the group, in any case
 * @param nameFragment contained in the name, in any case
 * @param orderBy a field of the spec, for example {@code updatedAt}; an unknown one is refused
 * @param descending the direction of {@code orderBy}
 * @param limit 0 means no limit
 */
public record TreeQuery(
        Optional<String> source,
        List<String> groups,
        Optional<String> groupFragment,
        Optional<String> name,
        Optional<String> nameFragment,
        Optional<String> ownerEmail,
        Optional<String> status,
        Optional<String> type,
        Optional<String> orderBy,
        boolean descending,
        int limit,
        int offset) {

    public TreeQuery {
        groups = List.copyOf(groups);
    }

    /** Everything. */
    public static TreeQuery all() {
        return new TreeQuery(
                Optional.empty(),
                List.of(),
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
    }
}
