package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.engine.api.Refusal;

/** Stands where the reader and writer of treeJson will be. */
final class PendingTreeJson {

    private PendingTreeJson() {}

    record Read(TreeDefinition definition) {}

    static Read read(String json) {
        throw Refusal.invalid("not_implemented", "Expected treeXml, because treeJson is not read yet.");
    }

    static String write(TreeDefinition tree, String ownerEmail) {
        return "{}";
    }
}
