package dev.arbor.core.tree.validation;

import static dev.arbor.core.tree.validation.Findings.name;
import static dev.arbor.core.tree.validation.Findings.quoted;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.ConnectorType;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.TreeDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rules about where connectors lead and when they are taken. */
final class ConnectorRules {

    private static final Set<String> MEETING_POINTS = Set.of("system_join_v1", "system_junction_v1", LoopNesting.TAIL);

    private ConnectorRules() {}

    static void check(TreeDefinition tree, Findings findings) {
        Map<String, Node> nodes = new HashMap<>();
        tree.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
        Map<String, Integer> incoming = new HashMap<>();
        Set<String> headsWithTail = new HashSet<>();
        for (Connector connector : tree.connectors()) {
            Node from = nodes.get(connector.from());
            Node to = nodes.get(connector.to());
            dangling(connector, from, connector.from(), "leave", findings);
            dangling(connector, to, connector.to(), "reach", findings);
            incoming.merge(connector.to(), 1, Integer::sum);
            if (to != null && to.definitionId().equals(LoopNesting.TAIL)) {
                headsWithTail.add(connector.from());
            }
            if (from != null && connector.type() != ConnectorType.COMPLETE && !from.defers()) {
                findings.ofConnector(
                        Rule.CONNECTOR_CAN_BE_TAKEN,
                        connector,
                        "Expected connectors on " + connector.type().label()
                                + " to leave nodes that defer, but the " + name(connector)
                                + " leaves one that does not; it is never taken.");
            }
        }
        for (Node node : tree.nodes()) {
            int count = incoming.getOrDefault(node.id(), 0);
            if (count > 1 && !MEETING_POINTS.contains(node.definitionId())) {
                findings.ofNode(
                        Rule.BRANCHES_MEET_IN_JOIN,
                        node,
                        "Expected branches to meet in a join or junction, but "
                                + name(node) + " is reached by " + count
                                + " connectors; whatever reaches it second is an"
                                + " error.");
            }
            if (node.definitionId().equals(LoopNesting.HEAD) && !headsWithTail.contains(node.id())) {
                findings.ofNode(
                        Rule.LOOP_HAS_TAIL,
                        node,
                        "Expected a connector from every loop head directly to its" + " loop tail, but " + name(node)
                                + " has none.");
            }
        }
    }

    private static void dangling(Connector connector, Node end, String id, String verb, Findings findings) {
        if (end == null) {
            findings.ofConnector(
                    Rule.CONNECTOR_JOINS_NODES,
                    connector,
                    "Expected the " + name(connector) + " to " + verb + " a node, but there is no node " + quoted(id)
                            + ".");
        }
    }
}
