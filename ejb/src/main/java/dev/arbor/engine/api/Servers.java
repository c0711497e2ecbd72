package dev.arbor.engine.api;

import java.util.Collection;
import java.util.Set;

/** The servers that share the database. Rows that one of them has in hand are free when it is gone. */
public interface Servers {

    /** The name of this one; new at every start. */
    String own();

    /** Those of some names whose servers are gone and do not come back under that name; never this one. */
    Set<String> gone(Collection<String> names);
}
