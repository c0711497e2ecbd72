package dev.arbor.engine.inspection;

import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.engine.run.RunEntity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs, their parents and their children share, fetched for all of them at once.
 *
 * @param trees by id
 * @param sources by name
 * @param eligible runs that a worker has in hand or could take now
 */
record Family(
        RunStanding standing, Map<Long, TreeView> trees, Map<String, RunView.Source> sources, Set<Long> eligible) {

    /** A run with nothing beside it. */
    RunView view(RunEntity run) {
        TreeView tree = trees.get(run.treeId());
        return new RunView(
                run.id(),
                standing.status(run),
                standing.state(run, eligible.contains(run.id())),
                sources.get(tree.sourceName()),
                run.sourceId(),
                tree,
                run.treeVersion(),
                run.originatingId(),
                run.parentId(),
                run.token(),
                run.activeErrors(),
                run.completedAt(),
                run.stamps().view(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
