package dev.arbor.integrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JavaScript expressions in the sandbox of the integrator (integrator spec 2.5): no Java, 250 ms of the processor and ten
 * million instructions for each call. Expressions are compiled once. Safe for any number of threads.
 */
public interface Scripts {

    /** A function that expressions may call; what it throws reaches the caller of the evaluation, not the script. */
    interface ScriptFunction {

        /**
         * Gives what the expression gets.
         *
         * @param arguments those of the call; a missing node is undefined
         * @return a missing node for undefined
         */
        JsonNode call(List<JsonNode> arguments);
    }

    /** A place in an expression; both count from 1. */
    record Position(int line, int column) {}

    /** Why a text is no expression. */
    record SyntaxProblem(String message, Position position) {}

    /** How a name that the expression does not declare itself is used. */
    enum Usage {
        /** {@code name(...)} */
        CALL,
        /** {@code name[...]} or {@code name.x} */
        MEMBER,
        /** {@code name = ...}, {@code name[...] = ...} and the like */
        ASSIGNMENT,
        /** {@code typeof name}: harmless whatever it is. */
        TYPE_OF,
        /** Just the name. */
        PLAIN
    }

    /**
     * One use of a name from outside.
     *
     * @param argument the first argument of a call, or the name of a member, if it is a plain text
     */
    record Name(String name, Usage usage, Optional<String> argument, Position position) {}

    /**
     * What an expression is made of.
     *
     * @param problem empty if it is an expression
     * @param names the uses of names from outside, in the order of the text; empty if there is a problem
     */
    record Inspection(Optional<SyntaxProblem> problem, List<Name> names) {}

    /** Reads an expression without evaluating it. */
    Inspection inspect(String expression);

    /**
     * Whether an expression gives something that JavaScript takes for true.
     *
     * @param functions what it may call
     * @throws ScriptException when it is none, throws, or does not end
     */
    boolean judge(String expression, Map<String, ScriptFunction> functions) throws ScriptException;

    /**
     * Evaluates expressions one after the other, within one budget.
     *
     * @return one value for each
     * @throws ScriptException when one of them is none, throws, or does not end
     */
    List<JsonNode> evaluate(List<String> expressions, Map<String, ScriptFunction> functions) throws ScriptException;
}
