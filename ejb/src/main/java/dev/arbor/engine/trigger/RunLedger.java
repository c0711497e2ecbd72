package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.RunView;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.TreeGraph;
import dev.arbor.core.walk.Effect;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Judgement;
import dev.arbor.core.walk.Ledger;
import dev.arbor.core.walk.Outcome;
import dev.arbor.core.walk.PendingWalk;
import dev.arbor.core.walk.Situation;
import dev.arbor.engine.context.RunContext;
import dev.arbor.engine.database.DatabaseException;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.expression.ExpressionException;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.run.TaskRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Applies what one trigger's walk decides to the rows of its run. */
final class RunLedger implements Ledger, Situation {

    private static final Logger LOG = Logger.getLogger(RunLedger.class);

    private final RunTransaction transaction;
    private final RunMemory memory;
    private final TriggerRow trigger;
    private final Performance performance;
    private Optional<Performance.Outside> outside = Optional.empty();
    private boolean parked;

    RunLedger(RunTransaction transaction, TriggerRow trigger) {
        this.transaction = transaction;
        this.memory = transaction.memory;
        this.trigger = trigger;
        this.performance = new Performance(transaction, trigger, this);
    }

    /** Whether the trigger came too early and waits for its task to settle. */
    boolean parked() {
        return parked;
    }

    /** The call to the outside that the walk stopped for. */
    Optional<Performance.Outside> departed() {
        return outside;
    }

    @Override
    public boolean outside() {
        return outside.isPresent();
    }

    @Override
    public Optional<Outcome> apply(Effect effect) {
        try {
            return change(effect);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private Optional<Outcome> change(Effect effect) throws SQLException {
        if (effect instanceof Effect.CreateTask create) {
            create(create.key(), create.node());
        } else if (effect instanceof Effect.Perform perform) {
            return perform(perform.key());
        } else if (effect instanceof Effect.CloseTask close) {
            TaskRow row = memory.require(close.key());
            transaction.succeeded(row);
            memory.close(row, close.results(), close.duration());
        } else if (effect instanceof Effect.DeferTask defer) {
            TaskRow row = memory.require(defer.key());
            transaction.succeeded(row);
            memory.defer(row, defer.results(), defer.duration());
        } else if (effect instanceof Effect.CompleteTask complete) {
            memory.complete(memory.require(complete.key()), complete.deferredResults());
        } else if (effect instanceof Effect.UpdateTask update) {
            memory.update(memory.require(update.key()), update.deferredResults());
        } else if (effect instanceof Effect.SetGate gate) {
            memory.gate(memory.require(gate.key()), gate.gate());
        } else if (effect instanceof Effect.ReopenTask reopen) {
            TaskRow row = memory.require(reopen.key());
            memory.reopen(row);
            TriggerRows.forget(transaction.connection(), transaction.runId(), row.token());
        } else if (effect instanceof Effect.RecordMessage record) {
            record(record.key(), record.type());
        } else if (effect instanceof Effect.WakeTask wake) {
            wake(memory.require(wake.key()), wake.at());
        } else if (effect instanceof Effect.EnqueueIterations loop) {
            iterate(loop);
        } else if (effect instanceof Effect.CallRoutine call) {
            return Optional.of(performance.call(call));
        } else if (effect instanceof Effect.SignalTask signal) {
            return Optional.of(performance.signal(signal));
        } else if (effect instanceof Effect.ReturnRun returned) {
            performance.returned(returned.outputs());
        } else if (effect instanceof Effect.RaiseError error) {
            transaction.raise(error.key(), error.target(), error.failure());
        } else if (effect instanceof Effect.ParkTrigger) {
            parked = true;
        } else if (effect instanceof Effect.Ignore ignored) {
            LOG.debugf("Trigger %d changed nothing at %s: %s.", trigger.id(), ignored.key(), ignored.why());
        }
        return Optional.empty();
    }

    private void create(TaskKey key, Node node) {
        memory.create(
                transaction.nextId(Sequence.TASK),
                key,
                node,
                performance.mayDefer(node) ? Tokens.next() : "",
                transaction.now);
    }

    private Optional<Outcome> perform(TaskKey key) throws SQLException {
        TaskRow row = memory.require(key);
        if (waits(row)) {
            return Optional.of(new Outcome.Held(key));
        }
        memory.attempt(row);
        Performance.Answer answer = performance.perform(row);
        transaction.parts.statistics.performed();
        if (answer instanceof Performance.Outside call) {
            outside = Optional.of(call);
            memory.depart(row);
            transaction.parts.statistics.departed();
            return Optional.empty();
        }
        return Optional.of(((Performance.Inside) answer).outcome());
    }

    /** Whether the task waits because its handler is paused. A person may let a trigger go although it still is. */
    private boolean waits(TaskRow row) throws SQLException {
        TaskKey key = row.key();
        boolean letGo = trigger.status() == TriggerRow.Status.UNPAUSED
                && trigger.nodeId().equals(key.nodeId())
                && trigger.scope().equals(key.scope());
        if (letGo || !transaction.parts.paused.hold(transaction.connection(), row.definitionId())) {
            return false;
        }
        transaction.pause(TriggerRow.draft(
                        transaction.nextId(Sequence.TRIGGER),
                        transaction.runId(),
                        TriggerRow.Action.ROOT,
                        TriggerRow.Type.AUTOMATIC,
                        "ENGINE Paused Handler",
                        transaction.now)
                .in(key.scope())
                .at(key.nodeId(), row.nodeName())
                .selection(trigger.selectionCriterion())
                .paused(PendingWalk.write(List.of(new Outcome.Resumed(key))))
                .row());
        return true;
    }

    private void wake(TaskRow row, Instant at) {
        transaction.queue(TriggerRow.draft(
                        transaction.nextId(Sequence.TRIGGER),
                        transaction.runId(),
                        TriggerRow.Action.COMPLETE,
                        TriggerRow.Type.DEFERRED,
                        "HANDLER Wait",
                        at)
                .in(row.key().scope())
                .at(row.key().nodeId(), row.nodeName())
                .deferred(row.token(), false, "", "")
                .row());
    }

    private void iterate(Effect.EnqueueIterations effect) {
        TaskKey key = effect.key();
        String name = memory.require(key).nodeName();
        for (int i = 0; i < effect.iterations(); i++) {
            LoopIndex index = key.scope().loopIndex().enter(effect.loop().label(), i);
            transaction.queue(TriggerRow.draft(
                            transaction.nextId(Sequence.TRIGGER),
                            transaction.runId(),
                            TriggerRow.Action.ROOT,
                            TriggerRow.Type.AUTOMATIC,
                            "HANDLER Loop Head",
                            transaction.now)
                    .in(new Scope(key.scope().branchId(), index))
                    .at(key.nodeId(), name)
                    .row());
        }
    }

    private void record(TaskKey key, ConnectorType type) {
        Node node = tree().node(key.nodeId()).orElseThrow();
        String template = node.message(type);
        if (template.isEmpty()) {
            return;
        }
        try {
            String text = transaction.parts.expressions.render(template, context(key.scope(), key));
            if (!text.isEmpty()) {
                transaction.message(memory.require(key), type, text);
            }
        } catch (ExpressionException e) {
            String summary = "The " + type.label() + " message of the \"" + node.name()
                    + "\" node could not be evaluated due to " + Faults.a(e.rubyClass()) + ".";
            transaction.raise(key, key.scope(), Faults.failure(ErrorType.NODE_MESSAGE, summary, e, Optional.empty()));
        }
    }

    @Override
    public TreeGraph tree() {
        return transaction.graph();
    }

    @Override
    public RunView run() {
        return memory;
    }

    @Override
    public Instant now() {
        return transaction.now;
    }

    @Override
    public Judgement judge(Connector connector, Scope scope, TaskKey task) {
        try {
            return Judgement.of(transaction.parts.expressions.judge(connector.condition(), context(scope, task)));
        } catch (ExpressionException e) {
            String label = connector.label().isBlank() ? connector.type().label() : connector.label();
            String summary = "The " + label + " connector between " + name(connector.from()) + " and "
                    + name(connector.to()) + " could not be evaluated due to " + Faults.a(e.rubyClass()) + ".";
            return Judgement.failed(Faults.failure(ErrorType.CONNECTOR, summary, e, Optional.of(connector)));
        }
    }

    private String name(String nodeId) {
        return tree().node(nodeId).map(Node::name).orElse(nodeId);
    }

    RunContext context(Scope reader, TaskKey task) {
        return new RunContext(
                memory,
                transaction.head,
                tree(),
                trigger,
                reader,
                task,
                transaction.parts.loopData,
                transaction::sourceVariables,
                transaction.parts.member);
    }

    /** What a failed evaluation is called. */
    static final class Faults {

        private Faults() {}

        static String a(String rubyClass) {
            boolean vowel = !rubyClass.isEmpty() && "AEIOU".indexOf(rubyClass.charAt(0)) >= 0;
            return (vowel ? "an " : "a ") + rubyClass;
        }

        static Failure failure(ErrorType type, String summary, ExpressionException e, Optional<Connector> connector) {
            String cause = e.rubyClass() + ": " + e.getMessage();
            String where = connector.map(c -> "\n\nCONDITION\n" + c.condition()).orElse("");
            return new Failure(type, summary, cause + where, List.copyOf(e.backtrace()), connector);
        }
    }
}
