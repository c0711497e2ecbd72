package dev.arbor.engine.inspection;

import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.TaskView;
import dev.arbor.engine.api.TaskView.Attempt;
import dev.arbor.engine.run.Results;
import dev.arbor.engine.run.TaskAttemptEntity;
import dev.arbor.engine.run.TaskEntity;
import dev.arbor.engine.run.TaskMessageEntity;
import dev.arbor.engine.search.Batches;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks with their messages and attempts. */
final class TaskViews {

    private static final String NEW = "NEW";
    private static final String IN_FLIGHT = "IN_FLIGHT";
    private static final String CLOSED = "CLOSED";

    private final EntityManager entities;

    TaskViews(EntityManager entities) {
        this.entities = entities;
    }

    /** Tasks by run, in the order of their creation. */
    Map<Long, List<TaskView>> byRun(Collection<Long> runIds, Set<RunPart> parts) {
        List<TaskEntity> tasks = Batches.fetch(
                entities, "select k from TaskEntity k where k.runId in :ids order by k.id", TaskEntity.class, runIds);
        return of(tasks, parts).stream().collect(Collectors.groupingBy(TaskView::runId));
    }

    List<TaskView> of(List<TaskEntity> tasks, Set<RunPart> parts) {
        List<Long> ids = tasks.stream().map(TaskEntity::id).toList();
        Map<Long, List<TaskMessageEntity>> messages = parts.contains(RunPart.TASK_MESSAGES) ? messages(ids) : Map.of();
        boolean withAttempts = parts.contains(RunPart.TASK_ATTEMPTS);
        Map<Long, List<TaskAttemptEntity>> attempts = withAttempts ? attempts(ids) : Map.of();
        return tasks.stream()
                .map(task -> view(
                        task,
                        messages.getOrDefault(task.id(), List.of()),
                        withAttempts ? attempts(task, attempts.getOrDefault(task.id(), List.of())) : List.of()))
                .toList();
    }

    private Map<Long, List<TaskMessageEntity>> messages(List<Long> taskIds) {
        return Batches.fetch(
                        entities,
                        "select m from TaskMessageEntity m where m.taskId in :ids order by m.id",
                        TaskMessageEntity.class,
                        taskIds)
                .stream()
                .collect(Collectors.groupingBy(TaskMessageEntity::taskId));
    }

    private Map<Long, List<TaskAttemptEntity>> attempts(List<Long> taskIds) {
        return Batches.fetch(
                        entities,
                        "select a from TaskAttemptEntity a where a.taskId in :ids order by a.taskId, a.number",
                        TaskAttemptEntity.class,
                        taskIds)
                .stream()
                .collect(Collectors.groupingBy(TaskAttemptEntity::taskId));
    }

    private static List<Attempt> attempts(TaskEntity task, List<TaskAttemptEntity> rows) {
        if (!rows.isEmpty()) {
            return rows.stream()
                    .map(row -> new Attempt(row.number(), row.startedAt(), row.endedAt(), row.errorId()))
                    .toList();
        }
        if (task.status().equals(NEW)) {
            return List.of();
        }
        // A task that never failed has no attempt rows: the one attempt is the task itself.
        boolean ended = !task.status().equals(IN_FLIGHT);
        return List.of(new Attempt(
                1, task.createdAt(), ended ? Optional.of(performedAt(task)) : Optional.empty(), Optional.empty()));
    }

    /** When the handler was through: a deferred task changes again when it is completed. */
    private static Instant performedAt(TaskEntity task) {
        boolean closedAtOnce =
                task.status().equals(CLOSED) && task.deferredResults().isEmpty();
        return closedAtOnce ? task.updatedAt() : task.createdAt().plusMillis(task.duration());
    }

    private static TaskView view(TaskEntity task, List<TaskMessageEntity> messages, List<Attempt> attempts) {
        boolean inFlight = task.status().equals(IN_FLIGHT);
        return new TaskView(
                task.id(),
                task.runId(),
                task.branchId(),
                task.loopIndex(),
                task.nodeId(),
                task.nodeName(),
                task.definitionId(),
                StoredWord.shown(inFlight ? NEW : task.status()),
                inFlight,
                task.visible(),
                task.duration(),
                task.token(),
                Results.read(task.results().orElse("")),
                Results.read(task.deferredResults().orElse("")),
                task.createdAt(),
                task.updatedAt(),
                messages.stream()
                        .map(m -> new TaskView.Message(m.id(), StoredWord.shown(m.type()), m.text(), m.createdAt()))
                        .toList(),
                attempts);
    }
}
