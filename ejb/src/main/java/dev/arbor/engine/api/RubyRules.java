package dev.arbor.engine.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules in Ruby that people write to decide something (engine spec 1.11). They run where expressions of trees run, under
 * the same deadline.
 */
public interface RubyRules {

    /** An object that a rule may call, for example {@code @identity}. */
    @FunctionalInterface
    interface Callee {

        /** What {@link #call} gives where there is no such method. */
        Object NO_METHOD = new Object();

        /**
         * Performs a call.
         *
         * @param method as the rule wrote it, for example {@code get_property}
         * @param arguments texts, numbers, booleans, nulls, and lists of these; everything else as its text
         * @return a text, a number, a boolean, a list or map of these, or null
         * @throws IllegalArgumentException for arguments that the method does not take: an ArgumentError in Ruby
         */
        Object call(String method, List<Object> arguments);
    }

    /** A rule that gave no answer. The message says why in the words of Ruby, with the line. */
    final class BrokenRuleException extends Exception {

        private static final long serialVersionUID = 1L;

        /** With the words. */
        public BrokenRuleException(String message) {
            super(message);
        }
    }

    /** What is wrong with the syntax of a rule, with the line; empty when it can be judged. Nothing is evaluated. */
    Optional<String> check(String rule);

    /**
     * Judges a rule: {@code nil} and {@code false} are no, everything else is yes.
     *
     * @param objects by their names, without the {@code @}
     * @throws BrokenRuleException when it raises, is not valid, or does not end in time
     */
    boolean judge(String rule, Map<String, Callee> objects) throws BrokenRuleException;
}
