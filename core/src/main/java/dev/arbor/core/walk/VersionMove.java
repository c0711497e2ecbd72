package dev.arbor.core.walk;

import dev.arbor.core.run.Gate;
import dev.arbor.core.tree.Connector;
import dev.arbor.core.tree.TreeGraph;
import java.util.List;

/**
 * A run goes over to another version of its tree. What its tasks count is by places of connectors, and a version that adds,
 * removes or reorders connectors gives them others.
 *
 * @param from the version that the run was on
 * @param to the version that it goes on with
 */
public record VersionMove(TreeGraph from, TreeGraph to) {

    /** What a task counts, in the places of the new version; a connector stays the same when its ends and type do. */
    public Gate carry(String nodeId, Gate gate) {
        return gate.renumber(
                place -> place(place, from.incoming(nodeId), to.incoming(nodeId)),
                place -> place(place, from.outgoing(nodeId), to.outgoing(nodeId)));
    }

    private static int place(int before, List<Connector> old, List<Connector> fresh) {
        if (before >= old.size()) {
            return -1;
        }
        Connector connector = old.get(before);
        int nth = (int) old.subList(0, before).stream()
                .filter(other -> same(connector, other))
                .count();
        for (int i = 0; i < fresh.size(); i++) {
            if (same(connector, fresh.get(i)) && nth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(Connector one, Connector other) {
        return one.from().equals(other.from()) && one.to().equals(other.to()) && one.type() == other.type();
    }
}
