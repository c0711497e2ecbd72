package dev.arbor.integrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Performing operations (integrator spec 1.6 and 1.8). Called without a transaction and without any lock; may take as
 * long as the limits of a call say. Everything may throw {@link IntegratorRefusal}.
 */
public interface Executions {

    /** Takes an answer that is passed on as it comes. */
    @FunctionalInterface
    interface Relay {

        /**
         * Begins to pass it on.
         *
         * @param status of HTTP, as the other side answered
         * @param contentType as the other side told it
         * @param length how many bytes there will be, decompressed; when there are fewer, the answer broke off, which its
         *     receiver can tell by this alone
         * @return takes the bytes, decompressed; closed by nobody but its owner
         */
        OutputStream begin(int status, Optional<String> contentType, long length) throws IOException;
    }

    /**
     * Performs a saved operation.
     *
     * @param parameters by their names
     * @return its outputs; none of an operation whose answer is streamed
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
     * @param debug whether the answer is {@code {"duration", "outputs", "raw"}} instead of the outputs alone, with
     *     {@code "warnings"} where there are any; then nothing is streamed
     * @param relay takes the answer of an operation that says {@code streamResponse}
     * @return empty when the relay took the answer
     */
    Optional<ObjectNode> execute(JsonNode document, boolean debug, Relay relay);

    /** The inputs of an operation, as {@code {"detectedInputs":[…]}}, with {@code "warnings"} where there are any. */
    ObjectNode inspect(JsonNode document);

    /** Evaluates {@code outputs} over {@code raw}. */
    ObjectNode transform(JsonNode document);
}
