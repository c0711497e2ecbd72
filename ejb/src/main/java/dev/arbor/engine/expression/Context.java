package dev.arbor.engine.expression;

/**
 * The values that an expression sees as instance variables ({@code @results}, {@code @inputs}, ...).
 *
 * <p>A value is {@code null}, a {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link
 * java.math.BigInteger}, {@link Float}, {@link Double}, {@link java.math.BigDecimal} (seen as a float), {@link
 * java.time.Instant} (seen as its ISO string), a {@link java.util.List}, a {@link java.util.Map} with keys of type
 * String, Integer or Long, a {@link LazyMap}, or a {@link dev.arbor.engine.api.RubyRules.Callee}, which answers calls;
 * lists and maps hold the same, to any depth. Maps and lists are read
 * while the expression runs and never changed; a change that an expression makes is seen by that evaluation alone.
 *
 * <p>An exception that is thrown here, or by a {@link LazyMap}, passes through Ruby without being rescued there and
 * comes out of {@link Expressions} unchanged.
 */
@FunctionalInterface
public interface Context {

    /**
     * Gives the value of a variable.
     *
     * @param name without the {@code @}, e.g. {@code results}; it may be any name that occurs in the expression
     * @return the value, or {@code null} when this context has no such variable (nil in Ruby)
     */
    Object variable(String name);
}
