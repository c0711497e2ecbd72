package dev.arbor.core.tree.validation;

import static dev.arbor.core.tree.validation.Findings.name;
import static dev.arbor.core.tree.validation.Findings.quoted;

import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.Node;
import dev.arbor.core.tree.TreeDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rule that nothing leads back to where it came from. Loops need no cycle: their head repeats the body by itself.
 *
 * <p>Walks in depth with a stack of its own, for a tree may be longer than the thread's stack is deep.
 */
final class CycleRule {

    private final Map<String, List<Connector>> outgoing = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> onPath = new HashSet<>();
    private final Deque<Step> path = new ArrayDeque<>();
    private final Findings findings;

    /** A node on the way and what leaves it and is still to be followed. */
    private record Step(String node, Iterator<Connector> left) {}

    private CycleRule(TreeDefinition tree, Findings findings) {
        this.findings = findings;
        for (Connector connector : tree.connectors()) {
            outgoing.computeIfAbsent(connector.from(), from -> new ArrayList<>())
                    .add(connector);
        }
    }

    static void check(TreeDefinition tree, Findings findings) {
        CycleRule rule = new CycleRule(tree, findings);
        for (Node node : tree.nodes()) {
            rule.walk(node.id());
        }
    }

    private void walk(String first) {
        enter(first);
        while (!path.isEmpty()) {
            Step step = path.peek();
            if (step.left().hasNext()) {
                follow(step.left().next());
            } else {
                onPath.remove(path.pop().node());
            }
        }
    }

    private void follow(Connector connector) {
        if (onPath.contains(connector.to())) {
            findings.ofConnector(
                    Rule.TREE_HAS_NO_CYCLE,
                    connector,
                    "Expected no node to be reached from itself, but"
                            + " the " + name(connector) + " leads back to " + quoted(connector.to())
                            + "; whatever takes it ends in an error.");
        } else {
            enter(connector.to());
        }
    }

    private void enter(String node) {
        if (seen.add(node)) {
            onPath.add(node);
            path.push(new Step(node, outgoing.getOrDefault(node, List.of()).iterator()));
        }
    }
}
