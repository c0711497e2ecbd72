package dev.arbor.core.tree.validation;

import static dev.arbor.core.tree.validation.Findings.name;
import static dev.arbor.core.tree.validation.Findings.quoted;

import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.Parameter;
import dev.arbor.core.tree.TreeDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rules about the ids, names and numbers of nodes. */
final class NodeRules {

    private NodeRules() {}

    static void check(TreeDefinition tree, Findings findings) {
        Map<String, Node> byId = new HashMap<>();
        Map<String, Node> byName = new HashMap<>();
        Map<Integer, Node> byNumber = new HashMap<>();
        int position = 0;
        for (Node node : tree.nodes()) {
            position++;
            if (node.id().isBlank()) {
                findings.ofNode(
                        Rule.NODE_HAS_ID,
                        node,
                        "Expected every node to have an id, but the node at place " + position + ", named "
                                + quoted(node.name()) + ", has none.");
            } else {
                id(node, byId.putIfAbsent(node.id(), node), findings);
                number(node, byNumber, findings);
            }
            if (node.name().isBlank()) {
                findings.ofNode(
                        Rule.NODE_HAS_NAME,
                        node,
                        "Expected every node to have a name, but " + name(node) + " has none.");
            } else {
                nodeName(node, byName.putIfAbsent(node.name(), node), findings);
            }
            if (node.definitionId().isBlank()) {
                findings.ofNode(
                        Rule.NODE_HAS_HANDLER,
                        node,
                        "Expected every node to state the handler or routine that" + " performs it, but " + name(node)
                                + " states none.");
            }
            parameters(node, findings);
        }
        int highest = TreeDefinition.highestNumber(tree.nodes());
        if (tree.lastId() < highest) {
            findings.ofTree(
                    Rule.LAST_ID_IS_HIGHEST,
                    "Expected lastID to be at least " + highest + ", the highest number of a node, but it is "
                            + tree.lastId() + ".");
        }
    }

    private static void id(Node node, Node earlier, Findings findings) {
        if (earlier != null) {
            findings.ofNode(
                    Rule.NODE_ID_IS_UNIQUE,
                    node,
                    "Expected node ids to be unique, but the nodes "
                            + quoted(earlier.name()) + " and " + quoted(node.name()) + " both have the id "
                            + quoted(node.id()) + ".");
        }
    }

    private static void number(Node node, Map<Integer, Node> byNumber, Findings findings) {
        if (node.number().isEmpty()) {
            if (!node.isStart()) {
                findings.ofNode(
                        Rule.NODE_ID_HAS_NUMBER,
                        node,
                        "Expected node ids to end in an underscore and a number,"
                                + " as in 'system_noop_v1_2', but " + name(node)
                                + " does not; it runs, but builders may not"
                                + " show it.");
            }
            return;
        }
        Node earlier = byNumber.putIfAbsent(node.number().getAsInt(), node);
        if (earlier != null && !earlier.id().equals(node.id())) {
            findings.ofNode(
                    Rule.NODE_NUMBER_IS_UNIQUE,
                    node,
                    "Expected the numbers at the end of node ids to be"
                            + " unique, but " + name(earlier) + " and " + name(node)
                            + " share one; both run, but builders may"
                            + " show one of them only.");
        }
    }

    private static void nodeName(Node node, Node earlier, Findings findings) {
        if (earlier != null) {
            findings.ofNode(
                    Rule.NODE_NAME_IS_UNIQUE,
                    node,
                    "Expected node names to be unique, but the nodes "
                            + quoted(earlier.id()) + " and " + quoted(node.id()) + " are both named "
                            + quoted(node.name())
                            + ".");
        }
        if (node.name().indexOf('\'') >= 0 || node.name().indexOf('"') >= 0) {
            findings.ofNode(
                    Rule.NODE_NAME_IS_PLAIN,
                    node,
                    "Expected node names to have no quotation marks, but " + name(node) + " has some.");
        }
        int length = node.name().length();
        if (length > TextRules.MAX_NAME_LENGTH) {
            findings.ofNode(
                    Rule.NODE_NAME_IS_PLAIN,
                    node,
                    "Expected node names to have at most " + TextRules.MAX_NAME_LENGTH + " characters, but that of "
                            + name(node) + " has " + length + ".");
        }
    }

    private static void parameters(Node node, Findings findings) {
        Set<String> ids = new HashSet<>();
        for (Parameter parameter : node.parameters()) {
            if (!ids.add(parameter.id())) {
                findings.ofParameter(
                        Rule.PARAMETER_ID_IS_UNIQUE,
                        node,
                        parameter.id(),
                        "Expected the parameters of a"
                                + " node to have different ids, but " + name(node) + " has several parameters "
                                + quoted(parameter.id()) + ".");
            }
        }
    }
}
