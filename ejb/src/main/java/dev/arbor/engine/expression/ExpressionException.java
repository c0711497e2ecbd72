package dev.arbor.engine.expression;

import java.util.List;
import java.util.Objects;

/** An expression that could not be evaluated, through a fault of the expression. */
public final class ExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The {@link #rubyClass()} of an evaluation that was ended at its deadline. */
    public static final String DEADLINE_EXCEEDED = "Arbor::DeadlineExceeded";

    private final String rubyClass;
    private final transient List<String> backtrace;

    ExpressionException(String rubyClass, String message, List<String> backtrace, Throwable cause) {
        super(message, cause);
        this.rubyClass = Objects.requireNonNull(rubyClass);
        this.backtrace = List.copyOf(backtrace);
    }

    /** A fresh exception with the same content, for a fault that was remembered (the stack of another caller lies). */
    ExpressionException again() {
        return new ExpressionException(rubyClass, getMessage(), backtrace(), getCause());
    }

    /** The name of the Ruby exception's class, e.g. {@code IndexError}, {@code NoMethodError}, {@code SyntaxError}. */
    public String rubyClass() {
        return rubyClass;
    }

    /** Where in the expression it happened, innermost first, each as {@code template:LINE}; may be empty. */
    public List<String> backtrace() {
        return backtrace == null ? List.of() : backtrace;
    }

    /** Whether the evaluation was ended at its deadline. */
    public boolean deadlineExceeded() {
        return DEADLINE_EXCEEDED.equals(rubyClass);
    }
}
