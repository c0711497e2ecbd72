package dev.arbor.core.play;

import dev.arbor.core.run.ErrorAction;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.Gate;
import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.run.TaskStatus;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeGraph;
import dev.arbor.core.walk.Effect;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.Outcome;
import dev.arbor.core.walk.PendingWalk;
import dev.arbor.core.walk.VersionMove;
import dev.arbor.core.walk.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs trees in memory. Triggers run one after another, by due time and id, or in random order. A node of the handler
 * {@code outside_v1} suspends its walk until the test says what it gave; until then other triggers of the run go on.
 */
public final class PlayEngine {

    /** A call to the outside that is under way. */
    public record Call(PlayRun run, TaskKey key, String rest, String message) {}

    final Map<String, PlayTask> tokens = new HashMap<>();
    final Map<PlayTask, PlayRun> runs = new IdentityHashMap<>();

    private final Optional<Random> random;
    private final PlayExpressions expressions = new PlayExpressions();
    private final Map<String, TreeDefinition> routines = new HashMap<>();
    private final List<PlayTrigger> triggers = new ArrayList<>();
    private final List<PlayTrigger> parked = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> transitions = new LinkedHashSet<>();
    private final List<PlayRun> all = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long lastId;
    private boolean storesGates = true;

    public PlayEngine() {
        this.random = Optional.empty();
    }

    /** Runs due triggers in random order. */
    public PlayEngine(Random random) {
        this.random = Optional.of(random);
    }

    /** Leaves gates as they are, for loops so long that storing them each time would be all that a test measures. */
    public PlayEngine keepingGates() {
        storesGates = false;
        return this;
    }

    /** Gives a condition its meaning; it may throw {@link #failure()}. */
    public PlayEngine condition(String text, Predicate<PlayExpressions.Reader> meaning) {
        expressions.word(text, meaning);
        return this;
    }

    /** What an expression throws that cannot be evaluated. */
    public static RuntimeException failure() {
        return new PlayExpressions.CannotEvaluateException("nothing");
    }

    public PlayEngine routine(TreeDefinition routine) {
        routines.put(routine.routine().orElseThrow().id(), routine);
        return this;
    }

    /** Starts a run; its first trigger is queued, not run. */
    public PlayRun begin(TreeDefinition tree) {
        return start(new TreeGraph(tree), "", Map.of(), false);
    }

    /** Whether a trigger for a task is under way. */
    public boolean signalled(PlayTask task) {
        return triggers.stream()
                .anyMatch(trigger -> trigger.outcome() instanceof Outcome.OfTask of
                        && of.key().equals(task.key));
    }

    /** Moves the clock; what falls due is not run. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Starts a run and lets it go as far as it can. */
    public PlayRun run(TreeDefinition tree) {
        PlayRun run = start(new TreeGraph(tree), "", Map.of(), false);
        settle();
        return run;
    }

    public PlayRun runWebApi(TreeDefinition tree) {
        PlayRun run = start(new TreeGraph(tree), "", Map.of(), true);
        settle();
        return run;
    }

    PlayRun start(TreeGraph tree, String token, Map<String, String> inputs, boolean webApi) {
        PlayRun run = new PlayRun(next(), tree, token, inputs, webApi);
        all.add(run);
        long branch = next();
        run.mainBranch = branch;
        String start = tree.start().orElseThrow().id();
        Outcome reached = new Outcome.Reached(new Scope(branch, LoopIndex.ROOT), start, -1);
        triggers.add(new PlayTrigger(branch, run, now, reached, "", ""));
        return run;
    }

    /** Runs what is due, until nothing is. */
    public void settle() {
        while (step()) {
            // each step is one trigger
        }
    }

    /** Runs one trigger that is due. */
    public boolean step() {
        List<PlayTrigger> due = random.isPresent() || triggers.size() < 2 ? dueTriggers() : firstDue();
        if (due.isEmpty()) {
            return false;
        }
        PlayTrigger trigger = due.get(random.map(r -> r.nextInt(due.size())).orElse(0));
        triggers.remove(trigger);
        process(trigger);
        return true;
    }

    private List<PlayTrigger> dueTriggers() {
        return triggers.stream().filter(trigger -> !trigger.due().isAfter(now)).toList();
    }

    private List<PlayTrigger> firstDue() {
        return triggers.stream()
                .filter(trigger -> !trigger.due().isAfter(now))
                .min(Comparator.comparing(PlayTrigger::due).thenComparing(PlayTrigger::id))
                .map(List::of)
                .orElse(List.of());
    }

    private void process(PlayTrigger trigger) {
        PlayLedger ledger = new PlayLedger(this, trigger);
        Walk walk = new Walk(ledger, ledger);
        boolean done = walk.go(trigger.outcomes());
        if (!done) {
            walk.park();
            String rest = PendingWalk.write(walk.ahead());
            calls.add(new Call(trigger.run(), ledger.wentOutside().orElseThrow(), rest, trigger.message()));
        }
        if (ledger.parked) {
            parked.add(trigger);
        }
        unpark();
    }

    /** Triggers that came too early go on once their task has settled. */
    private void unpark() {
        for (PlayTrigger trigger : List.copyOf(parked)) {
            TaskKey key = ((Outcome.OfTask) trigger.outcome()).key();
            if (trigger.run().find(key).orElseThrow().status != TaskStatus.IN_FLIGHT) {
                parked.remove(trigger);
                triggers.add(trigger);
            }
        }
    }

    /** Calls to the outside that are under way. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The only call under way of a node. */
    public Call call(String nodeId) {
        return calls.stream()
                .filter(call -> call.key().nodeId().equals(nodeId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No call of " + nodeId));
    }

    /** A call succeeded. */
    public void answer(Call call, Map<String, String> results) {
        goOn(call, new Outcome.Performed(call.key(), results, 1));
    }

    /** A call failed. */
    public void fail(Call call) {
        goOn(call, new Outcome.Failed(call.key(), Failure.of(ErrorType.HANDLER, "The call failed", "no answer")));
    }

    private void goOn(Call call, Outcome outcome) {
        if (!calls.remove(call)) {
            throw new AssertionError("Not under way: " + call);
        }
        triggers.add(new PlayTrigger(next(), call.run(), now, outcome, call.rest(), call.message()));
    }

    /** Moves the clock, and runs what falls due. */
    public void sleep(Duration duration) {
        now = now.plus(duration);
        settle();
    }

    public Instant now() {
        return now;
    }

    /** When the triggers that wait are due. */
    public List<Instant> waiting() {
        return triggers.stream().map(PlayTrigger::due).sorted().toList();
    }

    /** Completes a deferred task from outside; the trigger is queued, not run. */
    public void complete(PlayTask task, Map<String, String> results) {
        queue(runs.get(task), now, new Outcome.Completed(task.key, results, false), "");
    }

    /** Updates a deferred task from outside; returns the branch that it heads. */
    public long update(PlayTask task, Map<String, String> results, String message) {
        long id = next();
        PlayRun run = runs.get(task);
        triggers.add(new PlayTrigger(id, run, now, new Outcome.Updated(task.key, results, id), "", message));
        return id;
    }

    /** Starts a node from scratch. */
    public void restart(PlayRun run, String nodeId, String loopIndex) {
        Scope scope = new Scope(run.mainBranch, LoopIndex.of(loopIndex));
        queue(run, now, new Outcome.Restarted(scope.task(nodeId)), "");
        settle();
    }

    /** Resolves an error, if its kind allows the action, and lets its run go on. */
    public void resolve(PlayError error, ErrorAction action) {
        decide(error, action);
        settle();
    }

    /** Resolves an error, if its kind allows the action; the trigger is queued, not run. */
    public void decide(PlayError error, ErrorAction action) {
        if (!error.type().actions().contains(action)) {
            throw new AssertionError("Illegal for " + error.type() + ": " + action);
        }
        error.active = false;
        Optional<Outcome> outcome =
                switch (action) {
                    case RETRY_TASK -> Optional.of(new Outcome.Retried(error.key));
                    case SKIP_TASK -> Optional.of(new Outcome.Skipped(error.key));
                    case CONTINUE_BRANCH, CANCEL_BRANCH ->
                        Optional.of(new Outcome.Decided(
                                error.key,
                                error.failure.connector().orElseThrow(),
                                error.target,
                                action == ErrorAction.CONTINUE_BRANCH));
                    case DO_NOTHING, RETRY -> Optional.empty();
                };
        outcome.ifPresent(o -> queue(error.run, now, o, ""));
    }

    /** Moves a run to another version of its tree. */
    public void move(PlayRun run, TreeDefinition tree) {
        VersionMove move = new VersionMove(run.tree, new TreeGraph(tree));
        run.all().forEach(task -> task.gate = move.carry(task.key.nodeId(), task.gate));
        run.tree = move.to();
    }

    /** Queues any trigger. */
    public void queue(PlayRun run, Instant due, Outcome outcome, String message) {
        triggers.add(new PlayTrigger(next(), run, due, outcome, "", message));
    }

    /** Every run so far, those of routines too. */
    public List<PlayRun> runs() {
        return all;
    }

    /** Changes of status that have happened, such as {@code NEW -> CLOSED}. */
    public Set<String> transitions() {
        return transitions;
    }

    /** How many triggers wait or are parked. */
    public int pending() {
        return triggers.size() + parked.size();
    }

    PlayExpressions expressions() {
        return expressions;
    }

    Gate stored(Gate gate) {
        return storesGates ? PlayLedger.stored(gate) : gate;
    }

    long next() {
        return ++lastId;
    }

    /** Changes the status of a task, if that is legal. */
    public void change(PlayTask task, TaskStatus next) {
        if (!task.status.canBecome(next)) {
            throw new IllegalStateException("Expected a legal change of status, but it was " + task.status + " to "
                    + next + " of " + task + ".");
        }
        transitions.add(task.status + " -> " + next);
        task.status = next;
        if (next == TaskStatus.CLOSED) {
            runs.get(task).closings.add(task.key);
        }
    }

    Outcome call(PlayTask task, Map<String, String> parameters) {
        TreeDefinition routine = routines.get(task.node.definitionId());
        if (routine == null) {
            return new Outcome.Failed(task.key, Failure.of(ErrorType.MISSING_ROUTINE, "No such routine", ""));
        }
        Map<String, String> inputs = new HashMap<>();
        for (Parameter input : routine.routine().orElseThrow().inputs()) {
            inputs.put(input.id(), input.template());
        }
        inputs.putAll(parameters);
        PlayRun child = start(new TreeGraph(routine), task.token, inputs, false);
        return new Outcome.Performed(task.key, Map.of("Run Id", Long.toString(child.id)), 0);
    }

    Outcome signal(Effect.SignalTask signal) {
        PlayTask target = tokens.get(signal.token());
        if (target == null || target.status == TaskStatus.CLOSED) {
            String what = "Expected a deferred task with token '" + signal.token() + "', but no such task was found.";
            return new Outcome.Failed(signal.key(), Failure.of(ErrorType.HANDLER, what, what));
        }
        Map<String, String> results = signal.results().isEmpty() ? Map.of() : Map.of("output", signal.results());
        long id = next();
        PlayRun run = runs.get(target);
        Outcome outcome = signal.completes()
                ? new Outcome.Completed(target.key, results, false)
                : new Outcome.Updated(target.key, results, id);
        triggers.add(new PlayTrigger(id, run, now, outcome, "", signal.message()));
        Map<String, String> ids = Map.of("trigger_id", Long.toString(id), "run_id", Long.toString(run.id));
        return new Outcome.Performed(signal.key(), ids, 0);
    }

    void returned(PlayRun run, Map<String, String> outputs) {
        run.outputs = Optional.of(outputs);
        PlayTask caller = tokens.get(run.token);
        if (caller != null) {
            queue(runs.get(caller), now, new Outcome.Completed(caller.key, outputs, true), "");
        }
    }
}
