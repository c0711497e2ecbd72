package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;

/**
 * A security policy as it is defined in the space or in a kapp (integrator spec 4.11).
 *
 * @param type what the rule is about, for example {@code Submission}
 * @param rule a KSL expression
 * @param message what those are told whom it denies
 */
public record PolicyDefinition(String name, String type, String rule, String message) {

    /** As it is shown. */
    public ObjectNode json() {
        return Documents.object()
                .put("message", message)
                .put("name", name)
                .put("rule", rule)
                .put("type", type);
    }
}
