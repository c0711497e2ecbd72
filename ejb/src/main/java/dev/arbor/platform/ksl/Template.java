package dev.arbor.platform.ksl;

import dev.arbor.integrator.api.Scripts;
import dev.arbor.integrator.api.Scripts.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with {@code ${...}} in it, taken apart.
 *
 * @param texts what stands before, between and behind the expressions: one more than these
 * @param expressions in the order of the text
 * @param offsets where each expression begins in the text
 * @param broken what is said about the first expression that is none; empty if all are
 */
record Template(List<String> texts, List<String> expressions, List<Integer> offsets, Optional<Inspection> broken) {

    private static final String OPEN = "${";

    /** Each brace in an expression that is none yet is one more attempt to read it. */
    private static final int MOST_BRACES = 100;

    Template {
        texts = List.copyOf(texts);
        expressions = List.copyOf(expressions);
        offsets = List.copyOf(offsets);
    }

    /**
     * Takes a text apart. An expression ends at the first brace with which it is one, so that texts, patterns and objects
     * in it may hold braces: what they are is the script engine's to know.
     */
    static Template of(String text, Scripts scripts) {
        List<String> texts = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        int from = 0;
        int open;
        while ((open = text.indexOf(OPEN, from)) >= 0) {
            int begin = open + OPEN.length();
            int end = -1;
            Inspection first = null;
            int close = text.indexOf('}', begin);
            for (int i = 0; i < MOST_BRACES && close >= 0 && end < 0; i++) {
                Inspection inspection = scripts.inspect(text.substring(begin, close));
                if (inspection.problem().isEmpty()) {
                    end = close;
                } else if (first == null) {
                    first = inspection;
                }
                close = text.indexOf('}', close + 1);
            }
            offsets.add(begin);
            if (end < 0) {
                texts.add("");
                Inspection broken = first == null ? scripts.inspect(text.substring(begin)) : first;
                return new Template(texts, expressions, offsets, Optional.of(broken));
            }
            texts.add(text.substring(from, open));
            expressions.add(text.substring(begin, end));
            from = end + 1;
        }
        texts.add(text.substring(from));
        return new Template(texts, expressions, offsets, Optional.empty());
    }

    /** Whether it is one expression and nothing else, and keeps the type of its value. */
    boolean isOneExpression() {
        return expressions.size() == 1 && texts.get(0).isBlank() && texts.get(1).isBlank();
    }
}
