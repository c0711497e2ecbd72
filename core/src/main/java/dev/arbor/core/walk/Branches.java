package dev.arbor.core.walk;

import dev.arbor.core.run.RunView;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskView;
import java.util.Optional;

/** Looks for a task in a branch and then in those it was updated off (engine spec 1.7). */
public final class Branches {

    private final RunView run;

    /** Over a run. */
    public Branches(RunView run) {
        this.run = run;
    }

    /** The task of a node, in the nearest branch that has one. */
    public Optional<TaskView> find(Scope scope, String nodeId) {
        Optional<Long> branch = Optional.of(scope.branchId());
        while (branch.isPresent()) {
            Optional<? extends TaskView> task = run.task(new Scope(branch.get(), scope.loopIndex()).task(nodeId));
            if (task.isPresent()) {
                return Optional.of(task.get());
            }
            branch = run.parentBranch(branch.get());
        }
        return Optional.empty();
    }
}
