package dev.arbor.engine.api;

import java.util.Collection;
import java.util.Set;

/** Which categories there are, for those who name some (engine spec 1.11). */
@FunctionalInterface
public interface KnownCategories {

    /** Those of some names that are not there. */
    Set<String> missing(Collection<String> names);
}
