package dev.arbor.engine.inspection;

import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.Trees.Input;
import dev.arbor.engine.api.Trees.Output;
import dev.arbor.engine.api.Trees.Parts;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.engine.run.RunTreeEntity;
import dev.arbor.engine.search.Batches;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The trees of runs. */
final class TreeViews {

    private final EntityManager entities;

    TreeViews(EntityManager entities) {
        this.entities = entities;
    }

    /** Trees by id, deleted ones too: their runs outlive them. */
    Map<Long, TreeView> byId(Collection<Long> ids) {
        Map<Long, TreeView> found = new HashMap<>();
        for (RunTreeEntity tree :
                Batches.fetch(entities, "select t from RunTreeEntity t where t.id in :ids", RunTreeEntity.class, ids)) {
            found.put(tree.id(), view(tree));
        }
        for (Long id : ids) {
            found.computeIfAbsent(id, TreeViews::missing);
        }
        return found;
    }

    /** A tree with what a version of it takes and gives. */
    static TreeView declaring(TreeView tree, Optional<RoutineInterface> routine, Set<RunPart> asked) {
        Parts none = Parts.NONE;
        return with(
                tree,
                new Parts(
                        none.bindings(),
                        none.categories(),
                        Optional.of(routine.map(TreeViews::inputs).orElse(List.of()))
                                .filter(inputs -> asked.contains(RunPart.TREE_INPUTS)),
                        Optional.of(routine.map(TreeViews::outputs).orElse(List.of()))
                                .filter(outputs -> asked.contains(RunPart.TREE_OUTPUTS)),
                        none.treeJson(),
                        none.treeXml(),
                        none.export()));
    }

    private static List<Input> inputs(RoutineInterface routine) {
        return routine.inputs().stream()
                .map(input -> new Input(input.id(), input.template(), input.attribute("tooltip"), input.required()))
                .toList();
    }

    private static List<Output> outputs(RoutineInterface routine) {
        return routine.outputs().stream()
                .map(output -> new Output(output.name(), output.description()))
                .toList();
    }

    private static TreeView view(RunTreeEntity tree) {
        return new TreeView(
                tree.id(),
                tree.guid(),
                tree.sourceName(),
                tree.sourceGroup(),
                tree.name(),
                tree.type().label(),
                tree.status().label(),
                tree.version(),
                tree.definitionId(),
                tree.notes(),
                tree.ownerEmail(),
                tree.event(),
                tree.platformItemType(),
                tree.platformItemId(),
                tree.stamps().view().createdAt(),
                tree.stamps().view().createdBy(),
                tree.stamps().view().updatedAt(),
                tree.stamps().view().updatedBy(),
                Parts.NONE);
    }

    private static TreeView with(TreeView tree, Parts parts) {
        return new TreeView(
                tree.id(),
                tree.guid(),
                tree.sourceName(),
                tree.sourceGroup(),
                tree.name(),
                tree.type(),
                tree.status(),
                tree.version(),
                tree.definitionId(),
                tree.notes(),
                tree.ownerEmail(),
                tree.event(),
                tree.platformItemType(),
                tree.platformItemId(),
                tree.createdAt(),
                tree.createdBy(),
                tree.updatedAt(),
                tree.updatedBy(),
                parts);
    }

    /** Stands for a tree whose row is gone although a run of it is there, so that the run can still be seen. */
    private static TreeView missing(long id) {
        return new TreeView(
                id,
                "",
                "",
                "",
                "",
                TreeType.TREE.label(),
                TreeStatus.INACTIVE.label(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                "",
                Instant.EPOCH,
                "",
                Parts.NONE);
    }
}
