package dev.arbor.engine.trigger;

import dev.arbor.core.run.ErrorType;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.TreeGraph;
import dev.arbor.core.walk.Failure;
import dev.arbor.core.walk.VersionMove;
import dev.arbor.engine.context.SourceVariables;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.error.ErrorRow;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.run.TaskRow;
import dev.arbor.engine.tree.TreeHead;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything that one transaction does to one run: the run is locked, several triggers may be walked, and all that they
 * gave is written once, in batches.
 */
final class RunTransaction {

    final Parts parts;
    final Transactions.Unit unit;
    final RunMemory memory;
    final TreeHead head;
    final Instant now;
    private final List<TriggerRow> done = new ArrayList<>();
    private final List<TriggerRow> queued = new ArrayList<>();
    private final List<ErrorRow> errors = new ArrayList<>();
    private final List<AttemptRow> attempts = new ArrayList<>();
    private final List<MessageRow> messages = new ArrayList<>();
    private final Set<Long> rings = new LinkedHashSet<>();
    private TreeGraph graph;
    private SourceVariables sourceVariables;

    RunTransaction(Parts parts, Transactions.Unit unit, RunMemory memory, TreeHead head, Instant now) {
        this.parts = parts;
        this.unit = unit;
        this.memory = memory;
        this.head = head;
        this.now = now;
    }

    Connection connection() {
        return unit.connection();
    }

    long runId() {
        return memory.run().id();
    }

    TreeGraph graph() {
        if (graph == null) {
            graph = parts.graphs.of(head.id(), memory.run().treeVersion());
        }
        return graph;
    }

    /** The run goes on with the newest version of its tree. */
    void moveToNewestVersion() throws SQLException {
        if (memory.run().treeVersion() != head.version()) {
            VersionMove move = new VersionMove(graph(), parts.graphs.of(head.id(), head.version()));
            memory.moveTo(head.version(), move);
            graph = move.to();
        }
    }

    SourceVariables sourceVariables() {
        if (sourceVariables == null) {
            sourceVariables = SourceVariables.of(parts.sources.of(head.sourceName()), memory);
        }
        return sourceVariables;
    }

    long nextId(Sequence sequence) {
        return parts.ids.next(sequence);
    }

    /** The trigger is done when the transaction is. */
    void done(TriggerRow trigger) {
        done.add(trigger);
    }

    /** A trigger of this run. */
    void queue(TriggerRow trigger) {
        queued.add(trigger);
        if (trigger.wanted() && trigger.countsAsWork()) {
            memory.run().openWork(1);
        }
        if (trigger.wanted() && !trigger.scheduledAt().isAfter(now)) {
            rings.add(runId());
        }
    }

    /** A trigger of this run that waits for its handler. */
    void pause(TriggerRow trigger) {
        queued.add(trigger);
        memory.run().openWork(1);
    }

    /** Somebody shall look at a run once this is committed. */
    void ring(long runId) {
        rings.add(runId);
    }

    void message(TaskRow task, dev.arbor.core.tree.ConnectorType type, String text) {
        messages.add(new MessageRow(nextId(Sequence.NOTE), runId(), task.id(), type, text));
    }

    /** An error for people to act on. */
    void raise(TaskKey key, Scope target, Failure failure) {
        Optional<TaskRow> task = memory.task(key);
        String nodeName = nodeName(key);
        TriggerRow stand = TriggerRow.draft(
                        nextId(Sequence.TRIGGER),
                        runId(),
                        TriggerRow.Action.ROOT,
                        TriggerRow.Type.MANAGEMENT,
                        "ENGINE Run Error",
                        now)
                .in(target)
                .at(key.nodeId(), nodeName)
                .failed()
                .row();
        queued.add(stand);
        ErrorRow error = ErrorRow.of(
                nextId(Sequence.ERROR),
                runId(),
                task.map(TaskRow::id).orElse(0L),
                stand.id(),
                key.nodeId(),
                task.map(TaskRow::definitionId).orElse(""),
                failure);
        errors.add(error);
        memory.run().activeErrors(1);
        if (task.isPresent() && failure.connector().isEmpty() && failsTheTask(failure.type())) {
            attempts.add(new AttemptRow(task.get().id(), task.get().attempts() + 1, now, Optional.of(error.id())));
            memory.fail(task.get());
        }
        parts.statistics.failed();
    }

    private String nodeName(TaskKey key) {
        try {
            return graph().node(key.nodeId()).map(node -> node.name()).orElse(key.nodeId());
        } catch (RuntimeException e) {
            return key.nodeId(); // The error is told in any case, most of all when it is the tree that cannot be read.
        }
    }

    /** The payload still cannot be read: the new error stands for the same root as the first one. */
    void raiseSource(Scope main, String fault) throws SQLException {
        TriggerRows.status(connection(), main.branchId(), TriggerRow.Status.FAILED, now);
        String summary = "The payload that started run " + runId() + " could not be read by its source. " + fault;
        errors.add(ErrorRow.of(
                nextId(Sequence.ERROR),
                runId(),
                0,
                main.branchId(),
                "",
                "",
                Failure.of(ErrorType.SOURCE, summary, fault)));
        memory.run().activeErrors(1);
        parts.statistics.failed();
    }

    private static boolean failsTheTask(ErrorType type) {
        return type.actions().contains(dev.arbor.core.run.ErrorAction.RETRY_TASK) || type == ErrorType.TREE;
    }

    /** A later attempt of a task that failed before was the last one. */
    void succeeded(TaskRow task) {
        if (task.attempts() > 0) {
            attempts.add(new AttemptRow(task.id(), task.attempts() + 1, now, Optional.empty()));
        }
    }

    List<ErrorRow> errors() {
        return errors;
    }

    Set<Long> rings() {
        return rings;
    }

    /** Writes all that was gathered for the runs of one transaction, with as few statements as for one. */
    static void write(List<RunTransaction> all) throws SQLException {
        RunTransaction any = all.get(0);
        Connection connection = any.connection();
        all.forEach(RunTransaction::count);
        RunMemory.write(connection, all.stream().map(each -> each.memory).toList(), any.now);
        TriggerRows.insert(connection, gathered(all, each -> each.queued), false, any.now);
        TriggerRows.close(connection, gathered(all, each -> each.done), any.parts.member, any.now);
        ErrorRow.insert(connection, gathered(all, each -> each.errors), any.parts.member, any.now);
        AttemptRow.insert(connection, gathered(all, each -> each.attempts));
        MessageRow.insert(connection, gathered(all, each -> each.messages), any.now);
    }

    private void count() {
        for (TriggerRow trigger : done) {
            if (trigger.countsAsWork()) {
                memory.run().openWork(-1);
            }
        }
        parts.statistics.processed(done.size());
    }

    private static <T> List<T> gathered(List<RunTransaction> all, Function<RunTransaction, List<T>> what) {
        return all.stream().map(what).flatMap(List::stream).toList();
    }

    Optional<Instant> nextDue() {
        return queued.stream()
                .filter(trigger -> trigger.wanted() && trigger.scheduledAt().isAfter(now))
                .map(TriggerRow::scheduledAt)
                .min(Instant::compareTo);
    }
}
