package dev.arbor.engine.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as it is shown (engine spec 1.5).
 *
 * @param status {@code Started} or {@code Staged}; {@code Complete} where the setting asks for it
 * @param state what is really going on: Running, Waiting, Error, Complete or Staged (engine spec 8.2)
 * @param source where it came from
 * @param tree what it runs
 * @param treeVersion the version of the tree that it runs
 * @param originatingId its top-most ancestor, itself when nothing called it
 * @param parentId the run that called it
 * @param token the token of the task that called it
 * @param activeErrors how many of its errors wait for a person
 * @param completedAt when nothing was left to do
 * @param payload source data, inputs and outputs; absent unless asked for
 * @param parent the run that called it; absent unless asked for
 * @param children the runs that it called, empty unless asked for
 */
public record RunView(
        long id,
        String status,
        String state,
        Source source,
        Optional<String> sourceId,
        Trees.TreeView tree,
        int treeVersion,
        long originatingId,
        Optional<Long> parentId,
        Optional<String> token,
        int activeErrors,
        Optional<Instant> completedAt,
        Stamps stamps,
        Optional<Payload> payload,
        Optional<RunView> parent,
        List<RunView> children,
        List<TaskView> tasks,
        List<TriggerView> triggers,
        List<ErrorView> exceptions,
        List<AuditView> audits) {

    /** The source of a run. */
    public record Source(String name, String status, String type) {}

    /** What goes into a run and comes out of it. */
    public record Payload(Optional<String> sourceData, Map<String, String> inputs, Map<String, String> outputs) {}

    public RunView {
        children = List.copyOf(children);
        tasks = List.copyOf(tasks);
        triggers = List.copyOf(triggers);
        exceptions = List.copyOf(exceptions);
        audits = List.copyOf(audits);
    }

    /** This run showing another view of its tree. */
    public RunView of(Trees.TreeView tree) {
        return new RunView(
                id,
                status,
                state,
                source,
                sourceId,
                tree,
                treeVersion,
                originatingId,
                parentId,
                token,
                activeErrors,
                completedAt,
                stamps,
                payload,
                parent,
                children,
                tasks,
                triggers,
                exceptions,
                audits);
    }
}
