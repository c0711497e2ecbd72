package dev.arbor.core.tree.validation;

import static dev.arbor.core.tree.validation.Findings.name;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.TreeDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules about the entry point: the node with the id {@code start} or, failing that, the sole start node. */
final class StartRules {

    private StartRules() {}

    static void check(TreeDefinition tree, Findings findings) {
        List<Node> withId = tree.nodes().stream()
                .filter(node -> node.id().equals(Node.START_ID))
                .toList();
        List<Node> starts = tree.nodes().stream().filter(Node::isStart).toList();
        if (withId.isEmpty()) {
            missing(starts, findings);
        } else if (!withId.get(0).isStart()) {
            findings.ofNode(
                    Rule.TREE_HAS_START,
                    withId.get(0),
                    "Expected the node 'start' to be a system_start_v1, but" + " it is a "
                            + withId.get(0).definitionId() + ".");
        }
        Set<String> ids = new HashSet<>();
        for (Node start : starts) {
            ids.add(start.id());
            if (!withId.isEmpty() && !start.id().equals(Node.START_ID)) {
                findings.ofNode(
                        Rule.START_HAS_ITS_ID,
                        start,
                        "Expected one start, the node 'start', but " + name(start)
                                + " is another; it is never reached.");
            }
            if (start.defers() || start.deferrable()) {
                findings.ofNode(
                        Rule.START_DOES_NOT_DEFER,
                        start,
                        "Expected a start that does not defer, but "
                                + name(start) + " has defers " + start.defers() + " and deferrable "
                                + start.deferrable()
                                + "; both are ignored.");
            }
        }
        for (Connector connector : tree.connectors()) {
            if (ids.contains(connector.to())) {
                findings.ofConnector(
                        Rule.START_IS_FIRST,
                        connector,
                        "Expected nothing in front of the start, but there" + " is a " + name(connector) + ".");
            }
        }
    }

    private static void missing(List<Node> starts, Findings findings) {
        if (starts.size() == 1) {
            findings.ofNode(
                    Rule.START_HAS_ITS_ID,
                    starts.get(0),
                    "Expected the start to have the id 'start', but it is" + " the " + name(starts.get(0)) + ".");
        } else {
            findings.ofTree(
                    Rule.TREE_HAS_START,
                    "Expected a node 'start' of the handler system_start_v1, but there is"
                            + (starts.isEmpty()
                                    ? " none; runs of the tree do nothing."
                                    : " none among several starts."));
        }
    }
}
