package dev.arbor.core.walk;

import dev.arbor.core.run.Gate;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.JunctionSpan;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What opens when nothing moves any more in a scope: the tail of the loop that the scope is an iteration of, and the
 * junctions of the scope (engine spec 3.9 and 3.10). Asking twice changes nothing.
 */
final class Settlement {

    private final Situation situation;

    Settlement(Situation situation) {
        this.situation = situation;
    }

    /**
     * What opens in a scope. One junction at a time: what it leads to may hold the next one, and the walk comes back here
     * when all of that has settled. An iteration is not done before its junctions are.
     */
    List<Effect> settled(Scope scope) {
        List<Effect> effects = new ArrayList<>();
        List<JunctionSpan> junctions = situation.tree().junctions();
        String path = junctions.isEmpty() ? "" : scope.loopIndex().loops();
        for (JunctionSpan span : junctions) {
            if (situation.tree().loops().path(span.junction()).equals(path)) {
                junction(scope, span, path, effects);
            }
            if (!effects.isEmpty()) {
                return effects;
            }
        }
        situation.tree().loops().labelled(scope.loopIndex().loop()).ifPresent(loop -> iteration(scope, loop, effects));
        return effects;
    }

    private void iteration(Scope scope, LoopNesting.Loop loop, List<Effect> effects) {
        Optional<TaskView> head = new Branches(situation.run()).find(scope.parent(), loop.head());
        if (head.isEmpty()) {
            return;
        }
        int iteration = scope.loopIndex().iteration();
        Gate gate = head.get().gate();
        if (gate.counts(iteration)
                && !gate.hasFinished(iteration)
                && head.get().key().scope().branchId() == scope.branchId()
                && finished(scope, loop)) {
            gate = gate.finish(iteration);
            effects.add(new Effect.SetGate(head.get().key(), gate));
            if (gate.allDone()) {
                effects.add(new Effect.Then(new Outcome.Settled(head.get().key().scope())));
            }
        }
        if (loop.hasTail() && mayOpen(loop, gate)) {
            TaskKey tail = head.get().key().scope().task(loop.tail());
            situation
                    .run()
                    .task(tail)
                    .filter(task -> task.status() == TaskStatus.NEW && !task.failed())
                    .ifPresent(task -> effects.add(new Effect.Then(new Outcome.Resumed(tail))));
        }
    }

    /** Whether nothing in an iteration can still lead to the tail; without a tail, whether nothing is open in it. */
    private boolean finished(Scope scope, LoopNesting.Loop loop) {
        return situation.run().tasks(scope).stream()
                .noneMatch(task -> task.open() && (!loop.hasTail() || mayStillLead(loop, task)));
    }

    private boolean mayStillLead(LoopNesting.Loop loop, TaskView task) {
        String node = task.key().nodeId();
        boolean all = task.status() == TaskStatus.NEW
                || task.status() == TaskStatus.IN_FLIGHT
                || !task.gate().allDone();
        List<Connector> outgoing = situation.tree().outgoing(node);
        for (int i = 0; i < outgoing.size(); i++) {
            Connector connector = outgoing.get(i);
            boolean ahead = task.status() == TaskStatus.WIP && connector.type() != ConnectorType.CREATE;
            if ((all || ahead || task.gate().doubts(i)) && leadsToTail(loop, connector.to())) {
                return true;
            }
        }
        return false;
    }

    private boolean leadsToTail(LoopNesting.Loop loop, String node) {
        return node.equals(loop.tail()) || situation.tree().loops().leadsToTail(loop, node);
    }

    /** A tail of type All needs no look before the last iteration is done: that keeps a loop's cost linear. */
    private boolean mayOpen(LoopNesting.Loop loop, Gate gate) {
        if (gate.allDone()) {
            return true;
        }
        Node tail = situation.tree().node(loop.tail()).orElseThrow();
        boolean mayOpenEarly = tail.parameters().stream()
                .filter(parameter -> parameter.id().equals("type"))
                .map(parameter -> parameter.template().trim())
                .anyMatch(type -> !type.isEmpty() && !type.equals("All"));
        return mayOpenEarly && gate.reached() > 0;
    }

    private void junction(Scope scope, JunctionSpan span, String path, List<Effect> effects) {
        TaskKey key = scope.task(span.junction());
        Optional<? extends TaskView> task = situation.run().task(key);
        if (task.isPresent()
                && (task.get().status() != TaskStatus.NEW || task.get().failed())) {
            return;
        }
        boolean originIsOfScope = situation.tree().loops().path(span.origin()).equals(path);
        Optional<? extends TaskView> origin = situation.run().task(scope.task(span.origin()));
        boolean originDone = originIsOfScope && origin.isPresent()
                ? !origin.get().open()
                : (!originIsOfScope && scope.loopIndex().depth() > 0) || task.isPresent() && updated(scope);
        if (!originDone || blocked(scope, span, !originIsOfScope)) {
            return;
        }
        if (task.isEmpty()) {
            effects.add(new Effect.CreateTask(
                    key, situation.tree().node(span.junction()).orElseThrow()));
        }
        effects.add(new Effect.Then(new Outcome.Resumed(key)));
    }

    /** In a branch that an update began, the origin may have been performed before the branch began. */
    private boolean updated(Scope scope) {
        return situation.run().parentBranch(scope.branchId()).isPresent();
    }

    /**
     * Whether something between the origin and the junction is open. Where the origin is the head of the loop around the
     * junction, the head has a task in the iteration only to carry connectors that could not be judged.
     */
    private boolean blocked(Scope scope, JunctionSpan span, boolean withOrigin) {
        return situation.run().tasks(scope).stream()
                .filter(TaskView::open)
                .map(task -> task.key().nodeId())
                .anyMatch(node -> span.between().contains(node) || withOrigin && node.equals(span.origin()));
    }
}
