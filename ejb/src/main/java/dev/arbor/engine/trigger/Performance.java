package dev.arbor.engine.trigger;

import dev.arbor.core.handler.SystemHandler;
import dev.arbor.core.handler.SystemHandlers;
import dev.arbor.core.handler.Visit;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.walk.Effect;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Outcome;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.expression.ExpressionException;
import dev.arbor.engine.handler.InsideHandler;
import dev.arbor.engine.handler.OutsideHandler;
import dev.arbor.engine.run.NewRun;
import dev.arbor.engine.run.RunRow;
import dev.arbor.engine.run.TaskRow;
import dev.arbor.engine.tree.TreeHead;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;

/** Performs nodes: evaluates their parameters and hands them to whoever performs their kind (engine spec 3.3). */
final class Performance {

    /** What performing a node came to. */
    sealed interface Answer {}

    /** It was performed here. */
    record Inside(Outcome outcome) implements Answer {}

    /** It has to be performed outside of the transaction. */
    record Outside(TaskKey key, OutsideHandler handler, OutsideHandler.Call call) implements Answer {}

    private final RunTransaction transaction;
    private final TriggerRow trigger;
    private final RunLedger ledger;

    Performance(RunTransaction transaction, TriggerRow trigger, RunLedger ledger) {
        this.transaction = transaction;
        this.trigger = trigger;
        this.ledger = ledger;
    }

    /** Whether a task of the node may be completed from outside, so that it needs a token from the beginning. */
    boolean mayDefer(Node node) {
        return (node.defers() && !node.isStart())
                || node.definitionId().equals("system_wait_v1")
                || node.definitionId().equals("utilities_defer_v1");
    }

    Answer perform(TaskRow row) {
        TaskKey key = row.key();
        MDC.put("node", key.nodeId()); // What an expression prints is logged with it; the worker takes it away.
        Optional<Node> found = transaction.graph().node(key.nodeId());
        if (found.isEmpty()) {
            String summary = "Expected to perform the node '" + key.nodeId() + "', but version "
                    + transaction.memory.run().treeVersion() + " of the tree has no such node.";
            return failed(key, Failure.of(ErrorType.TREE, summary, "The node was removed from the tree."));
        }
        Node node = found.get();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Parameter parameter : node.parameters()) {
            try {
                parameters.put(parameter.id(), render(parameter.template(), key));
            } catch (ExpressionException e) {
                return failed(key, fault("parameter of the \"" + node.name() + "\" node", parameter.id(), e));
            }
        }
        return perform(row, node, parameters);
    }

    private Answer perform(TaskRow row, Node node, Map<String, String> parameters) {
        Optional<SystemHandler> system = SystemHandlers.of(node.definitionId());
        if (system.isPresent()) {
            Visit visit = new Visit(row, node, parameters, ledger, transaction.parts.items, answersWebRequest());
            return new Inside(system.get().perform(visit));
        }
        Optional<InsideHandler> inside = transaction.parts.inside.find(node.definitionId());
        if (inside.isPresent()) {
            return new Inside(inside(row, node, inside.get(), parameters));
        }
        if (node.callsRoutine()) {
            return new Inside(new Outcome.Called(row.key(), parameters));
        }
        Optional<OutsideHandler> outside = transaction.parts.handlers.find(node.definitionId());
        if (outside.isPresent()) {
            return new Outside(
                    row.key(),
                    outside.get(),
                    new OutsideHandler.Call(
                            parameters,
                            row.token(),
                            transaction.runId(),
                            row.id(),
                            transaction.memory.run().depth()));
        }
        if (routine(node.definitionId()).isPresent()) {
            return new Inside(new Outcome.Called(row.key(), parameters));
        }
        String summary = "The \"" + node.name() + "\" node could not be performed because there is no handler \""
                + node.definitionId() + "\".";
        return failed(
                row.key(),
                Failure.of(
                        ErrorType.MISSING_HANDLER,
                        summary,
                        "No handler or routine with the definition id " + node.definitionId() + " is installed."));
    }

    private Outcome inside(TaskRow row, Node node, InsideHandler handler, Map<String, String> parameters) {
        try {
            InsideHandler.Call call = new InsideHandler.Call(
                    parameters,
                    transaction.runId(),
                    row.id(),
                    transaction.memory.run().depth());
            return new Outcome.Performed(row.key(), handler.perform(call), 0);
        } catch (OutsideHandler.HandlerException e) {
            return failure(row.key(), node.name(), e.getMessage());
        }
    }

    /** Starts a routine for a task. */
    Outcome call(Effect.CallRoutine effect) throws SQLException {
        TaskKey key = effect.key();
        Node node = transaction.graph().node(key.nodeId()).orElseThrow();
        Optional<TreeHead> found = routine(node.definitionId());
        if (found.isEmpty() || found.get().status() == TreeStatus.INACTIVE) {
            String why = found.isEmpty() ? "there is no such routine" : "the routine is inactive";
            String summary = "The \"" + node.name() + "\" node could not call the routine \"" + node.definitionId()
                    + "\" because " + why + ".";
            return new Outcome.Failed(
                    key, Failure.of(ErrorType.MISSING_ROUTINE, summary, "Routine: " + node.definitionId()));
        }
        TreeHead routine = found.get();
        Map<String, String> inputs = new LinkedHashMap<>(effect.parameters());
        for (Parameter input : declaredInputs(routine)) {
            if (!inputs.containsKey(input.id())) {
                try {
                    inputs.put(input.id(), render(input.template(), key));
                } catch (ExpressionException e) {
                    return new Outcome.Failed(
                            key, fault("default of the routine \"" + routine.name() + "\"", input.id(), e));
                }
            }
        }
        return called(key, node, routine, inputs);
    }

    private Outcome called(TaskKey key, Node node, TreeHead routine, Map<String, String> inputs) throws SQLException {
        RunRow run = transaction.memory.run();
        TaskRow task = transaction.memory.require(key);
        NewRun child = new NewRun(
                transaction.nextId(Sequence.RUN),
                routine.id(),
                routine.version(),
                routine.status() == TreeStatus.PAUSED,
                Optional.ofNullable(run.sourceId()),
                "",
                Optional.of(new NewRun.CallingTask(run.id(), run.originatingId(), node.defers() ? task.token() : "")),
                inputs,
                false,
                "SYSTEM",
                run.depth());
        Births.insert(
                transaction.connection(), transaction.parts.ids, child, "ENGINE Call System Tree", transaction.now);
        transaction.parts.statistics.started(1);
        if (!child.staged()) {
            transaction.ring(child.id());
        }
        Map<String, String> results = new LinkedHashMap<>();
        results.put("Run Id", Long.toString(child.id()));
        results.put("Source Id", run.sourceId() == null ? "" : run.sourceId());
        results.put("Tree Id", Long.toString(routine.id()));
        return new Outcome.Performed(key, results, 0);
    }

    /** Queues the completion or the update of a deferred task, of this run or another. */
    Outcome signal(Effect.SignalTask effect) throws SQLException {
        TaskKey key = effect.key();
        String node = transaction.memory.require(key).nodeName();
        Map<String, String> results;
        try {
            results = transaction.parts.resultReader.read(effect.results());
        } catch (Refusal e) {
            return failure(key, node, e.getMessage());
        }
        Signals.Answer answer = Signals.queue(
                transaction, effect.completes(), effect.token(), results, effect.message(), "HANDLER " + node);
        if (answer instanceof Signals.Refused refused) {
            return failure(key, node, refused.message());
        }
        Signals.Queued queued = (Signals.Queued) answer;
        Map<String, String> given = new LinkedHashMap<>();
        given.put("trigger_id", Long.toString(queued.triggerId()));
        given.put("run_id", Long.toString(queued.runId()));
        return new Outcome.Performed(key, given, 0);
    }

    /** The run returns, and completes the task that called it. */
    void returned(Map<String, String> outputs) throws SQLException {
        RunRow run = transaction.memory.run();
        run.returns(outputs);
        if (!run.token().isEmpty()) {
            Signals.completeCaller(transaction, run.token(), outputs);
        }
    }

    private static Outcome failure(TaskKey key, String node, String message) {
        return new Outcome.Failed(
                key, Failure.of(ErrorType.HANDLER, "The \"" + node + "\" node failed: " + message, message));
    }

    private Iterable<Parameter> declaredInputs(TreeHead routine) {
        return transaction
                .parts
                .catalog
                .definition(routine.id(), routine.version())
                .routine()
                .map(declared -> declared.inputs())
                .orElse(List.of());
    }

    private Optional<TreeHead> routine(String definitionId) {
        return transaction.parts.catalog.find(new TreeRef.Definition(definitionId));
    }

    private boolean answersWebRequest() {
        return transaction.head.sourceGroup().startsWith("WebApis");
    }

    private String render(String template, TaskKey key) throws ExpressionException {
        return transaction.parts.expressions.render(template, ledger.context(key.scope(), key));
    }

    private static Failure fault(String owner, String parameter, ExpressionException e) {
        String summary = "The \"" + parameter + "\" " + owner + " could not be evaluated due to "
                + RunLedger.Faults.a(e.rubyClass()) + ".";
        return RunLedger.Faults.failure(ErrorType.NODE_PARAMETER, summary, e, Optional.empty());
    }

    private static Answer failed(TaskKey key, Failure failure) {
        return new Inside(new Outcome.Failed(key, failure));
    }
}
