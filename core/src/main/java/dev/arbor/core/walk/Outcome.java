package dev.arbor.core.walk;

import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.ConnectorType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Something that has happened in a run and that the walk must answer. */
public sealed interface Outcome {

    /** The part of the run in which it happened. */
    Scope scope();

    /** Something that has happened to a task. */
    sealed interface OfTask extends Outcome {

        /** The task. */
        TaskKey key();

        @Override
        default Scope scope() {
            return key().scope();
        }
    }

    /**
     * A connector or a trigger reached a node.
     *
     * @param scope where
     * @param nodeId the node
     * @param via index among the node's incoming connectors; -1 for a trigger
     */
    record Reached(Scope scope, String nodeId, int via) implements Outcome {}

    /** The trigger of one iteration of a loop is due; {@code scope} is the iteration. */
    record Iterated(Scope scope, String headId) implements Outcome {}

    /** Nothing moves any more in a scope: gates that wait for that may open. */
    record Settled(Scope scope) implements Outcome {}

    /** A person starts a node from scratch. */
    record Restarted(TaskKey key) implements OfTask {}

    /** A task that was reached before is to be performed now. */
    record Resumed(TaskKey key) implements OfTask {}

    /** The node was performed; {@code duration} in milliseconds. */
    record Performed(TaskKey key, Map<String, String> results, long duration) implements OfTask {}

    /** The node was performed and waits, whatever its flags say; until {@code wakeAt} where it is given. */
    record Deferred(TaskKey key, Map<String, String> results, Optional<Instant> wakeAt) implements OfTask {}

    /** The node waits for more arrivals. */
    record Held(TaskKey key) implements OfTask {}

    /** A loop head found its items. */
    record Looped(TaskKey key, int items, Map<String, String> results) implements OfTask {}

    /** A return node was performed. */
    record Returned(TaskKey key, Map<String, String> outputs) implements OfTask {}

    /** A node calls a routine. */
    record Called(TaskKey key, Map<String, String> parameters) implements OfTask {}

    /** A node completes or updates a deferred task, here or in another run. */
    record Signalled(TaskKey key, boolean completes, String token, String results, String message) implements OfTask {}

    /** The node could not be performed. */
    record Failed(TaskKey key, Failure failure) implements OfTask {}

    /**
     * A moment of a task has come: its connectors of that type are to be judged.
     *
     * @param target where the connectors lead: the task's own scope, or a new branch after an update
     */
    record Fired(TaskKey key, ConnectorType type, Scope target) implements OfTask {}

    /** A trigger completes a deferred task; {@code late} is fine where the task may be done already. */
    record Completed(TaskKey key, Map<String, String> results, boolean late) implements OfTask {}

    /** A trigger updates a deferred task; {@code branchId} heads the branch of what follows. */
    record Updated(TaskKey key, Map<String, String> results, long branchId) implements OfTask {}

    /** A person wants a failed task performed again. */
    record Retried(TaskKey key) implements OfTask {}

    /** A person wants a failed task taken as done. */
    record Skipped(TaskKey key) implements OfTask {}

    /** A person decided a connector whose condition failed. */
    record Decided(TaskKey key, Connector connector, Scope target, boolean taken) implements OfTask {}
}
