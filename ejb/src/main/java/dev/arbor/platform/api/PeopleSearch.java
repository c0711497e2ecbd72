package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Which users or teams are listed, and how (integrator spec 4.1.5 and 5.6).
 *
 * @param q a query; empty for all
 * @param orderBy a property; empty for the first of the query that can be an order, or else the name
 * @param limit from 1 on
 * @param after where the page before ended, as that page said
 */
public record PeopleSearch(
        Optional<String> q, Optional<String> orderBy, boolean descending, int limit, Optional<String> after) {

    /** All of them, by name. */
    public static final PeopleSearch ALL =
            new PeopleSearch(Optional.empty(), Optional.empty(), false, Integer.MAX_VALUE, Optional.empty());

    /**
     * A page of what was found.
     *
     * @param next where the next page begins; empty at the end
     */
    public record Found(List<ObjectNode> items, Optional<String> next) {}
}
