package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Node;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Outcome;
import dev.arbor.core.walk.PendingWalk;
import dev.arbor.engine.context.SourceVariables;
import dev.arbor.engine.error.ErrorRow;
import dev.arbor.engine.run.Results;
import dev.arbor.engine.run.TaskRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What a trigger means: the outcomes that its walk begins with (engine spec 3.3). */
final class Beginning {

    private static final Logger LOG = Logger.getLogger(Beginning.class);

    private final RunTransaction transaction;
    private final TriggerRow trigger;

    Beginning(RunTransaction transaction, TriggerRow trigger) {
        this.transaction = transaction;
        this.trigger = trigger;
    }

    /** The outcomes; none when the trigger has come to mean nothing. */
    List<Outcome> outcomes(boolean fresh) throws SQLException {
        if (!trigger.pending().isEmpty()) {
            return taken();
        }
        if (trigger.type() == TriggerRow.Type.MANAGEMENT) {
            return decision();
        }
        return switch (trigger.action()) {
            case ROOT -> root(fresh);
            case COMPLETE -> deferred(true);
            case UPDATE -> deferred(false);
        };
    }

    private List<Outcome> root(boolean fresh) {
        if (fresh && trigger.opensScope()) {
            transaction.memory.fresh(trigger.scope());
            if (trigger.branchId() == trigger.id()) {
                transaction.memory.branch(trigger.id(), Optional.empty());
            }
        }
        Optional<Node> node = transaction.graph().node(trigger.nodeId());
        if (node.isEmpty() && trigger.nodeId().equals(Node.START_ID)) {
            node = transaction.graph().start();
        }
        if (node.isEmpty()) {
            error(
                    trigger.scope().task(trigger.nodeId()),
                    "Expected to begin at the node '" + trigger.nodeId() + "', but the tree has no such node.");
            return List.of();
        }
        String id = node.get().id();
        boolean iteration = transaction
                .graph()
                .loops()
                .openedBy(id)
                .filter(loop -> loop.label().equals(trigger.loopIndex().loop()))
                .isPresent();
        if (iteration) {
            return List.of(new Outcome.Iterated(trigger.scope(), id));
        }
        return trigger.type() == TriggerRow.Type.MANUAL
                ? List.of(new Outcome.Restarted(trigger.scope().task(id)))
                : List.of(new Outcome.Reached(trigger.scope(), id, -1));
    }

    private List<Outcome> deferred(boolean completes) throws SQLException {
        Optional<TaskRow> task = transaction.memory.byToken(trigger.token());
        if (task.isEmpty()) {
            LOG.warnf(
                    "Trigger %d of run %d aims at the token '%s', but the task is gone; nothing was done.",
                    trigger.id(), trigger.runId(), trigger.token());
            return List.of();
        }
        TaskKey key = task.get().key();
        if (completes) {
            // A wait or a routine may come to an end after a person has dealt with its task; that is nobody's fault.
            boolean late = trigger.completes().isEmpty() || trigger.originator().equals(Signals.RETURN);
            return List.of(new Outcome.Completed(key, Results.read(trigger.results()), late));
        }
        transaction.memory.branch(trigger.id(), Optional.of(key.scope().branchId()));
        transaction.memory.fresh(new Scope(trigger.id(), key.scope().loopIndex()));
        return List.of(new Outcome.Updated(key, Results.read(trigger.results()), trigger.id()));
    }

    /** A walk that went outside on a server that is gone; whether the call was made is not known. */
    private List<Outcome> taken() throws SQLException {
        List<Outcome> ahead = new ArrayList<>(PendingWalk.read(trigger.pending()));
        if (!(ahead.get(0) instanceof Outcome.Resumed inDoubt)) {
            return ahead;
        }
        Optional<TaskRow> task = transaction.memory.task(inDoubt.key());
        if (task.isEmpty() || task.get().status() != TaskStatus.IN_FLIGHT) {
            return ahead; // It was given back before it was called, or is settled by now: the walk knows.
        }
        TaskRow row = task.get();
        transaction.memory.land(row);
        if (!row.token().isEmpty() && TriggerRows.unpark(transaction.connection(), trigger.runId(), row.token()) > 0) {
            transaction.ring(trigger.runId());
        }
        boolean again = transaction
                .parts
                .handlers
                .find(row.definitionId())
                .filter(handler -> handler.idempotent())
                .isPresent();
        if (!again) {
            ahead.remove(0);
            String summary = "The \"" + row.nodeName() + "\" node was calling \"" + row.definitionId()
                    + "\" when its server stopped; whether the call was carried out is not known.";
            String cause =
                    "The outcome of the call is unknown. Look at the other system: retry the task if the call was"
                            + " not carried out, skip it if it was.";
            transaction.raise(row.key(), row.key().scope(), Failure.of(ErrorType.HANDLER, summary, cause));
        }
        return ahead;
    }

    /** What a person decided about an error. */
    private List<Outcome> decision() throws SQLException {
        Optional<ErrorRow> error = trigger.errorId().isPresent()
                ? ErrorRow.byId(transaction.connection(), trigger.errorId().get())
                : Optional.empty();
        Optional<ErrorAction> action = ErrorAction.of(trigger.managementAction());
        if (error.isEmpty() || action.isEmpty()) {
            LOG.warnf("Trigger %d names no error and no action that is known; nothing was done.", trigger.id());
            return List.of();
        }
        if (action.get() == ErrorAction.RETRY) {
            return retrySource(error.get());
        }
        Optional<TaskRow> task = error.get().taskId().isPresent()
                ? transaction.memory.byId(error.get().taskId().get())
                : Optional.empty();
        if (task.isEmpty()) {
            LOG.warnf("Trigger %d is about a task that is gone; nothing was done.", trigger.id());
            return List.of();
        }
        TaskKey key = task.get().key();
        return switch (action.get()) {
            case RETRY_TASK -> {
                transaction.moveToNewestVersion();
                yield List.of(new Outcome.Retried(key));
            }
            case SKIP_TASK -> List.of(new Outcome.Skipped(key));
            case CONTINUE_BRANCH -> connector(error.get(), key, true);
            case CANCEL_BRANCH -> connector(error.get(), key, false);
            default -> List.of();
        };
    }

    private List<Outcome> connector(ErrorRow error, TaskKey key, boolean taken) {
        Optional<Connector> connector = error.connector()
                .flatMap(end -> transaction.graph().outgoing(key.nodeId(), end.type()).stream()
                        .filter(candidate -> candidate.to().equals(end.to()))
                        .findFirst());
        if (connector.isEmpty()) {
            error(
                    key,
                    "Expected to decide a connector of the node '" + key.nodeId()
                            + "', but this version of the tree has no such connector.");
            return List.of();
        }
        return List.of(new Outcome.Decided(key, connector.get(), trigger.scope(), taken));
    }

    private List<Outcome> retrySource(ErrorRow error) throws SQLException {
        SourceVariables.Judgement payload = SourceVariables.judge(
                transaction.parts.sources.of(transaction.head.sourceName()), transaction.memory.sourceData());
        Scope main = new Scope(error.triggerId(), LoopIndex.ROOT);
        if (payload.fault().isPresent()) {
            transaction.raiseSource(main, payload.fault().get());
            return List.of();
        }
        transaction.memory.branch(main.branchId(), Optional.empty());
        payload.sourceId().ifPresent(transaction.memory.run()::sourceId);
        transaction.memory.run().openWork(-1); // The root trigger that stood failed; this one does its work.
        return transaction
                .graph()
                .start()
                .<List<Outcome>>map(start -> List.of(new Outcome.Reached(main, start.id(), -1)))
                .orElse(List.of());
    }

    private void error(TaskKey key, String summary) {
        transaction.raise(
                key,
                trigger.scope(),
                Failure.of(ErrorType.TREE, summary, "The tree leads to a place that is not there."));
    }
}
