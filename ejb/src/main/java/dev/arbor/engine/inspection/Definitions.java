package dev.arbor.engine.inspection;

import dev.arbor.core.tree.TreeDefinition;

/** Where the definitions of trees come from. */
@FunctionalInterface
interface Definitions {

    /** A version of a tree's definition. */
    TreeDefinition of(long treeId, int version);
}
