package dev.arbor.core.tree;

import java.math.BigDecimal;
import java.util.List;

/**
 * A step of a tree (engine spec 1.2).
 *
 * @param id unique within the tree and opaque to the engine; the entry point is {@code start}
 * @param definitionId handler or routine that performs the node, for example {@code utilities_echo_v1}
 * @param name unique within the tree; results are read under it
 * @param version builder's version of the node, 1 in practice
 * @param configured builder's flag, without meaning to the engine
 * @param defers whether the task waits for a completion after it was performed
 * @param deferrable whether the builder offers {@code defers}
 * @param visible whether a task of it is shown to end users; it never gates execution (D2)
 * @param x horizontal place in the builder
 * @param y vertical place in the builder
 * @param parameters in document order
 * @param messages in document order
 */
public record Node(
        String id,
        String definitionId,
        String name,
        int version,
        boolean configured,
        boolean defers,
        boolean deferrable,
        boolean visible,
        BigDecimal x,
        BigDecimal y,
        List<Parameter> parameters,
        List<Message> messages) {

    /** The id that every entry point has by convention. */
    public static final String START_ID = "start";

    public Node {
        parameters = List.copyOf(parameters);
        messages = List.copyOf(messages);
    }

    /** The template of the message of a type, or the empty string when there is none. */
    public String message(ConnectorType type) {
        for (Message message : messages) {
            if (message.type() == type) {
                return message.template();
            }
        }
        return "";
    }

    /** Whether this node is the entry point by its handler. */
    public boolean isStart() {
        return definitionId.equals("system_start_v1");
    }

    /** Whether this node calls a routine. */
    public boolean callsRoutine() {
        return definitionId.startsWith("routine_");
    }
}
