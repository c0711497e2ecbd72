package dev.arbor.engine.api;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which runs are sought (engine spec 5.2); an absent part does not narrow.
 *
 * @param id this run, whatever else is asked
 * @param afterId runs with a greater id
 * @param beforeId runs with a smaller id
 * @param created when they were created
 * @param includeSystem whether runs of the engine's own trees are shown although no source is named
 * @param sourceId what the source calls the thing that started the run
 * @param originatingId their top-most ancestor
 * @param parentId the run that called them
 * @param status a status or a state, in any case; a word that no run has finds nothing
 * @param tree the trees they run
 */
public record RunFilter(
        OptionalLong id,
        OptionalLong afterId,
        OptionalLong beforeId,
        Span created,
        boolean includeSystem,
        Optional<String> sourceId,
        OptionalLong originatingId,
        OptionalLong parentId,
        Optional<String> status,
        RunTreeFilter tree) {

    /** Every run but those of the engine's own trees. */
    public static final RunFilter ALL = new RunFilter(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Span.ALL,
            false,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            RunTreeFilter.ALL);
}
