package dev.arbor.platform.ksl;

import dev.arbor.integrator.api.ScriptException;
import dev.arbor.integrator.api.Scripts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rules: JavaScript expressions over a {@link KslContext} (integrator spec 5.5). What JavaScript takes for true holds. A
 * blank rule holds, as a filter that was left empty does. Safe for any number of threads.
 */
@ApplicationScoped
public class Ksl {

    private static final Pattern END = Pattern.compile("[;\\s]+$");
    private static final Verdict HOLDS = new Verdict.Holds();
    private static final Verdict FAILS = new Verdict.Fails();

    private final Scripts scripts;

    @Inject
    public Ksl(Scripts scripts) {
        this.scripts = scripts;
    }

    /** For the container. */
    protected Ksl() {
        this(null);
    }

    /** What a rule says; never throws for what is wrong with the rule. */
    public Verdict judge(String rule, KslContext context) {
        String expression = expression(rule);
        switch (expression) {
            case "", "true":
                return HOLDS;
            case "false":
                return FAILS;
            default:
                break;
        }
        try {
            return scripts.judge(expression, context.functions()) ? HOLDS : FAILS;
        } catch (ScriptException e) {
            return new Verdict.Broken(
                    "Expected the rule '" + shown(expression) + "' to give true or false, but " + e.getMessage(),
                    e.exhausted());
        }
    }

    /** What its author should know about a rule that is to be judged in a scope. */
    public List<Finding> check(String rule, KslScope scope) {
        String expression = expression(rule);
        return expression.isEmpty() ? List.of() : new Reviewer(scope).review(scripts.inspect(expression), "rule");
    }

    /** Statements end with a semicolon, and authors are used to that. */
    private static String expression(String rule) {
        return rule == null ? "" : END.matcher(rule).replaceFirst("");
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
