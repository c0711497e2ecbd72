package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.definition.OperationDraft;
import dev.arbor.integrator.definition.OutputList;
import dev.arbor.integrator.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An operation as it is performed: what its definition says, worked out once and used by any number of calls.
 *
 * @param config in the internal form; never changed
 * @param outputs ready to be evaluated
 * @param required names of declared parameters without which there is no call
 * @param seesParameters whether its outputs may name the parameters of the call, as those of one dialect do
 * @param lenient whether an output that fails is null
 */
record Plan(ObjectNode config, List<Output> outputs, List<String> required, boolean seesParameters, boolean lenient) {

    static Plan of(OperationDraft operation) {
        List<String> required = new ArrayList<>();
        for (JsonNode parameter : operation.declared().path("parameters")) {
            if (parameter.path("required").asBoolean()) {
                required.add(parameter.path("name").asText());
            }
        }
        return new Plan(
                operation.config(),
                List.copyOf(OutputList.of(operation.outputs(), operation.declared())),
                List.copyOf(required),
                operation.declared().has("outputMappings"),
                operation.isLenient());
    }

    /** The same call with more headers; those that the operation has itself stay. */
    Plan with(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return this;
        }
        ObjectNode more = config.deepCopy();
        ObjectNode all = more.withObject("/headers");
        headers.forEach((name, value) -> {
            if (!all.has(name)) {
                all.putArray(name).add(value);
            }
        });
        return new Plan(more, outputs, required, seesParameters, lenient);
    }

    /** Whether its answer is passed on instead of being read. */
    boolean streams() {
        return config.path("streamResponse").asBoolean();
    }

    /** Whether an answer that tells of an error of the other side fails the call. */
    boolean failsOnHttpError() {
        return config.path("failOnHttpError").asBoolean();
    }
}
