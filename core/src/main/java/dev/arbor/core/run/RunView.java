package dev.arbor.core.run;

import java.util.Collection;
import java.util.Optional;

/**
 * What the decisions may know of a run. Views are lazy and scoped: asking for one iteration never loads another, so that
 * a loop of ten thousand costs each of its triggers the same as a loop of ten.
 */
public interface RunView {

    /** The task of a node in a scope, if the node was reached there. */
    Optional<? extends TaskView> task(TaskKey key);

    /** Every task of a scope. */
    Collection<? extends TaskView> tasks(Scope scope);

    /** The branch from which a branch was updated off; absent for the main branch. */
    Optional<Long> parentBranch(long branchId);

    /** Whether a return node was reached before. */
    boolean returned();
}
