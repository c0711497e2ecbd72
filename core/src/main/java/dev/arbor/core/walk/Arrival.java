package dev.arbor.core.walk;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.Gate;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.JunctionSpan;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What reaching a node means: it is performed, or the arrival is counted where it waits (engine spec 3.3, 3.8-3.10). */
final class Arrival {

    private static final String JOIN = "system_join_v1";

    private final Situation situation;

    Arrival(Situation situation) {
        this.situation = situation;
    }

    List<Effect> reached(Outcome.Reached outcome) {
        Optional<Node> found = situation.tree().node(outcome.nodeId());
        TaskKey key = outcome.scope().task(outcome.nodeId());
        if (found.isEmpty()) {
            return List.of(error(
                    key,
                    "Expected to reach the node '" + outcome.nodeId()
                            + "', but this version of the tree has no such node."));
        }
        Node node = found.get();
        Optional<? extends TaskView> task = situation.run().task(key);
        return switch (node.definitionId()) {
            case LoopNesting.TAIL -> atTail(outcome.scope(), node);
            case JunctionSpan.JUNCTION -> task.isEmpty() ? List.of(new Effect.CreateTask(key, node)) : List.of();
            case JOIN -> atJoin(key, node, task, outcome.via());
            default -> task.isEmpty() ? create(key, node) : List.of(again(key, node));
        };
    }

    /**
     * The same without performing: the task exists and the arrival is counted, and performing it is left for later. What
     * would be an error stays as it is, so that the error is raised when its turn comes.
     */
    List<Effect> parked(Outcome.Reached outcome) {
        List<Effect> effects = reached(outcome);
        if (effects.stream().anyMatch(Effect.RaiseError.class::isInstance)) {
            return List.of(new Effect.Then(outcome));
        }
        return effects.stream()
                .map(effect -> effect instanceof Effect.Perform perform
                        ? new Effect.Then(new Outcome.Resumed(perform.key()))
                        : effect)
                .toList();
    }

    List<Effect> restarted(TaskKey key) {
        Optional<Node> node = situation.tree().node(key.nodeId());
        Optional<? extends TaskView> task = situation.run().task(key);
        if (node.isEmpty()) {
            return List.of(error(
                    key,
                    "Expected to start the node '" + key.nodeId()
                            + "', but this version of the tree has no such node."));
        }
        if (task.isEmpty()) {
            return create(key, node.get());
        }
        if (task.get().status() == TaskStatus.WIP || task.get().status() == TaskStatus.IN_FLIGHT) {
            return List.of(error(
                    key,
                    "Expected to start the \"" + node.get().name()
                            + "\" node from scratch, but its task is at work; complete it first."));
        }
        return List.of(new Effect.ReopenTask(key), new Effect.Perform(key));
    }

    private static List<Effect> create(TaskKey key, Node node) {
        return List.of(new Effect.CreateTask(key, node), new Effect.Perform(key));
    }

    private List<Effect> atJoin(TaskKey key, Node node, Optional<? extends TaskView> task, int via) {
        if (task.isPresent() && task.get().status() != TaskStatus.NEW) {
            return List.of(); // It went on before; a later arrival is absorbed.
        }
        List<Effect> effects = new ArrayList<>();
        if (task.isEmpty()) {
            effects.add(new Effect.CreateTask(key, node));
        }
        if (via >= 0) {
            effects.add(new Effect.SetGate(
                    key, task.map(TaskView::gate).orElse(Gate.NONE).arrive(via)));
        }
        if (task.isEmpty() || !task.get().failed()) {
            effects.add(new Effect.Perform(key));
        }
        return effects;
    }

    /** An iteration reached its tail: it is counted at the head, and looked at once the iteration has settled. */
    private List<Effect> atTail(Scope scope, Node node) {
        Optional<LoopNesting.Loop> loop = situation.tree().loops().closedBy(node.id());
        if (loop.isEmpty() || !loop.get().label().equals(scope.loopIndex().loop())) {
            return List.of(error(
                    scope.task(node.id()),
                    "Expected the \"" + node.name()
                            + "\" node to be reached from within its loop, but it was reached at " + scope.loopIndex()
                            + "."));
        }
        Optional<TaskView> head =
                new Branches(situation.run()).find(scope.parent(), loop.get().head());
        if (head.isEmpty()) {
            return List.of(error(
                    scope.task(node.id()),
                    "Expected the loop of the \"" + node.name()
                            + "\" node to be open, but its head was never reached."));
        }
        int iteration = scope.loopIndex().iteration();
        if (!head.get().gate().counts(iteration)) {
            return List.of(error(
                    scope.task(node.id()),
                    "Expected the \"" + node.name() + "\" node to be reached from one of the "
                            + head.get().gate().iterations() + " iterations of its loop, but it was reached at "
                            + scope.loopIndex() + "."));
        }
        return List.of(new Effect.SetGate(head.get().key(), head.get().gate().reach(iteration)));
    }

    private Effect again(TaskKey key, Node node) {
        return error(
                key,
                "The \"" + node.name() + "\" node was reached a second time at "
                        + key.scope().loopIndex()
                        + "; a node is performed once. Merge the paths that lead to it with a join or a junction.");
    }

    private static Effect error(TaskKey key, String summary) {
        return new Effect.RaiseError(
                key, key.scope(), Failure.of(ErrorType.TREE, summary, "The tree leads to a place that cannot be."));
    }
}
