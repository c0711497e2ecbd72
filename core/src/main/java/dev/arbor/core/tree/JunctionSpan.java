package dev.arbor.core.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a junction waits for: the nearest node that every path to it goes through, and all nodes between the two (engine
 * spec 3.9).
 *
 * @param junction id of the junction
 * @param origin id of the nearest common ancestor of the branches that it merges
 * @param between ids of the nodes on the paths from the origin to the junction, both excluded
 */
public record JunctionSpan(String junction, String origin, Set<String> between) {

    /** Handler of the node that waits for branches to be as complete as they can be. */
    public static final String JUNCTION = "system_junction_v1";

    public JunctionSpan {
        between = Set.copyOf(between);
    }

    static List<JunctionSpan> of(TreeGraph graph) {
        boolean none = graph.nodes().values().stream()
                .noneMatch(node -> node.definitionId().equals(JUNCTION));
        if (none || graph.start().isEmpty()) {
            return List.of();
        }
        return new Dominators(graph).spans();
    }

    /** Dominators by iteration over bit sets: trees have tens of nodes, and this runs once for each version. */
    private static final class Dominators {

        private final TreeGraph graph;
        private final List<String> ids;
        private final Map<String, Integer> index = new HashMap<>();
        private final BitSet[] dominators;

        Dominators(TreeGraph graph) {
            this.graph = graph;
            String start = graph.start().orElseThrow().id();
            ids = new ArrayList<>(List.of(start));
            graph.reachable(start, "").stream().filter(id -> !id.equals(start)).forEach(ids::add);
            for (int i = 0; i < ids.size(); i++) {
                index.put(ids.get(i), i);
            }
            dominators = new BitSet[ids.size()];
            for (int i = 0; i < dominators.length; i++) {
                dominators[i] = new BitSet();
                dominators[i].set(0, i == 0 ? 1 : ids.size());
            }
            boolean changed = true;
            while (changed) {
                changed = false;
                for (int i = 1; i < dominators.length; i++) {
                    BitSet next = fromPredecessors(i);
                    if (!next.equals(dominators[i])) {
                        dominators[i] = next;
                        changed = true;
                    }
                }
            }
        }

        private BitSet fromPredecessors(int node) {
            BitSet next = new BitSet();
            next.set(0, ids.size());
            for (Connector connector : graph.incoming(ids.get(node))) {
                Integer from = index.get(connector.from());
                if (from != null) {
                    next.and(dominators[from]);
                }
            }
            next.set(node);
            return next;
        }

        List<JunctionSpan> spans() {
            List<JunctionSpan> spans = new ArrayList<>();
            for (String id : ids) {
                if (graph.node(id).orElseThrow().definitionId().equals(JUNCTION)) {
                    String origin = immediate(index.get(id));
                    Set<String> between = new HashSet<>(graph.reachable(origin, id));
                    between.retainAll(leadingTo(id));
                    between.remove(origin);
                    between.remove(id);
                    spans.add(new JunctionSpan(id, origin, between));
                }
            }
            // A junction that stands between another one and its origin waits for less, and has to open first.
            spans.sort(Comparator.comparingInt(span -> span.between().size()));
            return List.copyOf(spans);
        }

        /** The dominator that all other dominators of the node dominate. */
        private String immediate(int node) {
            int best = 0;
            for (int i = dominators[node].nextSetBit(0); i >= 0; i = dominators[node].nextSetBit(i + 1)) {
                if (i != node && dominators[i].cardinality() > dominators[best].cardinality()) {
                    best = i;
                }
            }
            return ids.get(best);
        }

        private Set<String> leadingTo(String id) {
            Set<String> found = new HashSet<>();
            List<String> open = new ArrayList<>(List.of(id));
            while (!open.isEmpty()) {
                for (Connector connector : graph.incoming(open.remove(open.size() - 1))) {
                    if (found.add(connector.from())) {
                        open.add(connector.from());
                    }
                }
            }
            return found;
        }
    }
}
