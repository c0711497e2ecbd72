package dev.arbor.core.tree;

/**
 * A directed edge between two nodes (engine spec 1.2).
 *
 * @param from id of the node it leaves
 * @param to id of the node it reaches
 * @param type the moment at which it is judged
 * @param label what the builder shows on it; may be empty
 * @param condition raw Ruby, without ERB tags; blank means that it is always taken
 */
public record Connector(String from, String to, ConnectorType type, String label, String condition) {

    /** Whether the connector is taken without judging anything. */
    public boolean unconditional() {
        return condition.isBlank();
    }
}
