package dev.arbor.engine.expression;

import dev.arbor.engine.api.RubyRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Rules are conditions over objects. */
@ApplicationScoped
public class ExpressionRules implements RubyRules {

    private final Expressions expressions;

    /** For the container's proxy. */
    protected ExpressionRules() {
        this(null);
    }

    @Inject
    public ExpressionRules(Expressions expressions) {
        this.expressions = expressions;
    }

    @Override
    public Optional<String> check(String rule) {
        return expressions.checkCondition(rule).map(ExpressionRules::ofRule);
    }

    @Override
    public boolean judge(String rule, Map<String, Callee> objects) throws BrokenRuleException {
        try {
            return expressions.judge(rule, objects::get);
        } catch (ExpressionException e) {
            String place = e.backtrace().stream()
                    .findFirst()
                    .map(at -> " (" + at + ")")
                    .orElse("");
            throw new BrokenRuleException(ofRule(e.rubyClass() + ": " + e.getMessage() + place));
        }
    }

    /** The expressions say "template:2" for line 2. */
    private static String ofRule(String message) {
        return message.replace(Compiler.FILE + ":", "line ");
    }
}
