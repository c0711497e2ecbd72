package dev.arbor.platform.ksl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.integrator.api.ScriptException;
import dev.arbor.integrator.api.Scripts;
import dev.arbor.integrator.api.Scripts.Inspection;
import dev.arbor.integrator.api.Scripts.Position;
import dev.arbor.integrator.api.Scripts.SyntaxProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Texts with expressions of KSL in them, {@code ${form("name")} — ${values("Summary")}}: labels of submissions, default
 * values, input mappings of integrations (integrator spec 4.4 and 4.10). Everything else in them is taken as it is. Safe
 * for any number of threads.
 */
@ApplicationScoped
public class Templates {

    private static final int MOST_TEXTS = 10_000;

    private final Scripts scripts;
    private final Cache<String, Template> parsed =
            Caffeine.newBuilder().maximumSize(MOST_TEXTS).build();

    @Inject
    public Templates(Scripts scripts) {
        this.scripts = scripts;
    }

    /** For the container. */
    protected Templates() {
        this(null);
    }

    /** Whether a text has an expression in it; without one it is a literal. */
    public static boolean hasExpression(String text) {
        return text.contains("${");
    }

    /**
     * The text with the values of its expressions in it: nothing for null, the elements of a list by commas, JSON for an
     * object.
     *
     * @throws KslException when an expression is none, throws, or does not end
     */
    public String render(String text, KslContext context) throws KslException {
        if (!hasExpression(text)) {
            return text;
        }
        Template template = template(text);
        return filled(template, values(template, text, context));
    }

    /**
     * The value of a text that is one expression and nothing else, with its type; otherwise what {@link #render} gives.
     *
     * @throws KslException when an expression is none, throws, or does not end
     */
    public JsonNode value(String text, KslContext context) throws KslException {
        if (!hasExpression(text)) {
            return TextNode.valueOf(text);
        }
        Template template = template(text);
        List<JsonNode> values = values(template, text, context);
        return template.isOneExpression() ? values.get(0) : TextNode.valueOf(filled(template, values));
    }

    /** What its author should know about a text that is to be rendered in a scope. */
    public List<Finding> check(String text, KslScope scope) {
        Template template = template(text);
        Reviewer reviewer = new Reviewer(scope);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < template.expressions().size(); i++) {
            int offset = template.offsets().get(i);
            Inspection inspection = scripts.inspect(template.expressions().get(i));
            findings.addAll(reviewer.review(moved(inspection, text, offset), "expression"));
        }
        broken(template, text).ifPresent(inspection -> findings.addAll(reviewer.review(inspection, "expression")));
        return findings;
    }

    /**
     * Whether all that the expressions of a text ask for is in a scope. Otherwise somebody else has to evaluate it: a
     * browser knows the values of a form that is being filled in.
     */
    public boolean knows(String text, KslScope scope) {
        Reviewer reviewer = new Reviewer(scope);
        return template(text).expressions().stream().map(scripts::inspect).allMatch(reviewer::knows);
    }

    private Template template(String text) {
        return parsed.get(text, each -> Template.of(each, scripts));
    }

    private static Optional<Inspection> broken(Template template, String text) {
        int last = template.offsets().size() - 1;
        return template.broken().map(inspection -> {
            int offset = template.offsets().get(last);
            return inspection.problem().isPresent()
                    ? moved(inspection, text, offset)
                    : new Inspection(
                            Optional.of(new SyntaxProblem("missing } after the expression", position(text, offset))),
                            List.of());
        });
    }

    /** The same, with positions in the whole text. */
    private static Inspection moved(Inspection inspection, String text, int offset) {
        Position begin = position(text, offset);
        return new Inspection(
                inspection.problem().map(each -> new SyntaxProblem(each.message(), moved(each.position(), begin))),
                inspection.names().stream()
                        .map(each -> new Scripts.Name(
                                each.name(), each.usage(), each.argument(), moved(each.position(), begin)))
                        .toList());
    }

    private static Position moved(Position inner, Position begin) {
        return inner.line() == 1
                ? new Position(begin.line(), begin.column() + inner.column() - 1)
                : new Position(begin.line() + inner.line() - 1, inner.column());
    }

    private static Position position(String text, int offset) {
        int lineBegin = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineBegin)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Position(line, text.codePointCount(lineBegin, offset) + 1);
    }

    private List<JsonNode> values(Template template, String text, KslContext context) throws KslException {
        Optional<Inspection> broken = broken(template, text);
        if (broken.isPresent()) {
            SyntaxProblem problem = broken.get().problem().orElseThrow();
            throw new KslException("Expected '" + text + "' to hold expressions, but " + Reviewer.at(problem.position())
                    + ": " + problem.message() + ".");
        }
        try {
            return scripts.evaluate(template.expressions(), context.functions());
        } catch (ScriptException e) {
            throw new KslException("Expected '" + text + "' to be evaluated, but " + e.getMessage());
        }
    }

    private static String filled(Template template, List<JsonNode> values) {
        StringBuilder filled = new StringBuilder(template.texts().get(0));
        for (int i = 0; i < values.size(); i++) {
            filled.append(text(values.get(i))).append(template.texts().get(i + 1));
        }
        return filled.toString();
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(each -> elements.add(text(each)));
            return String.join(",", elements);
        }
        return value.isNull() ? "" : value.isObject() ? value.toString() : value.asText();
    }
}
