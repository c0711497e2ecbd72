package dev.arbor.platform.api;

import java.util.List;
import java.util.Optional;

/**
 * Which of the kapps or forms are listed, and how (integrator spec 4.1.5 and 5.6).
 *
 * @param q a query; empty for all
 * @param orderBy properties; none for the name
 */
public record Listing(Optional<String> q, List<String> orderBy, boolean descending) {

    /** All, by name. */
    public static final Listing ALL = new Listing(Optional.empty(), List.of(), false);

    public Listing {
        orderBy = List.copyOf(orderBy);
    }
}
