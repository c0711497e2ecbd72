package dev.arbor.core.tree;

import java.util.List;

/**
 * What callers of a routine see: its inputs and outputs (the {@code taskDefinition} of engine spec 2.1 and 2.3).
 *
 * @param id the routine's definition id; may be empty in treeJson
 * @param name display name
 * @param schemaVersion {@code 1.0} in practice
 * @param version {@code 1} in practice
 * @param visible builder's flag
 * @param deferrable builder's flag, true in practice
 * @param inputs in order; {@link Parameter#template()} is the default value, ERB evaluated in the caller's context
 * @param outputs in order
 */
public record RoutineInterface(
        String id,
        String name,
        String schemaVersion,
        String version,
        boolean visible,
        boolean deferrable,
        List<Parameter> inputs,
        List<Output> outputs) {

    /**
     * A value that a routine returns.
     *
     * @param name key under which the caller reads it
     * @param description the builder's tooltip; may be empty
     */
    public record Output(String name, String description) {}

    public RoutineInterface {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
