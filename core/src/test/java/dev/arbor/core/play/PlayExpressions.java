package dev.arbor.core.play;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import dev.arbor.core.run.TaskKey;
import dev.arbor.core.tree.LoopNesting;
import dev.arbor.core.walk.Branches;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Enough of an expression language for drawn trees. In templates {@code ${name.key}} is a result that the reader sees, as
 * are {@code ${task.token}}, {@code ${run.token}}, {@code ${input.X}} and {@code ${trigger.message}}. A condition is
 * {@code true}, {@code false}, {@code name.key == text}, or a word that the test gave a meaning.
 */
public final class PlayExpressions {

    /** Where an expression is read. */
    public record Reader(PlayRun run, Scope scope, TaskKey task) {

        public int iteration() {
            return scope.loopIndex().iteration();
        }
    }

    static final class CannotEvaluateException extends RuntimeException {
        CannotEvaluateException(String what) {
            super("Unable to retrieve hash value for key '" + what + "'");
        }
    }

    private static final Pattern HOLE = Pattern.compile("\\$\\{([^}.]+)\\.([^}]+)}");

    private final Map<String, Predicate<Reader>> words = new HashMap<>(Map.of("true", r -> true, "false", r -> false));

    void word(String condition, Predicate<Reader> meaning) {
        words.put(condition, meaning);
    }

    boolean condition(String text, Reader reader, String message) {
        Predicate<Reader> word = words.get(text);
        if (word != null) {
            return word.test(reader);
        }
        String[] sides = text.split(" == ", 2);
        if (sides.length < 2) {
            throw new CannotEvaluateException(text);
        }
        return template("${" + sides[0] + "}", reader, message).equals(sides[1]);
    }

    String template(String text, Reader reader, String message) {
        Matcher hole = HOLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (hole.find()) {
            hole.appendReplacement(out, Matcher.quoteReplacement(value(hole.group(1), hole.group(2), reader, message)));
        }
        return hole.appendTail(out).toString();
    }

    private static String value(String name, String key, Reader reader, String message) {
        PlayRun run = reader.run();
        String value =
                switch (name) {
                    case "task" -> run.find(reader.task()).orElseThrow().token;
                    case "run" -> run.token;
                    case "input" -> run.inputs.get(key);
                    case "trigger" -> message;
                    default -> result(name, key, reader);
                };
        if (value == null) {
            throw new CannotEvaluateException(name + "." + key);
        }
        return value;
    }

    /** A result in the reader's iteration or one around it, in its branch or one before it. */
    private static String result(String name, String key, Reader reader) {
        String nodeId = reader.run().tree.named(name).map(node -> node.id()).orElse("");
        for (int depth = reader.scope().loopIndex().depth(); depth >= 0; depth--) {
            LoopIndex index = reader.scope().loopIndex().outermost(depth);
            var found = new Branches(reader.run()).find(new Scope(reader.scope().branchId(), index), nodeId);
            if (found.isPresent()) {
                PlayTask task = (PlayTask) found.get();
                String value = key.equals("Value") && task.node.definitionId().equals(LoopNesting.HEAD)
                        ? item(task, reader.scope().loopIndex().outermost(depth + 1))
                        : task.results.get(key);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    private static String item(PlayTask head, LoopIndex inside) {
        String data = head.results.get("data");
        return data == null || inside.iteration() < 0
                ? null
                : new PlayItems().parse(data).get(inside.iteration());
    }
}
