package dev.arbor.core.tree;

/**
 * A tree as it is exported and imported: its identity and its graph (the {@code <tree>} element, engine spec 2.1).
 *
 * @param sourceName {@code -} for global routines
 * @param sourceGroup {@code -} for global routines
 * @param definitionId empty for trees that are no routines
 * @param type kind
 * @param status status at the time of the export
 * @param schemaVersion {@code 1.0} in practice
 * @param definition the graph
 */
public record TreeDocument(
        String sourceName,
        String sourceGroup,
        String definitionId,
        TreeType type,
        TreeStatus status,
        String schemaVersion,
        TreeDefinition definition) {}
