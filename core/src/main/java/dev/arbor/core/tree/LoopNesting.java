package dev.arbor.core.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which loops a tree has and which nodes are inside of each (engine spec 3.10). Immutable once built. */
public final class LoopNesting {

    /** Handler of the node that opens a loop. */
    public static final String HEAD = "system_loop_head_v1";
    /** Handler of the node that closes a loop. */
    public static final String TAIL = "system_loop_tail_v1";

    private static final Pattern SUFFIX = Pattern.compile("_(\\d+)$");

    /**
     * One loop.
     *
     * @param head id of its head
     * @param tail id of its tail; empty when it has none
     * @param label how the loop is called in loop indexes: the numeric suffix of its head (engine spec 3.10)
     * @param body ids of the nodes that are performed in each iteration
     */
    public record Loop(String head, String tail, String label, Set<String> body) {

        public Loop {
            body = Set.copyOf(body);
        }

        /** Whether it has a tail. */
        public boolean hasTail() {
            return !tail.isEmpty();
        }
    }

    private final Map<String, Loop> byHead = new LinkedHashMap<>();
    private final Map<String, Loop> byTail = new HashMap<>();
    private final Map<String, Loop> byLabel = new HashMap<>();
    private final Map<String, List<Loop>> enclosing = new HashMap<>();
    private final Map<String, Set<String>> beforeTail = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();

    LoopNesting(TreeGraph graph) {
        List<Node> heads = graph.nodes().values().stream()
                .filter(node -> node.definitionId().equals(HEAD))
                .toList();
        Set<String> labels = new HashSet<>();
        for (Node head : heads) {
            String tail = tailOf(graph, head);
            Set<String> body = new HashSet<>(graph.reachable(head.id(), tail));
            body.remove(head.id());
            String label = suffix(head.id());
            if (!labels.add(label)) {
                label = head.id().replace("/", "_").replace("#", "_");
                labels.add(label);
            }
            Loop loop = new Loop(head.id(), tail, label, body);
            byHead.put(head.id(), loop);
            byLabel.put(label, loop);
            if (loop.hasTail()) {
                byTail.putIfAbsent(tail, loop);
                beforeTail.put(head.id(), leadingTo(graph, tail, body));
            }
        }
        for (String id : graph.nodes().keySet()) {
            List<Loop> around = new ArrayList<>(byHead.values().stream()
                    .filter(loop -> loop.body().contains(id))
                    .toList());
            around.sort(Comparator.comparingInt((Loop loop) -> depth(loop.head())));
            if (!around.isEmpty()) {
                enclosing.put(id, List.copyOf(around));
                paths.put(id, around.stream().map(Loop::label).collect(Collectors.joining("/")));
            }
        }
    }

    /** The loop that a head opens. */
    public Optional<Loop> openedBy(String headId) {
        return Optional.ofNullable(byHead.get(headId));
    }

    /** The loop that a tail closes. */
    public Optional<Loop> closedBy(String tailId) {
        return Optional.ofNullable(byTail.get(tailId));
    }

    /** The loop with a label in loop indexes. */
    public Optional<Loop> labelled(String label) {
        return Optional.ofNullable(byLabel.get(label));
    }

    /** The loops around a node, outermost first. */
    public List<Loop> around(String nodeId) {
        return enclosing.getOrDefault(nodeId, List.of());
    }

    /** The loops around a node as they stand in loop indexes, outermost first, for example {@code 2/8}. */
    public String path(String nodeId) {
        return paths.getOrDefault(nodeId, "");
    }

    /** Whether a node in the body of a loop can still lead to the loop's tail. */
    public boolean leadsToTail(Loop loop, String nodeId) {
        return beforeTail.getOrDefault(loop.head(), Set.of()).contains(nodeId);
    }

    private int depth(String headId) {
        return (int) byHead.values().stream()
                .filter(loop -> loop.body().contains(headId))
                .count();
    }

    private static String suffix(String nodeId) {
        Matcher matcher = SUFFIX.matcher(nodeId);
        return matcher.find() ? matcher.group(1) : nodeId.replace("/", "_").replace("#", "_");
    }

    /** A head is connected to its tail directly; where an author left that out, it is the next tail at its depth. */
    private static String tailOf(TreeGraph graph, Node head) {
        for (Connector connector : graph.outgoing(head.id(), ConnectorType.COMPLETE)) {
            if (isA(graph, connector.to(), TAIL)) {
                return connector.to();
            }
        }
        record Step(String node, int depth) {}
        Set<Step> seen = new HashSet<>();
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(head.id(), 0)));
        while (!open.isEmpty()) {
            Step step = open.poll();
            for (Connector connector : graph.outgoing(step.node())) {
                int depth = step.depth();
                if (isA(graph, connector.to(), TAIL)) {
                    if (depth == 0) {
                        return connector.to();
                    }
                    depth--;
                } else if (isA(graph, connector.to(), HEAD)) {
                    depth++;
                }
                Step next = new Step(connector.to(), depth);
                if (depth <= graph.nodes().size() && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return "";
    }

    private static boolean isA(TreeGraph graph, String nodeId, String definitionId) {
        return graph.nodes().get(nodeId).definitionId().equals(definitionId);
    }

    private static Set<String> leadingTo(TreeGraph graph, String tail, Set<String> body) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(tail));
        while (!open.isEmpty()) {
            for (Connector connector : graph.incoming(open.pop())) {
                if (body.contains(connector.from()) && found.add(connector.from())) {
                    open.push(connector.from());
                }
            }
        }
        return found;
    }
}
