package dev.arbor.engine.context;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskView;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.tree.Node;
import dev.arbor.core.walk.Branches;
import dev.arbor.engine.expression.LazyMap;
import dev.arbor.engine.run.TaskRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code @results}: by node name, only of nodes that were performed. A reader inside a loop sees its own iteration; a
 * reader outside sees the iterations by their number (engine spec 3.5).
 */
final class ResultsMap implements LazyMap {

    private final RunContext context;

    ResultsMap(RunContext context) {
        this.context = context;
    }

    @Override
    public Object get(String name) {
        return context.graph().named(name).map(this::of).orElse(null);
    }

    @Override
    public Set<String> keys() {
        Set<String> names = new LinkedHashSet<>();
        for (Node node : context.graph().nodes().values()) {
            if (of(node) != null) {
                names.add(node.name());
            }
        }
        return names;
    }

    private Object of(Node node) {
        List<LoopNesting.Loop> around = context.graph().loops().around(node.id());
        LoopIndex reader = context.reader().loopIndex();
        int shared = shared(reader.loops(), around);
        if (shared < around.size()) {
            Object iterations = iterations(node, reader.outermost(shared), around.size() - shared);
            if (iterations != null) {
                return iterations;
            }
        }
        Scope scope = new Scope(context.reader().branchId(), reader.outermost(shared));
        Optional<TaskView> task = new Branches(context.memory()).find(scope, node.id());
        return task.map(TaskRow.class::cast)
                .filter(TaskRow::executed)
                .map(row -> ownIteration(row, reader))
                .orElse(null);
    }

    /** A loop head read from within its loop also tells the iteration's number and value. */
    private Object ownIteration(TaskRow row, LoopIndex reader) {
        Optional<LoopNesting.Loop> loop =
                context.graph().loops().openedBy(row.key().nodeId());
        if (loop.isEmpty()) {
            return row.visibleResults();
        }
        for (LoopIndex index = reader; !index.isRoot(); index = index.parent()) {
            if (index.loop().equals(loop.get().label())) {
                Map<String, Object> values = new java.util.LinkedHashMap<>(row.visibleResults());
                values.put("Index", index.iteration());
                values.put("Value", context.loopData().value(row, index.iteration()));
                return values;
            }
        }
        return row.visibleResults();
    }

    private static int shared(String readerLoops, List<LoopNesting.Loop> around) {
        String[] labels = readerLoops.isEmpty() ? new String[0] : readerLoops.split("/");
        int shared = 0;
        while (shared < labels.length
                && shared < around.size()
                && labels[shared].equals(around.get(shared).label())) {
            shared++;
        }
        return shared;
    }

    /** Nested maps by iteration number, one level for each loop between the reader and the node. */
    private Map<Integer, Object> iterations(Node node, LoopIndex outside, int levels) {
        Map<Integer, Object> found = new TreeMap<>();
        String prefix = outside.isRoot() ? "/" : outside.text() + "/";
        context.memory().performed(node.id()).forEach((scope, row) -> {
            LoopIndex index = scope.loopIndex();
            if (index.depth() == outside.depth() + levels && index.text().startsWith(prefix) && visible(scope)) {
                place(found, index, outside.depth(), row);
            }
        });
        return found.isEmpty() ? null : found;
    }

    private boolean visible(Scope scope) {
        Optional<Long> branch = Optional.of(context.reader().branchId());
        while (branch.isPresent()) {
            if (branch.get() == scope.branchId()) {
                return true;
            }
            branch = context.memory().parentBranch(branch.get());
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private static void place(Map<Integer, Object> found, LoopIndex index, int depth, TaskRow row) {
        Map<Integer, Object> level = found;
        for (int d = depth + 1; d < index.depth(); d++) {
            level = (Map<Integer, Object>)
                    level.computeIfAbsent(index.outermost(d).iteration(), i -> new TreeMap<Integer, Object>());
        }
        level.put(index.iteration(), row.visibleResults());
    }
}
