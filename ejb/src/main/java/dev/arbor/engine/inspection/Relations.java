package dev.arbor.engine.inspection;

import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.RunView.Payload;
import dev.arbor.engine.api.TaskView;
import dev.arbor.engine.api.TriggerView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What belongs to the runs of a page, by run; what was not asked for is empty. */
final class Relations {

    Map<Long, Payload> payloads = Map.of();
    Map<Long, List<TaskView>> tasks = Map.of();
    Map<Long, List<TriggerView>> triggers = Map.of();
    Map<Long, List<ErrorView>> exceptions = Map.of();
    Map<Long, List<AuditView>> audits = Map.of();

    /** A run with what belongs to it. */
    RunView complete(RunView run, Optional<RunView> parent, List<RunView> children) {
        return new RunView(
                run.id(),
                run.status(),
                run.state(),
                run.source(),
                run.sourceId(),
                run.tree(),
                run.treeVersion(),
                run.originatingId(),
                run.parentId(),
                run.token(),
                run.activeErrors(),
                run.completedAt(),
                run.stamps(),
                Optional.ofNullable(payloads.get(run.id())),
                parent,
                children,
                of(tasks, run),
                of(triggers, run),
                of(exceptions, run),
                of(audits, run));
    }

    private static <T> List<T> of(Map<Long, List<T>> byRun, RunView run) {
        return byRun.getOrDefault(run.id(), List.of());
    }
}
