package dev.arbor.integrator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.integrator.definition.Checks;
import dev.arbor.integrator.definition.OperationBook;
import dev.arbor.integrator.definition.OperationDraft;
import dev.arbor.integrator.definition.OperationRecord;
import dev.arbor.integrator.definition.OutputList;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.registry.Registry;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.vault.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at operations without performing them (integrator spec 1.5 and 1.8). */
public final class Inspection {

    private static final Redactor NOTHING_HIDDEN = new Redactor(Set.of());

    private final OperationBook operations;
    private final Registry registry;
    private final Outputs outputs;

    public Inspection(OperationBook operations, Registry registry, Outputs outputs) {
        this.operations = operations;
        this.registry = registry;
        this.outputs = outputs;
    }

    ObjectNode inspect(JsonNode document) {
        new Checks()
                .object(document)
                .only(document, Set.of("operationId", "operation"))
                .uuid(document, "operationId")
                .refuse();
        OperationDraft operation = operation(document);
        List<Template> templates = templates(operation.config());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode inputs = answer.putArray("detectedInputs");
        names(templates).forEach(inputs::add);
        List<String> warnings = new ArrayList<>();
        templates.forEach(template -> warnings.addAll(template.suspicions()));
        OutputList.of(operation.outputs(), operation.declared())
                .forEach(output -> warnings.addAll(outputs.faults(output)));
        Shown.warn(answer, warnings, NOTHING_HIDDEN);
        return answer;
    }

    private OperationDraft operation(JsonNode document) {
        if (document.hasNonNull("operation")) {
            JsonNode operation = document.get("operation");
            String type = operation.path("config").path("configType").asText("http");
            ConnectionKind kind = registry.kind(type);
            if (kind == null) {
                throw wrong("Failed to cast value to one of the known types", "/operation/config/configType");
            }
            return OperationDraft.of(operation, kind);
        }
        if (!document.hasNonNull("operationId")) {
            throw wrong("Expected either operationId or operation", "/operationId");
        }
        List<OperationRecord> found =
                operations.search(List.of(document.get("operationId").asText()));
        if (found.isEmpty()) {
            throw IntegratorRefusal.notFound();
        }
        return OperationDraft.of(found.get(0));
    }

    private List<Template> templates(ObjectNode config) {
        return registry.kind(config.path("configType").asText()).templates(config);
    }

    private static Set<String> names(List<Template> templates) {
        Set<String> names = new LinkedHashSet<>();
        templates.forEach(template -> names.addAll(template.names()));
        return names;
    }

    /** What is odd about the parameters of a call, which is made all the same. */
    List<String> warnings(String type, ObjectNode config, Arguments arguments) {
        return arguments.warnings(names(registry.kind(type).templates(config)));
    }

    ObjectNode transform(JsonNode document) {
        new Checks().object(document).only(document, Set.of("outputs", "raw")).refuse();
        if (!document.path("raw").isObject()) {
            throw wrong(document.has("raw") ? "Invalid object" : "Missing field: raw", "/raw");
        }
        ObjectNode declared = JsonNodeFactory.instance.objectNode();
        Outputs.Results results = outputs.evaluate(
                OutputList.of(OperationDraft.outputs(document), declared), (ObjectNode) document.get("raw"));
        if (!results.failures().isEmpty()) {
            throw IntegratorRefusal.invalid("transform_error", String.join(" ", results.failures()));
        }
        return results.values();
    }

    private static IntegratorRefusal wrong(String error, String path) {
        return IntegratorRefusal.schema(List.of(new Problem(error, path)));
    }
}
