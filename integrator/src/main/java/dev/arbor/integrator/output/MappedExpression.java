package dev.arbor.integrator.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${response.body["a"][0].b}}: the expressions of the dialect with output mappings (integrator spec 2.6), as
 * JavaScript. A step that is not there gives null.
 */
public final class MappedExpression {

    private static final Pattern WHOLE = Pattern.compile(
            "\\s*\\$\\{\\s*(?<root>response\\.body|response\\.status(?:Code)?|response\\.headers|parameters)"
                    + "(?<steps>(?:\\[(?:\"[^\"]*\"|'[^']*'|\\d+)\\]|\\.[A-Za-z_$][\\w$]*){0,50})\\s*\\}\\s*");
    private static final Pattern STEP =
            Pattern.compile("\\[(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<index>\\d+))\\]|\\.(?<field>[\\w$]+)");

    private final String root;
    private final List<String> steps;

    private MappedExpression(String root, List<String> steps) {
        this.root = root;
        this.steps = List.copyOf(steps);
    }

    /** Reads one; empty when the text is something else. */
    public static Optional<MappedExpression> of(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            return Optional.empty();
        }
        String root =
                switch (whole.group("root")) {
                    case "response.body" -> "body";
                    case "response.headers" -> "headers";
                    case "parameters" -> "parameters";
                    default -> "statusCode";
                };
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(whole.group("steps"));
        while (step.find()) {
            steps.add(step.group("index") != null ? step.group("index") : quoted(name(step, root)));
        }
        return Optional.of(new MappedExpression(root, steps));
    }

    private static String name(Matcher step, String root) {
        String name = step.group("double") != null
                ? step.group("double")
                : step.group("single") != null ? step.group("single") : step.group("field");
        // The names of headers have no case; those of an answer are kept in lower case.
        return root.equals("headers") ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** As the other dialect would have it written. */
    public String plain() {
        return root
                + String.join("", steps.stream().map(step -> "[" + step + "]").toList());
    }

    /** As it is evaluated: no step throws. */
    public String lenient() {
        return root
                + String.join("", steps.stream().map(step -> "?.[" + step + "]").toList());
    }
}
