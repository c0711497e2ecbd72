package dev.arbor.engine.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.IntegratorRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Performs an operation of a connection (engine spec 3.14). Its parameters are {@code connection}, {@code operation} and
 * one {@code parameters.<Name>} for each input; each output of the operation is a result.
 */
@ApplicationScoped
public class IntegrationHandler implements OutsideHandler {

    private static final String PREFIX = "parameters.";

    /** Tells a server of ours how far one thing has led to another (integrator spec 5.2). */
    private static final String DEPTH = "X-Kinetic-Causation-Depth";

    private final Executions executions;

    /** For the container's proxy. */
    protected IntegrationHandler() {
        this(null);
    }

    @Inject
    public IntegrationHandler(Executions executions) {
        this.executions = executions;
    }

    @Override
    public String definitionId() {
        return "system_integration_v1";
    }

    /** Nobody knows what an operation does on the other side: after a crash a person decides. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        Map<String, JsonNode> inputs = new LinkedHashMap<>();
        call.parameters().forEach((id, value) -> {
            if (id.startsWith(PREFIX)) {
                inputs.put(id.substring(PREFIX.length()), TextNode.valueOf(value));
            }
        });
        String connection = required(call, "connection");
        String operation = required(call, "operation");
        try {
            return results(executions.perform(connection, operation, inputs, headers(call)));
        } catch (IntegratorRefusal refusal) {
            if (refusal.errorKey().filter(IntegratorRefusal.NOT_FOUND::equals).isPresent()) {
                throw new HandlerException(
                        "not_found",
                        "Expected the operation '" + operation + "' of the connection '" + connection
                                + "', but there is no such connection, or it has no such operation.",
                        refusal);
            }
            String detail = refusal.problems().stream()
                    .map(problem -> " " + problem.error() + ".")
                    .collect(Collectors.joining());
            throw new HandlerException(
                    refusal.errorKey().orElse("integration_error"), refusal.getMessage() + detail, refusal);
        }
    }

    private static Map<String, String> headers(Call call) {
        return call.depth() == 0 ? Map.of() : Map.of(DEPTH, Integer.toString(call.depth()));
    }

    private static String required(Call call, String name) throws HandlerException {
        String value = call.parameters().getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new HandlerException(
                    "missing_parameter", "Expected the parameter '" + name + "' of the node, but it is empty.", null);
        }
        return value;
    }

    /** Texts as they are, objects and lists as JSON, nothing as the empty text. */
    private static Map<String, String> results(ObjectNode outputs) {
        Map<String, String> results = new LinkedHashMap<>();
        outputs.properties().forEach(output -> results.put(output.getKey(), text(output.getValue())));
        return results;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
