package dev.arbor.core.walk;

import java.util.Optional;

/** Applies effects to whatever holds the run. */
public interface Ledger {

    /**
     * Applies an effect, so that the next decision sees it.
     *
     * @return what it gave, for effects that give something; empty otherwise, and empty with {@link #outside()} true when
     *     performing the node has to go outside first
     */
    Optional<Outcome> apply(Effect effect);

    /** Whether the last effect went outside: the walk stops, what is left of it is kept, and it goes on later. */
    boolean outside();
}
