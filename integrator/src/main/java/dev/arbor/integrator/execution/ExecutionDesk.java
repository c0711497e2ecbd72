package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.integrator.definition.Checks;
import dev.arbor.integrator.definition.ConnectionBook;
import dev.arbor.integrator.definition.Drafts;
import dev.arbor.integrator.definition.OperationDraft;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.registry.Registry;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.vault.Redactor;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Performs operations: resolves, calls, evaluates, redacts. */
public final class ExecutionDesk implements Executions {

    private static final Set<String> EXECUTE =
            Set.of("connectionId", "connection", "operationId", "operation", "parameters");
    private static final double NANOS = 1e9;
    private static final int FIRST_ERROR = 400;

    private final Lookup lookup;
    private final ConnectionBook connections;
    private final Drafts drafts;
    private final Registry registry;
    private final Outputs outputs;
    private final Inspection inspection;

    public ExecutionDesk(
            Lookup lookup,
            ConnectionBook connections,
            Drafts drafts,
            Registry registry,
            Outputs outputs,
            Inspection inspection) {
        this.lookup = lookup;
        this.connections = connections;
        this.drafts = drafts;
        this.registry = registry;
        this.outputs = outputs;
        this.inspection = inspection;
    }

    @Override
    public ObjectNode perform(
            String connectionId, String operationId, Map<String, JsonNode> parameters, Map<String, String> headers) {
        Line line = lookup.line(connectionId);
        Plan plan = lookup.plan(connectionId, operationId);
        return run(
                        line,
                        line.type().equals("http") ? plan.with(headers) : plan,
                        parameters,
                        false,
                        (status, type, length) -> OutputStream.nullOutputStream())
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    @Override
    public Optional<ObjectNode> execute(JsonNode document, boolean debug, Relay relay) {
        new Checks()
                .object(document)
                .only(document, EXECUTE)
                .uuid(document, "connectionId")
                .uuid(document, "operationId")
                .refuse();
        if (document.hasNonNull("operationId") == document.hasNonNull("operation")) {
            throw wrong("Expected either operationId or operation", "/operationId");
        }
        if (document.hasNonNull("parameters") && !document.get("parameters").isObject()) {
            throw wrong("Invalid object. Got: " + document.get("parameters").getNodeType(), "/parameters");
        }
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        document.path("parameters").properties().forEach(each -> parameters.put(each.getKey(), each.getValue()));
        Line line = line(document);
        return run(line, plan(document, line), parameters, debug, relay);
    }

    private static IntegratorRefusal wrong(String error, String path) {
        return IntegratorRefusal.schema(List.of(new Problem(error, path)));
    }

    private Line line(JsonNode document) {
        if (document.path("connection") instanceof ObjectNode unsaved) {
            String id = id(document);
            return Line.of(id.isEmpty() ? drafts.fresh(unsaved) : drafts.over(connections.find(id), unsaved), registry);
        }
        if (!document.hasNonNull("connectionId")) {
            throw wrong("Missing field: connectionId", "/connectionId");
        }
        return lookup.line(document.get("connectionId").asText());
    }

    /** Of the connection that is kept, if any. */
    private static String id(JsonNode document) {
        return document.path("connection")
                .path("id")
                .asText(document.path("connectionId").asText(""));
    }

    private Plan plan(JsonNode document, Line line) {
        return document.hasNonNull("operation")
                ? Plan.of(OperationDraft.of(document.get("operation"), registry.kind(line.type())))
                : lookup.plan(id(document), document.get("operationId").asText());
    }

    private Optional<ObjectNode> run(
            Line line, Plan plan, Map<String, JsonNode> parameters, boolean debug, Relay relay) {
        long begin = System.nanoTime();
        Arguments arguments = new Arguments(parameters, line.named());
        for (String name : plan.required()) {
            JsonNode value = arguments.parameter(name);
            if (value.isMissingNode() || value.isNull()) {
                throw IntegratorRefusal.invalid("missing_parameter", "Missing required parameter: " + name);
            }
        }
        if (plan.streams() && !debug) {
            use(line, connection -> {
                connection.stream(plan.config(), arguments, relay);
                return null;
            });
            return Optional.empty();
        }
        Answer answer = use(line, connection -> connection.perform(plan.config(), arguments));
        failOnHttpError(plan, answer.raw());
        List<String> warnings = new ArrayList<>();
        ObjectNode results = plan.streams()
                ? JsonNodeFactory.instance.objectNode()
                : (ObjectNode) answer.redactor().of(evaluate(plan, answer, parameters, warnings));
        if (!debug) {
            return Optional.of(results);
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("duration", (System.nanoTime() - begin) / NANOS);
        all.set("outputs", results);
        all.set("raw", answer.redactor().of(Shown.withoutCredentials(answer.raw())));
        warnings.addAll(inspection.warnings(line.type(), plan.config(), arguments));
        Shown.warn(all, warnings, answer.redactor());
        return Optional.of(all);
    }

    /** What a call gave, and what takes the secrets out of it: those of the connection and the tokens it has now. */
    private record Answer(ObjectNode raw, Redactor redactor) {}

    private static Answer use(Line line, Registry.Use<ObjectNode> call) {
        Set<String> live = new LinkedHashSet<>();
        ObjectNode[] raw = new ObjectNode[1];
        try {
            line.user().use(connection -> {
                try {
                    raw[0] = call.with(connection);
                    return null;
                } finally {
                    live.addAll(secrets(connection));
                }
            });
        } catch (CallException e) {
            throw IntegratorRefusal.invalid(
                    e.reason().key(), redactor(line, live).of(e.getMessage()));
        }
        return new Answer(raw[0], redactor(line, live));
    }

    private static Set<String> secrets(OpenConnection connection) {
        return connection.secrets();
    }

    private static Redactor redactor(Line line, Set<String> live) {
        if (live.isEmpty()) {
            return line.redactor();
        }
        Set<String> all = new LinkedHashSet<>(line.hidden());
        all.addAll(live);
        return new Redactor(all);
    }

    private static void failOnHttpError(Plan plan, ObjectNode raw) {
        int status = raw.path("statusCode").asInt();
        if (plan.failsOnHttpError() && status >= FIRST_ERROR) {
            throw IntegratorRefusal.invalid(
                    "http_error", "Expected success of the other side, but the answer has status " + status + ".");
        }
    }

    private ObjectNode evaluate(Plan plan, Answer answer, Map<String, JsonNode> parameters, List<String> warnings) {
        ObjectNode root = answer.raw();
        if (plan.seesParameters()) {
            // The answer is shown in debug; the parameters are not a part of it.
            root = JsonNodeFactory.instance.objectNode().setAll(root);
            root.putObject("parameters").setAll(parameters);
        }
        Outputs.Results results = outputs.evaluate(plan.outputs(), root);
        if (!results.failures().isEmpty() && !plan.lenient()) {
            throw IntegratorRefusal.invalid(
                    "transform_error", answer.redactor().of(String.join(" ", results.failures())));
        }
        warnings.addAll(results.failures());
        return results.values();
    }

    @Override
    public ObjectNode inspect(JsonNode document) {
        return inspection.inspect(document);
    }

    @Override
    public ObjectNode transform(JsonNode document) {
        return inspection.transform(document);
    }
}
