package dev.arbor.core.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern NUMBER = Pattern.compile("_(\\d{1,9})$");
    private static final int MAX_COORDINATE_DIGITS = 64;

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

    /**
     * The number at the end of the id, {@code 7} in {@code utilities_echo_v1_7}: under it the builder knows the node,
     * and a loop head counts its iterations. Empty when the id has none, as that of the start.
     */
    public OptionalInt number() {
        Matcher suffix = NUMBER.matcher(id);
        return suffix.find() ? OptionalInt.of(Integer.parseInt(suffix.group(1))) : OptionalInt.empty();
    }

    /**
     * Reads {@code x} or {@code y}. Empty when the text is no number, or one so long that it could only be meant to
     * do harm: {@code 1e999999999} is short to read and fills the memory when it is written out.
     */
    public static Optional<BigDecimal> coordinate(String text) {
        if (text.length() > MAX_COORDINATE_DIGITS) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) <= MAX_COORDINATE_DIGITS ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
