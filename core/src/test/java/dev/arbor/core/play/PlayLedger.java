package dev.arbor.core.play;

import dev.arbor.core.handler.SystemHandlers;
import dev.arbor.core.handler.Visit;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.Gate;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.TreeGraph;
import dev.arbor.core.walk.Effect;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Judgement;
import dev.arbor.core.walk.Ledger;
import dev.arbor.core.walk.Outcome;
import dev.arbor.core.walk.Situation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies the effects of one trigger to its run. */
final class PlayLedger implements Ledger, Situation {

    private static final Set<ErrorType> OF_TASK =
            Set.of(ErrorType.HANDLER, ErrorType.NODE_PARAMETER, ErrorType.MISSING_HANDLER, ErrorType.MISSING_ROUTINE);

    private final PlayEngine engine;
    private final PlayTrigger trigger;
    private final PlayRun run;
    private Optional<TaskKey> outside = Optional.empty();
    boolean parked;

    PlayLedger(PlayEngine engine, PlayTrigger trigger) {
        this.engine = engine;
        this.trigger = trigger;
        this.run = trigger.run();
    }

    Optional<TaskKey> wentOutside() {
        return outside;
    }

    @Override
    public boolean outside() {
        return outside.isPresent();
    }

    @Override
    public TreeGraph tree() {
        return run.tree;
    }

    @Override
    public PlayRun run() {
        return run;
    }

    @Override
    public Instant now() {
        return engine.now();
    }

    @Override
    public Judgement judge(Connector connector, Scope scope, TaskKey task) {
        try {
            return Judgement.of(engine.expressions()
                    .condition(connector.condition(), new PlayExpressions.Reader(run, scope, task), trigger.message()));
        } catch (PlayExpressions.CannotEvaluateException e) {
            String summary =
                    "The connector between " + connector.from() + " and " + connector.to() + " could not be evaluated";
            return Judgement.failed(
                    new Failure(ErrorType.CONNECTOR, summary, e.getMessage(), List.of(), Optional.of(connector)));
        }
    }

    @Override
    public Optional<Outcome> apply(Effect effect) {
        if (effect instanceof Effect.CreateTask create) {
            create(create.key(), create.node());
        } else if (effect instanceof Effect.ReopenTask reopen) {
            PlayTask task = task(reopen.key());
            if (task.status != TaskStatus.NEW) {
                change(task, TaskStatus.NEW);
            }
            task.failed = false;
        } else if (effect instanceof Effect.Perform perform) {
            return perform(task(perform.key()));
        } else if (effect instanceof Effect.SetGate set) {
            task(set.key()).gate = engine.stored(set.gate());
        } else if (effect instanceof Effect.CloseTask close) {
            finish(task(close.key()), TaskStatus.CLOSED, close.results());
        } else if (effect instanceof Effect.DeferTask defer) {
            finish(task(defer.key()), TaskStatus.WIP, defer.results());
        } else if (effect instanceof Effect.CompleteTask complete) {
            finish(task(complete.key()), TaskStatus.CLOSED, complete.deferredResults());
        } else if (effect instanceof Effect.UpdateTask update) {
            task(update.key()).results.putAll(update.deferredResults());
            run.parents.put(trigger.id(), update.key().scope().branchId());
        } else if (effect instanceof Effect.RecordMessage record) {
            record(task(record.key()), record);
        } else if (effect instanceof Effect.WakeTask wake) {
            engine.queue(run, wake.at(), new Outcome.Completed(wake.key(), Map.of(), true), "");
        } else if (effect instanceof Effect.EnqueueIterations loop) {
            for (int i = 0; i < loop.iterations(); i++) {
                Scope iteration = new Scope(
                        loop.key().scope().branchId(),
                        loop.key().scope().loopIndex().enter(loop.loop().label(), i));
                engine.queue(
                        run, now(), new Outcome.Iterated(iteration, loop.loop().head()), "");
            }
        } else if (effect instanceof Effect.CallRoutine call) {
            return Optional.of(engine.call(task(call.key()), call.parameters()));
        } else if (effect instanceof Effect.SignalTask signal) {
            return Optional.of(engine.signal(signal));
        } else if (effect instanceof Effect.ReturnRun returned) {
            engine.returned(run, returned.outputs());
        } else if (effect instanceof Effect.RaiseError error) {
            raise(error);
        } else if (effect instanceof Effect.ParkTrigger) {
            parked = true;
        } else if (effect instanceof Effect.Ignore ignore) {
            run.notes.add(ignore.why());
        } else {
            throw new AssertionError("Not an effect of a ledger: " + effect);
        }
        return Optional.empty();
    }

    private void create(TaskKey key, Node node) {
        PlayTask task = new PlayTask(key, node, "token-" + engine.next());
        PlayTask before = run.tasks
                .computeIfAbsent(key.scope(), scope -> new java.util.LinkedHashMap<>())
                .putIfAbsent(key.nodeId(), task);
        if (before != null) {
            throw new AssertionError("Created twice: " + key);
        }
        engine.tokens.put(task.token, task);
        engine.runs.put(task, run);
    }

    private Optional<Outcome> perform(PlayTask task) {
        if (task.status != TaskStatus.NEW) {
            throw new AssertionError("Performed while " + task);
        }
        run.performed.add(task.key);
        task.failed = false;
        Node node = run.tree.node(task.key.nodeId()).orElseThrow();
        Map<String, String> parameters = new HashMap<>();
        for (Parameter parameter : node.parameters()) {
            try {
                parameters.put(parameter.id(), text(task, parameter.template()));
            } catch (PlayExpressions.CannotEvaluateException e) {
                String summary = "The \"" + parameter.id() + "\" parameter of the \"" + node.name()
                        + "\" node could not be evaluated";
                return failed(task, ErrorType.NODE_PARAMETER, summary);
            }
        }
        Visit visit = new Visit(task, node, parameters, this, new PlayItems(), run.webApi);
        if (node.callsRoutine()) {
            return Optional.of(new Outcome.Called(task.key, parameters));
        }
        if (node.definitionId().equals("outside_v1")) {
            change(task, TaskStatus.IN_FLIGHT);
            outside = Optional.of(task.key);
            return Optional.empty();
        }
        return SystemHandlers.of(node.definitionId())
                .map(handler -> handler.perform(visit))
                .or(() -> failed(task, ErrorType.MISSING_HANDLER, "No handler " + node.definitionId()));
    }

    private Optional<Outcome> failed(PlayTask task, ErrorType type, String summary) {
        return Optional.of(new Outcome.Failed(task.key, Failure.of(type, summary, summary)));
    }

    private String text(PlayTask task, String template) {
        PlayExpressions.Reader reader = new PlayExpressions.Reader(run, task.key.scope(), task.key);
        return engine.expressions().template(template, reader, trigger.message());
    }

    private void record(PlayTask task, Effect.RecordMessage record) {
        String template = task.node.message(record.type());
        if (template.isEmpty()) {
            return;
        }
        try {
            run.message(task, record.type(), text(task, template));
        } catch (PlayExpressions.CannotEvaluateException e) {
            run.errors.add(new PlayError(
                    run, task.key, task.key.scope(), Failure.of(ErrorType.NODE_MESSAGE, e.getMessage(), "")));
        }
    }

    private void raise(Effect.RaiseError error) {
        run.errors.add(new PlayError(run, error.key(), error.target(), error.failure()));
        if (OF_TASK.contains(error.failure().type())) {
            PlayTask task = task(error.key());
            if (task.status == TaskStatus.IN_FLIGHT) {
                change(task, TaskStatus.NEW);
            }
            task.failed = true;
        }
    }

    private void finish(PlayTask task, TaskStatus status, Map<String, String> results) {
        change(task, status);
        task.failed = false;
        task.results.putAll(results);
    }

    private void change(PlayTask task, TaskStatus next) {
        engine.change(task, next);
    }

    private PlayTask task(TaskKey key) {
        return run.find(key).orElseThrow(() -> new AssertionError("No task " + key));
    }

    /** Gates go through their stored form, as they would between two triggers. */
    static Gate stored(Gate gate) {
        return Gate.of(gate.bytes());
    }
}
