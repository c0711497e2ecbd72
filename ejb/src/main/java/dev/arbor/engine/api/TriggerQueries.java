package dev.arbor.engine.api;

import java.util.Optional;
import java.util.Set;

/** Questions about triggers (engine spec 5.3). */
public interface TriggerQueries {

    /** Searches triggers. */
    Found<TriggerView> search(TriggerFilter filter, Slice slice, Set<TriggerPart> parts);

    /** Finds one trigger. */
    Optional<TriggerView> find(long triggerId, Set<TriggerPart> parts);
}
