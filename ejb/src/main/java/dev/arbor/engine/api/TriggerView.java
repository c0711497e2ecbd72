package dev.arbor.engine.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that the engine is to do or did (engine spec 1.8), in the words of the spec.
 *
 * @param scheduledAt when it becomes due
 * @param run absent unless asked for
 * @param tree absent unless asked for
 * @param branchHead absent unless asked for
 */
public record TriggerView(
        long id,
        long runId,
        long branchId,
        String action,
        String type,
        String mode,
        String status,
        Optional<String> nodeId,
        Optional<String> nodeName,
        String loopIndex,
        Optional<String> token,
        Map<String, String> results,
        Optional<String> message,
        String originator,
        Instant scheduledAt,
        Optional<String> managementAction,
        Optional<String> selectionCriterion,
        Optional<String> flags,
        Optional<String> engineIdentification,
        Stamps stamps,
        Optional<RunView> run,
        Optional<Trees.TreeView> tree,
        Optional<TriggerView> branchHead) {

    /** This trigger with what was asked for beside it. */
    public TriggerView with(Optional<RunView> run, Optional<Trees.TreeView> tree, Optional<TriggerView> branchHead) {
        return new TriggerView(
                id,
                runId,
                branchId,
                action,
                type,
                mode,
                status,
                nodeId,
                nodeName,
                loopIndex,
                token,
                results,
                message,
                originator,
                scheduledAt,
                managementAction,
                selectionCriterion,
                flags,
                engineIdentification,
                stamps,
                run,
                tree,
                branchHead);
    }
}
