package dev.arbor.core.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tree indexed for walking: nodes by id, connectors by the node they leave, which loops enclose a node and what a
 * junction waits for. Built once for each version of a tree; immutable and shared by all threads.
 */
public final class TreeGraph {

    private final TreeDefinition definition;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Node> byName = new HashMap<>();
    private final Map<String, Map<ConnectorType, List<Connector>>> outgoing = new HashMap<>();
    private final Map<String, List<Connector>> incoming = new HashMap<>();
    private final LoopNesting loops;
    private final List<JunctionSpan> junctions;

    /** Indexes a valid definition: every connector's ends exist (see the tree's validation). */
    public TreeGraph(TreeDefinition definition) {
        this.definition = definition;
        for (Node node : definition.nodes()) {
            nodes.put(node.id(), node);
            byName.put(node.name(), node);
        }
        for (Connector connector : definition.connectors()) {
            outgoing.computeIfAbsent(connector.from(), id -> new EnumMap<>(ConnectorType.class))
                    .computeIfAbsent(connector.type(), type -> new ArrayList<>())
                    .add(connector);
            incoming.computeIfAbsent(connector.to(), id -> new ArrayList<>()).add(connector);
        }
        this.loops = new LoopNesting(this);
        this.junctions = JunctionSpan.of(this);
    }

    /** The definition that was indexed. */
    public TreeDefinition definition() {
        return definition;
    }

    /** Every node by id, in document order. */
    public Map<String, Node> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    /** A node by its id. */
    public Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** A node by its name. */
    public Optional<Node> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The entry point: the node with the id {@code start} or, when nobody has it, the only start node there is (engine
     * spec 2.5).
     */
    public Optional<Node> start() {
        Node start = nodes.get(Node.START_ID);
        if (start != null) {
            return Optional.of(start);
        }
        List<Node> starts = nodes.values().stream().filter(Node::isStart).toList();
        return starts.size() == 1 ? Optional.of(starts.get(0)) : Optional.empty();
    }

    /** The connectors of a type that leave a node, in the order of taking. */
    public List<Connector> outgoing(String nodeId, ConnectorType type) {
        return outgoing.getOrDefault(nodeId, Map.of()).getOrDefault(type, List.of());
    }

    /** Every connector that leaves a node. */
    public List<Connector> outgoing(String nodeId) {
        return outgoing.getOrDefault(nodeId, Map.of()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Every connector that reaches a node, in document order. */
    public List<Connector> incoming(String nodeId) {
        return incoming.getOrDefault(nodeId, List.of());
    }

    /**
     * Where a connector stands among those that reach its target. Two connectors that are equal in all they say are still
     * two: each has its own place.
     */
    public int incomingIndex(Connector connector) {
        return place(connector, incoming(connector.to()));
    }

    /** Where a connector stands among those that leave its source ({@link #outgoing(String)}); -1 when it is unknown. */
    public int outgoingIndex(Connector connector) {
        return place(connector, outgoing(connector.from()));
    }

    private static int place(Connector connector, List<Connector> among) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i) == connector) {
                return i;
            }
        }
        return among.indexOf(connector);
    }

    /** The loops of this tree. */
    public LoopNesting loops() {
        return loops;
    }

    /** What each junction waits for, those that wait for less first, so that one within another opens before it. */
    public List<JunctionSpan> junctions() {
        return junctions;
    }

    /** The nodes that can be reached from a node over one connector or more, never going through {@code barrier}. */
    Set<String> reachable(String from, String barrier) {
        Set<String> found = new java.util.LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (Connector connector : outgoing(open.pop())) {
                if (!connector.to().equals(barrier) && found.add(connector.to())) {
                    open.push(connector.to());
                }
            }
        }
        return found;
    }
}
