package dev.arbor.engine.tree.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.core.tree.MalformedTreeException;
import dev.arbor.core.tree.TreeDefinition;

/**
 * Reads and writes graphs as treeJson (engine spec 2.3 and 2.4).
 *
 * <p>Two things of the XML have no place here: the author, which is lost, and builder attributes of a parameter that
 * are absent, which come back empty.
 */
public final class TreeJson {

    private TreeJson() {}

    /**
     * Reads a graph. Everything but {@code nodes} may be missing, also where it is {@code null} or an empty text;
     * numbers, texts and flags are taken for each other where the meaning is plain; fields that are not known are
     * passed over. {@code connectors} decide, and {@code dependents} count only where there are no {@code connectors}.
     *
     * @return the connectors are in the order of the nodes that they leave, as the model has it
     * @throws MalformedTreeException when a value is of a wrong kind; names its path, for example {@code
     *     $.nodes[2].defers}
     */
    public static TreeDefinition read(JsonNode treeJson) {
        return new TreeJsonReader().read(new JsonPlace(treeJson, "$"));
    }

    /**
     * Writes a graph with every field that clients know; {@code dependents} repeat the connectors.
     *
     * @param processOwnerEmail the owner of the tree, who is no part of the graph; empty when there is none
     */
    public static ObjectNode write(TreeDefinition tree, String processOwnerEmail) {
        return new TreeJsonWriter().write(tree, processOwnerEmail);
    }
}
