package dev.arbor.core.walk;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.tree.ConnectorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of what is left of a walk that went outside ({@link Walk#ahead()}), so that any server can go on with
 * it. One line for each outcome; a line with the scope goes before the first outcome of each row of outcomes in it, since
 * a node with many connectors leaves many in one scope. Letters, once given, keep their meaning: stored walks outlive
 * the version that wrote them.
 */
public final class PendingWalk {

    private PendingWalk() {}

    /**
     * The stored form; empty when nothing is left.
     *
     * @throws IllegalArgumentException for an outcome that carries what performing a node gave: such an outcome is
     *     answered at once and is never left over
     */
    public static String write(List<Outcome> ahead) {
        StringBuilder text = new StringBuilder();
        Scope scope = null;
        for (Outcome outcome : ahead) {
            if (!outcome.scope().equals(scope)) {
                scope = outcome.scope();
                line(
                        text,
                        "@",
                        Long.toString(scope.branchId()),
                        scope.loopIndex().text());
            }
            write(text, outcome);
        }
        return text.toString();
    }

    /**
     * Reads the stored form; null and empty mean that nothing is left.
     *
     * @throws IllegalArgumentException when the text was not made by {@link #write}
     */
    public static List<Outcome> read(String text) {
        List<Outcome> ahead = new ArrayList<>();
        if (text == null || text.isEmpty()) {
            return ahead;
        }
        Scope scope = null;
        for (String line : text.split("\n")) {
            String[] words = line.split("\t", -1);
            if (words[0].equals("@")) {
                scope = new Scope(Long.parseLong(word(words, 1, line)), new LoopIndex(word(words, 2, line)));
            } else if (scope == null) {
                throw unreadable(line);
            } else {
                ahead.add(read(scope, words, line));
            }
        }
        return ahead;
    }

    private static void write(StringBuilder text, Outcome outcome) {
        if (outcome instanceof Outcome.Reached reached) {
            line(text, "R", reached.nodeId(), Integer.toString(reached.via()));
        } else if (outcome instanceof Outcome.Resumed resumed) {
            line(text, "P", resumed.key().nodeId());
        } else if (outcome instanceof Outcome.Settled) {
            line(text, "S");
        } else if (outcome instanceof Outcome.Iterated iterated) {
            line(text, "I", iterated.headId());
        } else if (outcome instanceof Outcome.Fired fired) {
            Scope to = fired.target();
            line(
                    text,
                    "F",
                    fired.key().nodeId(),
                    fired.type().label(),
                    Long.toString(to.branchId()),
                    to.loopIndex().text());
        } else if (outcome instanceof Outcome.Restarted restarted) {
            line(text, "A", restarted.key().nodeId());
        } else if (outcome instanceof Outcome.Retried retried) {
            line(text, "T", retried.key().nodeId());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            line(text, "K", skipped.key().nodeId());
        } else {
            throw new IllegalArgumentException("Expected an outcome that a walk can leave over, but it was "
                    + outcome.getClass().getSimpleName() + ".");
        }
    }

    private static Outcome read(Scope scope, String[] words, String line) {
        if (words[0].equals("S")) {
            return new Outcome.Settled(scope);
        }
        String node = word(words, 1, line);
        return switch (words[0]) {
            case "R" -> new Outcome.Reached(scope, node, Integer.parseInt(word(words, 2, line)));
            case "P" -> new Outcome.Resumed(scope.task(node));
            case "I" -> new Outcome.Iterated(scope, node);
            case "F" ->
                new Outcome.Fired(
                        scope.task(node),
                        ConnectorType.of(word(words, 2, line)).orElseThrow(() -> unreadable(line)),
                        new Scope(Long.parseLong(word(words, 3, line)), new LoopIndex(word(words, 4, line))));
            case "A" -> new Outcome.Restarted(scope.task(node));
            case "T" -> new Outcome.Retried(scope.task(node));
            case "K" -> new Outcome.Skipped(scope.task(node));
            default -> throw unreadable(line);
        };
    }

    private static void line(StringBuilder text, String... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : "\t").append(escape(words[i]));
        }
        text.append('\n');
    }

    private static String word(String[] words, int at, String line) {
        if (at >= words.length) {
            throw unreadable(line);
        }
        return unescape(words[at]);
    }

    /** Ids of nodes are opaque: whatever an author wrote may be in them. */
    private static String escape(String word) {
        return word.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescape(String word) {
        if (word.indexOf('\\') < 0) {
            return word;
        }
        StringBuilder plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\' && i + 1 < word.length()) {
                char next = word.charAt(++i);
                plain.append(next == 't' ? '\t' : next == 'n' ? '\n' : next);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static IllegalArgumentException unreadable(String line) {
        return new IllegalArgumentException("Expected a line of a stored walk, but it was '" + line + "'.");
    }
}
