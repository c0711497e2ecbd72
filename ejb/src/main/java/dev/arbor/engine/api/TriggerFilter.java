package dev.arbor.engine.api;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which triggers are sought (engine spec 5.3); an absent part does not narrow.
 *
 * @param queue which of the queues is looked at
 * @param sourceId what the source calls the thing that started the run
 * @param action Root, Complete or Update
 * @param managementAction what a person chose, for triggers made for errors
 * @param status a status of the spec; a word that no trigger has finds nothing
 * @param timeline the moment that the span and the order mean; absent means the order of creation
 */
public record TriggerFilter(
        Queue queue,
        Optional<String> sourceId,
        Optional<String> action,
        OptionalLong branchId,
        OptionalLong runId,
        Optional<String> managementAction,
        Optional<String> selectionCriterion,
        Optional<String> status,
        Optional<String> token,
        Optional<Timeline> timeline,
        Span span,
        boolean descending,
        RunTreeFilter tree) {

    /** The queues that triggers wait in. */
    public enum Queue {
        /** Every trigger, open or not. */
        ANY,
        /** Those that wait for a worker now. */
        BACKLOG,
        /** Those that wait for a person to let them go on. */
        PAUSED,
        /** Those that wait for their time, the soonest first unless asked otherwise. */
        SCHEDULED
    }

    /** Every trigger, the newest first. */
    public static final TriggerFilter ALL = new TriggerFilter(
            Queue.ANY,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Span.ALL,
            true,
            RunTreeFilter.ALL);
}
