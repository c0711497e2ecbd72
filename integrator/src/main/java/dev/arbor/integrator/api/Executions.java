package dev.arbor.integrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Performing operations (integrator spec 1.6 and 1.8). Called without a transaction and without any lock; may take as
 * long as the limits of a call say. Everything may throw {@link IntegratorRefusal}.
 */
public interface Executions {

    /**
     * Performs a saved operation.
     *
     * @param parameters by their names
     * @return its outputs
     */
    default ObjectNode perform(String connectionId, String operationId, Map<String, JsonNode> parameters) {
        return perform(connectionId, operationId, parameters, Map.of());
    }

    /**
     * The same, with more headers where the connection is HTTP; those of the operation go first.
     *
     * @param headers by their names
     */
    ObjectNode perform(
            String connectionId, String operationId, Map<String, JsonNode> parameters, Map<String, String> headers);

    /**
     * Performs what {@code {"connectionId", "operationId" or "operation", "parameters"}} says; an unsaved
     * {@code "connection"} may stand for the id.
     *
     * @param debug whether the answer is {@code {"duration", "outputs", "raw"}} instead of the outputs alone
     */
    ObjectNode execute(JsonNode document, boolean debug);

    /** The inputs of an operation, as {@code {"detectedInputs":[…]}}. */
    ObjectNode inspect(JsonNode document);

    /** Evaluates {@code outputs} over {@code raw}. */
    ObjectNode transform(JsonNode document);
}
