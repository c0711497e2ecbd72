package dev.arbor.integrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Expressions in the sandboxed JavaScript of outputs (integrator spec 2.5), for labels, conditions and policies. Safe for
 * any number of threads; the time and the instructions of each evaluation are bounded.
 */
public interface Scripts {

    /**
     * Evaluates an expression.
     *
     * @param functions what it can ask by name: {@code values('Status')} gives the property Status of the object values,
     *     {@code values('Status', 'x')} gives x where there is none, {@code values()} the whole object
     * @return its value; what JSON cannot say is null
     * @throws ScriptException when it is no expression, fails or takes too long
     */
    JsonNode evaluate(String expression, Map<String, ObjectNode> functions) throws ScriptException;

    /** Says whether a text is an expression; the message of the exception has the place of what is wrong. */
    void check(String expression) throws ScriptException;

    /** An expression failed; the message says why. */
    final class ScriptException extends Exception {

        private static final long serialVersionUID = 1L;

        /** With a sentence. */
        public ScriptException(String message) {
            super(message);
        }
    }
}
