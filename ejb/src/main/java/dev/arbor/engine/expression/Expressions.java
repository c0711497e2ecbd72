package dev.arbor.engine.expression;

import java.util.Optional;

/**
 * Evaluates the Ruby in trees: ERB templates in parameters and messages (spec 3.5), raw conditions on connectors (spec
 * 3.4). Implementations may be called from any number of threads.
 */
public interface Expressions {

    /**
     * Renders an ERB template (plain ERB, without trim mode). Text without {@code <%} is returned unchanged and needs
     * no Ruby.
     *
     * @return the rendered text, never null
     * @throws ExpressionException when the template is not valid or raises, or when its deadline has passed
     */
    String render(String template, Context context) throws ExpressionException;

    /**
     * Renders an ERB template that is XML: what its tags put in is escaped, its own text is not (spec 3.6).
     *
     * @return the rendered text, never null
     * @throws ExpressionException when the template is not valid or raises, or when its deadline has passed
     */
    String renderXml(String template, Context context) throws ExpressionException;

    /**
     * Judges a raw Ruby condition: {@code nil} and {@code false} are false, anything else is true. A blank condition is
     * true and needs no Ruby.
     *
     * @throws ExpressionException when the condition is not valid or raises, or when its deadline has passed
     */
    boolean judge(String condition, Context context) throws ExpressionException;

    /** What is wrong with the syntax of a template, or empty when it can be rendered. Nothing is evaluated. */
    Optional<String> checkTemplate(String template);

    /** What is wrong with the syntax of a condition, or empty when it can be judged. Nothing is evaluated. */
    Optional<String> checkCondition(String condition);

    /** Counters since the start, for operations. */
    ExpressionStatistics statistics();
}
