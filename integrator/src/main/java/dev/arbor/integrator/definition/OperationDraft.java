package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.kind.ConnectionKind;

/**
 * An operation that is performed or looked at without being kept.
 *
 * @param config in the internal form
 * @param outputs in the internal form
 * @param declared what only one dialect can say
 */
public record OperationDraft(ObjectNode config, ObjectNode outputs, ObjectNode declared) {

    /**
     * Reads a document of either dialect.
     *
     * @throws IntegratorRefusal when it is no operation of this kind
     */
    public static OperationDraft of(JsonNode document, ConnectionKind kind) {
        ObjectNode config = OperationDialects.config(document);
        ObjectNode outputs = OperationDialects.outputs(document);
        Checks checks = new Checks().object(document).neverDeclared(document).about(document);
        new OperationChecks(checks, "/operation/config").config(config, kind).outputs(document);
        Shape.ofOperation(kind.name(), config, "/operation/config").refuse(checks);
        checks.refuse();
        OperationDialects.complete(kind.name(), config);
        return new OperationDraft(config, outputs, OperationDialects.declared(document));
    }

    /** Whether an output that fails is null instead of failing the call. */
    public boolean isLenient() {
        return OperationDialects.isLenient(declared);
    }

    /** One that is kept. */
    public static OperationDraft of(OperationRecord operation) {
        return new OperationDraft(operation.config(), operation.outputs(), operation.declared());
    }

    /** Outputs alone, in any of their forms. */
    public static ObjectNode outputs(JsonNode document) {
        Checks checks = new Checks();
        new OperationChecks(checks, "").outputs(document);
        checks.refuse();
        return OperationDialects.outputs(document);
    }
}
