package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.integrator.definition.Checks;
import dev.arbor.integrator.definition.ConnectionBook;
import dev.arbor.integrator.definition.ConnectionTable.Whole;
import dev.arbor.integrator.definition.Drafts;
import dev.arbor.integrator.definition.Drafts.Draft;
import dev.arbor.integrator.definition.OperationBook;
import dev.arbor.integrator.definition.OperationDraft;
import dev.arbor.integrator.definition.OperationRecord;
import dev.arbor.integrator.definition.OutputList;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.output.OutputException;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.registry.Registry;
import dev.arbor.integrator.registry.Registry.Use;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.vault.Redactor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Performs operations: resolves, calls, evaluates. */
public final class ExecutionDesk implements Executions {

    private static final Set<String> EXECUTE =
            Set.of("connectionId", "connection", "operationId", "operation", "parameters");
    private static final double NANOS = 1e9;

    private final ConnectionBook connections;
    private final OperationBook operations;
    private final Drafts drafts;
    private final Registry registry;
    private final Outputs outputs;

    public ExecutionDesk(
            ConnectionBook connections, OperationBook operations, Drafts drafts, Registry registry, Outputs outputs) {
        this.connections = connections;
        this.operations = operations;
        this.drafts = drafts;
        this.registry = registry;
        this.outputs = outputs;
    }

    /** How a connection is used, kept or not. */
    private interface Line {
        String type();

        Map<String, String> named();

        Collection<String> secrets();

        ObjectNode use(Use<ObjectNode> use) throws CallException;
    }

    @Override
    public ObjectNode perform(
            String connectionId, String operationId, Map<String, JsonNode> parameters, Map<String, String> headers) {
        Line line = saved(connections.find(connectionId));
        OperationRecord operation = operations.find(connectionId, operationId);
        return run(line, OperationDraft.of(operation), parameters, false, headers);
    }

    @Override
    public ObjectNode execute(JsonNode document, boolean debug) {
        new Checks()
                .only(document, EXECUTE)
                .uuid(document, "connectionId")
                .uuid(document, "operationId")
                .refuse();
        if (document.hasNonNull("operationId") == document.hasNonNull("operation")) {
            throw wrong("Expected either operationId or operation", "/operationId");
        }
        if (document.has("parameters") && !document.get("parameters").isObject()) {
            throw wrong("Invalid object. Got: " + document.get("parameters").getNodeType(), "/parameters");
        }
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        document.path("parameters").properties().forEach(each -> parameters.put(each.getKey(), each.getValue()));
        Line line = line(document);
        return run(line, operation(document, line), parameters, debug);
    }

    private static IntegratorRefusal wrong(String error, String path) {
        return IntegratorRefusal.schema(List.of(new Problem(error, path)));
    }

    private Line line(JsonNode document) {
        if (document.path("connection") instanceof ObjectNode unsaved) {
            String id = unsaved.path("id").asText(document.path("connectionId").asText(""));
            return id.isEmpty() ? unsaved(drafts.fresh(unsaved)) : unsaved(drafts.over(connections.find(id), unsaved));
        }
        if (!document.hasNonNull("connectionId")) {
            throw wrong("Missing field: connectionId", "/connectionId");
        }
        return saved(connections.find(document.get("connectionId").asText()));
    }

    private OperationDraft operation(JsonNode document, Line line) {
        if (document.hasNonNull("operation")) {
            return OperationDraft.of(document.get("operation"), registry.kind(line.type()));
        }
        String connectionId = document.path("connectionId")
                .asText(document.path("connection").path("id").asText(""));
        return OperationDraft.of(
                operations.find(connectionId, document.get("operationId").asText()));
    }

    private Line saved(Whole whole) {
        return new Line() {
            @Override
            public String type() {
                return whole.connection().type();
            }

            @Override
            public Map<String, String> named() {
                return whole.named();
            }

            @Override
            public Collection<String> secrets() {
                return whole.hidden();
            }

            @Override
            public ObjectNode use(Use<ObjectNode> use) throws CallException {
                return registry.use(whole, use);
            }
        };
    }

    private Line unsaved(Draft draft) {
        return new Line() {
            @Override
            public String type() {
                return draft.type();
            }

            @Override
            public Map<String, String> named() {
                return draft.named();
            }

            @Override
            public Collection<String> secrets() {
                return draft.hidden();
            }

            @Override
            public ObjectNode use(Use<ObjectNode> use) throws CallException {
                return registry.useOnce(draft, use);
            }
        };
    }

    private ObjectNode run(Line line, OperationDraft operation, Map<String, JsonNode> parameters, boolean debug) {
        return run(line, operation, parameters, debug, Map.of());
    }

    private ObjectNode run(
            Line line,
            OperationDraft operation,
            Map<String, JsonNode> parameters,
            boolean debug,
            Map<String, String> headers) {
        ObjectNode config = line.type().equals("http") ? with(headers, operation.config()) : operation.config();
        long begin = System.nanoTime();
        Redactor redactor = new Redactor(line.secrets());
        Arguments arguments = new Arguments(parameters, line.named());
        required(operation, arguments);
        ObjectNode raw;
        try {
            raw = line.use(connection -> connection.perform(config, arguments));
        } catch (CallException e) {
            throw IntegratorRefusal.invalid(e.reason().key(), redactor.of(e.getMessage()));
        }
        ObjectNode results = evaluate(operation, raw, parameters, redactor);
        if (!debug) {
            return results;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("duration", (System.nanoTime() - begin) / NANOS);
        all.set("outputs", results);
        all.set("raw", redactor.of(raw));
        return all;
    }

    private static ObjectNode with(Map<String, String> headers, ObjectNode config) {
        if (headers.isEmpty()) {
            return config;
        }
        ObjectNode more = config.deepCopy();
        ObjectNode all = more.withObject("/headers");
        headers.forEach((name, value) -> {
            if (!all.has(name)) {
                all.putArray(name).add(value);
            }
        });
        return more;
    }

    private static void required(OperationDraft operation, Arguments arguments) {
        for (JsonNode parameter : operation.declared().path("parameters")) {
            String name = parameter.path("name").asText();
            JsonNode value = arguments.parameter(name);
            if (parameter.path("required").asBoolean() && (value.isMissingNode() || value.isNull())) {
                throw IntegratorRefusal.invalid("missing_parameter", "Missing required parameter: " + name);
            }
        }
    }

    private ObjectNode evaluate(
            OperationDraft operation, ObjectNode raw, Map<String, JsonNode> parameters, Redactor redactor) {
        ObjectNode root = raw;
        if (operation.declared().has("outputMappings")) {
            root = raw.deepCopy();
            root.putObject("parameters").setAll(parameters);
        }
        try {
            return outputs.evaluate(OutputList.of(operation.outputs(), operation.declared()), root);
        } catch (OutputException e) {
            throw IntegratorRefusal.invalid("transform_error", redactor.of(e.getMessage()));
        }
    }

    @Override
    public ObjectNode inspect(JsonNode document) {
        new Checks()
                .only(document, Set.of("operationId", "operation"))
                .uuid(document, "operationId")
                .refuse();
        ObjectNode config;
        String type;
        if (document.hasNonNull("operation")) {
            type = document.path("operation").path("config").path("configType").asText("http");
            ConnectionKind kind = registry.kind(type);
            if (kind == null) {
                throw wrong("Failed to cast value to one of the known types", "/operation/config/configType");
            }
            config = OperationDraft.of(document.get("operation"), kind).config();
        } else if (document.hasNonNull("operationId")) {
            List<OperationRecord> found =
                    operations.search(List.of(document.get("operationId").asText()));
            if (found.isEmpty()) {
                throw IntegratorRefusal.notFound();
            }
            config = found.get(0).config();
            type = config.path("configType").asText();
        } else {
            throw wrong("Expected either operationId or operation", "/operationId");
        }
        Set<String> names = new LinkedHashSet<>();
        registry.kind(type).templates(config).forEach(template -> names.addAll(template.names()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode inputs = answer.putArray("detectedInputs");
        names.forEach(inputs::add);
        return answer;
    }

    @Override
    public ObjectNode transform(JsonNode document) {
        new Checks().only(document, Set.of("outputs", "raw")).refuse();
        if (!document.path("raw").isObject()) {
            throw wrong(document.has("raw") ? "Invalid object" : "Missing field: raw", "/raw");
        }
        ObjectNode declared = JsonNodeFactory.instance.objectNode();
        try {
            return outputs.evaluate(
                    OutputList.of(OperationDraft.outputs(document), declared), (ObjectNode) document.get("raw"));
        } catch (OutputException e) {
            throw IntegratorRefusal.invalid("transform_error", e.getMessage());
        }
    }
}
