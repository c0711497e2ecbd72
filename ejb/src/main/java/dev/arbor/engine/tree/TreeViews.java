package dev.arbor.engine.tree;

import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import dev.arbor.core.tree.xml.TreeXml;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Turns rows into what leaves the engine. */
final class TreeViews {

    private TreeViews() {}

    /** A view; the definition is read only when a part needs it. */
    static Trees.TreeView view(TreeEntity row, int version, Supplier<TreeDefinition> definition, Set<Part> parts) {
        return new Trees.TreeView(
                row.id,
                row.guid,
                row.sourceName,
                row.sourceGroup,
                row.name,
                row.type.label(),
                row.status.label(),
                version,
                Optional.ofNullable(row.definitionId),
                Optional.ofNullable(row.notes),
                Optional.ofNullable(row.ownerEmail),
                Optional.ofNullable(row.event),
                Optional.ofNullable(row.platformItemType),
                Optional.ofNullable(row.platformItemId),
                row.createdAt,
                row.createdBy,
                row.updatedAt,
                row.updatedBy,
                parts.isEmpty() ? Trees.Parts.NONE : parts(row, definition, parts));
    }

    /** The whole {@code <tree>}. */
    static String export(TreeEntity row, TreeDefinition definition) {
        return TreeXml.write(new TreeDocument(
                row.sourceName,
                row.sourceGroup,
                row.definitionId == null ? "" : row.definitionId,
                row.type,
                row.status,
                "1.0",
                TreeContent.named(definition, row)));
    }

    private static Trees.Parts parts(TreeEntity row, Supplier<TreeDefinition> stored, Set<Part> parts) {
        boolean categoriesOnly = parts.equals(Set.of(Part.CATEGORIES));
        Optional<TreeDefinition> definition =
                categoriesOnly ? Optional.empty() : Optional.of(TreeContent.named(stored.get(), row));
        Optional<RoutineInterface> routine = definition.flatMap(TreeDefinition::routine);
        boolean routineRow = row.type.isRoutine();
        return new Trees.Parts(
                asked(
                        parts,
                        Part.BINDINGS,
                        () -> TreeBindings.of(routine.map(interfaceOf -> interfaceOf.inputs().stream()
                                        .map(Parameter::id)
                                        .toList())
                                .orElse(List.of()))),
                asked(parts, Part.CATEGORIES, () -> TreeDetails.categories(row)),
                routineRow ? asked(parts, Part.INPUTS, () -> inputs(routine)) : Optional.empty(),
                routineRow ? asked(parts, Part.OUTPUTS, () -> outputs(routine)) : Optional.empty(),
                asked(parts, Part.TREE_JSON, () -> TreeContent.json(definition.orElseThrow(), ownerEmail(row))),
                asked(parts, Part.TREE_XML, () -> TreeXml.write(definition.orElseThrow())),
                asked(parts, Part.EXPORT, () -> export(row, definition.orElseThrow())));
    }

    private static <T> Optional<T> asked(Set<Part> parts, Part part, Supplier<T> value) {
        return parts.contains(part) ? Optional.of(value.get()) : Optional.empty();
    }

    private static String ownerEmail(TreeEntity row) {
        return row.ownerEmail == null ? "" : row.ownerEmail;
    }

    private static List<Trees.Input> inputs(Optional<RoutineInterface> routine) {
        return routine.map(RoutineInterface::inputs).orElse(List.of()).stream()
                .map(input ->
                        new Trees.Input(input.id(), input.template(), input.attribute("tooltip"), input.required()))
                .toList();
    }

    private static List<Trees.Output> outputs(Optional<RoutineInterface> routine) {
        return routine.map(RoutineInterface::outputs).orElse(List.of()).stream()
                .map(output -> new Trees.Output(output.name(), output.description()))
                .toList();
    }
}
