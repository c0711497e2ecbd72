package dev.arbor.engine.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions about runs and their tasks (engine spec 5.2). */
public interface RunQueries {

    /** Searches runs. */
    Found<RunView> search(RunFilter filter, RunOrder order, Slice slice, Set<RunPart> parts);

    /** Finds one run, one of the engine's own trees too. */
    Optional<RunView> find(long runId, Set<RunPart> parts);

    /** The tasks of a run in the order of their creation; empty when there is no such run. */
    Optional<List<TaskView>> tasks(long runId, Set<RunPart> parts);

    /** Finds one task of a run, with its messages and attempts. */
    Optional<TaskView> task(long runId, long taskId);
}
