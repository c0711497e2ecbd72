package dev.arbor.core.walk;

import dev.arbor.core.run.Gate;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.tree.Node;
import java.time.Instant;
import java.util.Map;

/** Something that must change. Effects of one decision are applied in order. */
public sealed interface Effect {

    /** The walk goes on with this; several are taken in order, each with all that it leads to. */
    record Then(Outcome outcome) implements Effect {}

    /** A node was reached: its task exists from now on. */
    record CreateTask(TaskKey key, Node node) implements Effect {}

    /** A closed or failed task is new again. */
    record ReopenTask(TaskKey key) implements Effect {}

    /** Evaluate the parameters and perform the node; the answer is an outcome, unless it goes outside. */
    record Perform(TaskKey key) implements Effect {}

    /** What the task counts has changed. */
    record SetGate(TaskKey key, Gate gate) implements Effect {}

    /** The task is done. */
    record CloseTask(TaskKey key, Map<String, String> results, long duration) implements Effect {}

    /** The task waits to be completed. */
    record DeferTask(TaskKey key, Map<String, String> results, long duration) implements Effect {}

    /** The task was completed from outside. */
    record CompleteTask(TaskKey key, Map<String, String> deferredResults) implements Effect {}

    /** The task was updated from outside. */
    record UpdateTask(TaskKey key, Map<String, String> deferredResults) implements Effect {}

    /** Render and record the task's message of a moment. */
    record RecordMessage(TaskKey key, ConnectorType type) implements Effect {}

    /** Complete the task at a time. */
    record WakeTask(TaskKey key, Instant at) implements Effect {}

    /** One trigger for each iteration. */
    record EnqueueIterations(TaskKey key, LoopNesting.Loop loop, int iterations) implements Effect {}

    /** Start a routine for the task; the answer is an outcome. */
    record CallRoutine(TaskKey key, Map<String, String> parameters) implements Effect {}

    /** Queue the completion or update of a task; the answer is an outcome. */
    record SignalTask(TaskKey key, boolean completes, String token, String results, String message) implements Effect {}

    /** The run returns, and its caller, if it has one, is completed. */
    record ReturnRun(Map<String, String> outputs) implements Effect {}

    /** An error for people to act on; the task stays as it is. {@code target} is where its connector would lead. */
    record RaiseError(TaskKey key, Scope target, Failure failure) implements Effect {}

    /** The trigger came before the task had settled: it waits until then. */
    record ParkTrigger(TaskKey key) implements Effect {}

    /** Note in the log why a trigger changed nothing. */
    record Ignore(TaskKey key, String why) implements Effect {}
}
