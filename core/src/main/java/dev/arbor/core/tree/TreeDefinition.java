package dev.arbor.core.tree;

import java.util.List;
import java.util.Optional;

/**
 * The graph of a tree, what {@code <taskTree>} and treeJson carry (engine spec 2).
 *
 * @param name may be empty where a client left it out
 * @param author not used; may be empty
 * @param notes may be empty
 * @param lastId highest number handed out for a node so far
 * @param builderVersion may be empty
 * @param schemaVersion {@code 1.0} in practice
 * @param version may be empty
 * @param routine the interface, for routines
 * @param nodes in document order
 * @param connectors in document order of their source nodes; the order of a node's connectors is the order of taking
 */
public record TreeDefinition(
        String name,
        String author,
        String notes,
        int lastId,
        String builderVersion,
        String schemaVersion,
        String version,
        Optional<RoutineInterface> routine,
        List<Node> nodes,
        List<Connector> connectors) {

    public TreeDefinition {
        nodes = List.copyOf(nodes);
        connectors = List.copyOf(connectors);
    }

    /** The highest number at the end of a node id, 0 when no id has one. A new node needs a higher one. */
    public static int highestNumber(List<Node> nodes) {
        return nodes.stream().flatMapToInt(node -> node.number().stream()).max().orElse(0);
    }
}
