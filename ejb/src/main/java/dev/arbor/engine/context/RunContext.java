package dev.arbor.engine.context;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.TreeGraph;
import dev.arbor.core.walk.Branches;
import dev.arbor.engine.expression.Context;
import dev.arbor.engine.run.Results;
import dev.arbor.engine.run.RunMemory;
import dev.arbor.engine.run.TaskRow;
import dev.arbor.engine.tree.TreeHead;
import dev.arbor.engine.trigger.TriggerRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The context of one evaluation: who reads (a task in a scope) decides what {@code @results} and loop variables mean.
 *
 * @param memory the run
 * @param head its tree
 * @param graph the version of the tree that it is on
 * @param trigger the trigger that is processed
 * @param reader where the reader stands
 * @param task the reader's task, or the task whose connector is judged; may have no row yet
 * @param loopData items of loops
 * @param sourceVariables what the source of the run offers
 * @param engine name of this server
 */
public record RunContext(
        RunMemory memory,
        TreeHead head,
        TreeGraph graph,
        TriggerRow trigger,
        Scope reader,
        TaskKey task,
        LoopData loopData,
        Supplier<SourceVariables> sourceVariables,
        String engine)
        implements Context {

    @Override
    public Object variable(String name) {
        return switch (name) {
            case "results", "variables" -> new ResultsMap(this);
            case "inputs" -> memory.run().inputs();
            case "run" -> run();
            case "source" -> source();
            case "task" -> taskVariables();
            case "trigger" -> triggerVariables();
            default -> loopOrSource(name);
        };
    }

    private Map<String, Object> run() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("Id", memory.run().id());
        run.put("Token", memory.run().token().isEmpty() ? null : memory.run().token());
        return run;
    }

    private Map<String, Object> source() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("Name", head.sourceName());
        source.put("Group", head.sourceGroup());
        source.put("Id", memory.run().sourceId());
        source.put("Data", memory.sourceData());
        return source;
    }

    private Map<String, Object> taskVariables() {
        Optional<TaskRow> row = memory.task(task);
        Optional<Node> node = graph.node(task.nodeId());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Id", row.map(TaskRow::id).orElse(null));
        values.put("Status", row.map(found -> found.status().label()).orElse("New"));
        values.put("Name", node.map(Node::name).orElse(""));
        values.put(
                "Deferral Token",
                row.map(TaskRow::token).filter(token -> !token.isEmpty()).orElse(null));
        values.put("Task Definition Id", node.map(Node::definitionId).orElse(""));
        values.put("Node Id", task.nodeId());
        values.put("Tree Id", head.id());
        values.put("Tree Name", head.name());
        values.put("Source", head.sourceName());
        values.put("Source Id", memory.run().sourceId());
        values.put("Return Variables", row.map(TaskRow::results).orElse(Map.of()));
        values.put("Deferred Variables", row.map(TaskRow::deferredResults).orElse(Map.of()));
        values.put("Loop Index", task.scope().loopIndex().text());
        values.put("Parent Loop Index", task.scope().loopIndex().parent().text());
        values.put("Visible", node.map(Node::visible).orElse(false));
        values.put("Execution Duration", row.map(TaskRow::duration).orElse(0L));
        return values;
    }

    private Map<String, Object> triggerVariables() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Id", trigger.id());
        values.put("Engine Identification", engine);
        values.put("Status", TriggerRow.Status.WIP.label());
        values.put("Action", trigger.action().label());
        values.put("Execution Type", trigger.type().label());
        values.put("Tree Id", head.id());
        values.put("Node Id", trigger.nodeId());
        values.put("Source", head.sourceName());
        values.put("Source Id", memory.run().sourceId());
        values.put("Loop Index", trigger.loopIndex().text());
        values.put("Deferral Token", trigger.token().isEmpty() ? null : trigger.token());
        values.put("Deferred Variables", Results.read(trigger.results()));
        values.put("Message", trigger.message().isEmpty() ? null : trigger.message());
        values.put("Management Action", trigger.managementAction().isEmpty() ? null : trigger.managementAction());
        values.put("Selection Criterion", trigger.selectionCriterion().isEmpty() ? null : trigger.selectionCriterion());
        values.put("Flags", null);
        return values;
    }

    /** Inner loops first, so that a name used twice means the nearest. */
    private Object loopOrSource(String name) {
        for (LoopIndex index = reader.loopIndex(); !index.isRoot(); index = index.parent()) {
            Optional<TaskRow> headTask = loopHead(index);
            if (headTask.isPresent() && name.equals(headTask.get().results().get("variable_name"))) {
                return loopData.value(headTask.get(), index.iteration());
            }
        }
        return sourceVariables.get().variable(name);
    }

    /** The head of the innermost loop of an index. */
    Optional<TaskRow> loopHead(LoopIndex index) {
        return graph.loops()
                .labelled(index.loop())
                .flatMap(loop -> find(new Scope(reader.branchId(), index.parent()), loop));
    }

    private Optional<TaskRow> find(Scope scope, LoopNesting.Loop loop) {
        return new Branches(memory).find(scope, loop.head()).map(TaskRow.class::cast);
    }
}
