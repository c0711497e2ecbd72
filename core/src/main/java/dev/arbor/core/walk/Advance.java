package dev.arbor.core.walk;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.Gate;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides what must change because of an outcome (engine spec 3). Pure: the same situation and outcome always give the
 * same effects.
 */
public final class Advance {

    private final Situation situation;
    private final Arrival arrival;
    private final Settlement settlement;

    /** Decisions over a situation. */
    public Advance(Situation situation) {
        this.situation = situation;
        this.arrival = new Arrival(situation);
        this.settlement = new Settlement(situation);
    }

    /** What must change because of an outcome, in order. */
    public List<Effect> advance(Outcome outcome) {
        if (outcome instanceof Outcome.Reached reached) {
            return arrival.reached(reached);
        } else if (outcome instanceof Outcome.Iterated iterated) {
            return fire(iterated.scope().task(iterated.headId()), ConnectorType.COMPLETE, iterated.scope());
        } else if (outcome instanceof Outcome.Settled settled) {
            return settlement.settled(settled.scope());
        } else if (outcome instanceof Outcome.Restarted restarted) {
            return arrival.restarted(restarted.key());
        } else if (outcome instanceof Outcome.Resumed resumed) {
            return resumed(resumed.key());
        } else if (outcome instanceof Outcome.Performed performed) {
            return performed(performed);
        } else if (outcome instanceof Outcome.Deferred deferred) {
            return deferred(deferred);
        } else if (outcome instanceof Outcome.Looped looped) {
            return looped(looped);
        } else if (outcome instanceof Outcome.Returned returned) {
            return returned(returned);
        } else if (outcome instanceof Outcome.Called called) {
            return List.of(new Effect.CallRoutine(called.key(), called.parameters()));
        } else if (outcome instanceof Outcome.Signalled s) {
            return List.of(new Effect.SignalTask(s.key(), s.completes(), s.token(), s.results(), s.message()));
        } else if (outcome instanceof Outcome.Failed failed) {
            return List.of(new Effect.RaiseError(failed.key(), failed.scope(), failed.failure()));
        } else if (outcome instanceof Outcome.Fired fired) {
            return fire(fired.key(), fired.type(), fired.target());
        } else if (outcome instanceof Outcome.Completed completed) {
            return completed(completed);
        } else if (outcome instanceof Outcome.Updated updated) {
            return updated(updated);
        } else if (outcome instanceof Outcome.Retried retried) {
            return retried(retried.key());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            return skipped(skipped.key());
        } else if (outcome instanceof Outcome.Decided decided) {
            return decided(decided);
        }
        return List.of(); // Held: the node waits, and nothing changes.
    }

    /** What must change so that a node that was reached is seen by others before it is visited. */
    List<Effect> park(Outcome.Reached outcome) {
        return arrival.parked(outcome);
    }

    /** A task that failed since it was put off waits for a person. */
    private List<Effect> resumed(TaskKey key) {
        boolean due = situation
                .run()
                .task(key)
                .filter(task -> task.status() == TaskStatus.NEW && !task.failed())
                .isPresent();
        return due ? List.of(new Effect.Perform(key)) : List.of();
    }

    private List<Effect> performed(Outcome.Performed outcome) {
        Node node = node(outcome.key());
        if (node.defers() && !node.isStart()) {
            return deferring(new Effect.DeferTask(outcome.key(), outcome.results(), outcome.duration()));
        }
        return closing(new Effect.CloseTask(outcome.key(), outcome.results(), outcome.duration()));
    }

    private List<Effect> deferred(Outcome.Deferred outcome) {
        List<Effect> effects = deferring(new Effect.DeferTask(outcome.key(), outcome.results(), 0));
        outcome.wakeAt().ifPresent(at -> effects.add(1, new Effect.WakeTask(outcome.key(), at)));
        return effects;
    }

    private static List<Effect> deferring(Effect.DeferTask defer) {
        return new ArrayList<>(List.of(
                defer,
                new Effect.RecordMessage(defer.key(), ConnectorType.CREATE),
                new Effect.Then(new Outcome.Fired(
                        defer.key(), ConnectorType.CREATE, defer.key().scope()))));
    }

    private static List<Effect> closing(Effect.CloseTask close) {
        return List.of(
                close,
                new Effect.RecordMessage(close.key(), ConnectorType.COMPLETE),
                new Effect.Then(new Outcome.Fired(
                        close.key(), ConnectorType.COMPLETE, close.key().scope())));
    }

    private List<Effect> looped(Outcome.Looped outcome) {
        TaskKey key = outcome.key();
        LoopNesting.Loop loop = situation.tree().loops().openedBy(key.nodeId()).orElseThrow();
        List<Effect> effects = new ArrayList<>();
        effects.add(new Effect.CloseTask(key, outcome.results(), 0));
        effects.add(new Effect.SetGate(key, Gate.loop(outcome.items())));
        effects.add(new Effect.RecordMessage(key, ConnectorType.COMPLETE));
        if (loop.hasTail()) {
            TaskKey tail = key.scope().task(loop.tail());
            if (situation.run().task(tail).isEmpty()) {
                effects.add(new Effect.CreateTask(tail, node(tail)));
            }
            if (outcome.items() == 0) {
                effects.add(new Effect.Then(new Outcome.Resumed(tail)));
            }
        }
        if (outcome.items() > 0) {
            effects.add(new Effect.EnqueueIterations(key, loop, outcome.items()));
        }
        return effects;
    }

    private List<Effect> returned(Outcome.Returned outcome) {
        List<Effect> effects = new ArrayList<>();
        if (!situation.run().returned()) {
            effects.add(new Effect.ReturnRun(outcome.outputs()));
        }
        effects.addAll(closing(new Effect.CloseTask(outcome.key(), Map.of(), 0)));
        return effects;
    }

    /** All conditions are judged before any target is visited (spec Q11), so that order cannot change an answer. */
    private List<Effect> fire(TaskKey key, ConnectorType type, Scope target) {
        List<Effect> doubts = new ArrayList<>();
        List<Effect> visits = new ArrayList<>();
        Gate gate = situation.run().task(key).map(TaskView::gate).orElse(Gate.NONE);
        for (Connector connector : situation.tree().outgoing(key.nodeId(), type)) {
            if (marksExtentOfLoop(connector)) {
                continue;
            }
            Judgement judgement =
                    connector.unconditional() ? Judgement.of(true) : situation.judge(connector, target, key);
            if (judgement.failure().isPresent()) {
                gate = gate.doubt(situation.tree().outgoingIndex(connector));
                doubts.add(
                        new Effect.RaiseError(key, target, judgement.failure().get()));
            } else if (judgement.taken()) {
                visits.add(visit(connector, target));
            }
        }
        if (doubts.isEmpty()) {
            return visits;
        }
        List<Effect> effects = new ArrayList<>();
        if (situation.run().task(key).isEmpty()) {
            // A loop head's own connectors are judged in the iteration, where the head has no task to carry the doubt.
            effects.add(new Effect.CreateTask(key, node(key)));
            effects.add(new Effect.CloseTask(key, Map.of(), 0));
        }
        effects.add(new Effect.SetGate(key, gate));
        effects.addAll(doubts);
        effects.addAll(visits);
        return effects;
    }

    private Effect visit(Connector connector, Scope target) {
        int via = situation.tree().incomingIndex(connector);
        return new Effect.Then(new Outcome.Reached(target, connector.to(), via));
    }

    private boolean marksExtentOfLoop(Connector connector) {
        return situation
                .tree()
                .loops()
                .openedBy(connector.from())
                .filter(loop -> loop.tail().equals(connector.to()))
                .isPresent();
    }

    private List<Effect> completed(Outcome.Completed outcome) {
        TaskKey key = outcome.key();
        TaskStatus status = status(key);
        if (status == TaskStatus.IN_FLIGHT) {
            return List.of(new Effect.ParkTrigger(key));
        }
        if (status == TaskStatus.CLOSED) {
            return outcome.late()
                    ? List.of(new Effect.Ignore(key, "the task was completed before"))
                    : List.of(invalid(key, "complete"));
        }
        return List.of(
                new Effect.CompleteTask(key, outcome.results()),
                new Effect.RecordMessage(key, ConnectorType.COMPLETE),
                new Effect.Then(new Outcome.Fired(key, ConnectorType.COMPLETE, key.scope())));
    }

    private List<Effect> updated(Outcome.Updated outcome) {
        TaskKey key = outcome.key();
        TaskStatus status = status(key);
        if (status == TaskStatus.IN_FLIGHT) {
            return List.of(new Effect.ParkTrigger(key));
        }
        if (status == TaskStatus.CLOSED) {
            return List.of(invalid(key, "update"));
        }
        Scope branch = new Scope(outcome.branchId(), key.scope().loopIndex());
        return List.of(
                new Effect.UpdateTask(key, outcome.results()),
                new Effect.RecordMessage(key, ConnectorType.UPDATE),
                new Effect.Then(new Outcome.Fired(key, ConnectorType.UPDATE, branch)));
    }

    private Effect invalid(TaskKey key, String verb) {
        String summary = "Expected to " + verb + " the deferred task of the \""
                + node(key).name() + "\" node, but it is closed already.";
        return new Effect.RaiseError(
                key, key.scope(), Failure.of(ErrorType.INVALID_TRIGGER, summary, "The task was completed before."));
    }

    private List<Effect> retried(TaskKey key) {
        return isNew(key)
                ? List.of(new Effect.Perform(key))
                : List.of(new Effect.Ignore(key, "the task is not waiting to be performed"));
    }

    private List<Effect> skipped(TaskKey key) {
        if (!isNew(key)) {
            return List.of(new Effect.Ignore(key, "the task is not waiting to be performed"));
        }
        if (situation.tree().loops().openedBy(key.nodeId()).isPresent()) {
            return looped(new Outcome.Looped(key, 0, Map.of()));
        }
        return closing(new Effect.CloseTask(key, Map.of(), 0));
    }

    private List<Effect> decided(Outcome.Decided outcome) {
        TaskKey key = outcome.key();
        Optional<? extends TaskView> task = situation.run().task(key);
        Optional<Connector> connector = task.flatMap(t -> doubted(t, outcome.connector()));
        if (connector.isEmpty()) {
            return List.of(new Effect.Ignore(key, "the connector was decided before, or the tree has it no more"));
        }
        List<Effect> effects = new ArrayList<>();
        Gate gate = task.get().gate();
        effects.add(new Effect.SetGate(key, gate.decide(situation.tree().outgoingIndex(connector.get()))));
        if (outcome.taken()) {
            effects.add(visit(connector.get(), outcome.target()));
        }
        return effects;
    }

    /**
     * The undecided connector that a person saw. Its condition may have been repaired since, and several connectors may
     * lead to one node: the one that says the same comes first, then any between the same nodes at the same moment. An
     * Update connector may have failed for several updates, each with a branch of its own: it can be decided more often
     * than it is marked.
     */
    private Optional<Connector> doubted(TaskView task, Connector decided) {
        return doubted(task, decided, decided::equals)
                .or(() -> doubted(
                        task, decided, other -> other.to().equals(decided.to()) && other.type() == decided.type()));
    }

    private Optional<Connector> doubted(TaskView task, Connector decided, Predicate<Connector> same) {
        List<Connector> outgoing = situation.tree().outgoing(task.key().nodeId());
        for (int i = 0; i < outgoing.size(); i++) {
            boolean mayBeDecided = task.gate().doubts(i) || decided.type() == ConnectorType.UPDATE;
            if (mayBeDecided && same.test(outgoing.get(i))) {
                return Optional.of(outgoing.get(i));
            }
        }
        return Optional.empty();
    }

    private boolean isNew(TaskKey key) {
        return status(key) == TaskStatus.NEW;
    }

    private TaskStatus status(TaskKey key) {
        return situation.run().task(key).map(TaskView::status).orElse(TaskStatus.CLOSED);
    }

    private Node node(TaskKey key) {
        return situation.tree().node(key.nodeId()).orElseThrow();
    }
}
