package dev.arbor.engine.api;

import java.util.Optional;
import java.util.Set;

/** Questions about errors of runs (engine spec 5.4). */
public interface ErrorQueries {

    /** Searches errors. */
    Found<ErrorView> search(ErrorFilter filter, Slice slice, Set<ErrorPart> parts);

    /** Finds one error. */
    Optional<ErrorView> find(long errorId, Set<ErrorPart> parts);
}
