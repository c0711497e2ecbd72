package dev.arbor.engine.api;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which errors of runs are sought (engine spec 5.4); an absent part does not narrow.
 *
 * @param id this error, whatever else is asked
 * @param status Active or Handled
 * @param timeline the moment that the span and the order mean; absent means the order of creation
 * @param sourceId what the source calls the thing that started the run
 * @param handlerId definition id of the handler of the node
 */
public record ErrorFilter(
        OptionalLong id,
        Optional<String> status,
        Optional<Timeline> timeline,
        Span span,
        boolean descending,
        Optional<String> sourceId,
        Optional<String> nodeId,
        Optional<String> handlerId,
        OptionalLong runId,
        Optional<String> type,
        RelatedItems related,
        RunTreeFilter tree) {

    /** What errors point to, as the original names it: first a trigger, then a node. */
    public record RelatedItems(
            Optional<String> firstId,
            Optional<String> firstType,
            Optional<String> secondId,
            Optional<String> secondType) {

        /** Anything. */
        public static final RelatedItems ANY =
                new RelatedItems(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Every error, the newest first. */
    public static final ErrorFilter ALL = new ErrorFilter(
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Span.ALL,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            RelatedItems.ANY,
            RunTreeFilter.ALL);
}
