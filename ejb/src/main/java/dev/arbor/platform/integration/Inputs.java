package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.KslContext;
import dev.arbor.platform.ksl.KslException;
import dev.arbor.platform.ksl.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of an operation, from what an integration says of them and what the caller brings (integrator spec 4.10
 * and 8.4). What the server can say itself, a literal or an expression over the identity, the form, the kapp and the
 * space, it says; whatever the caller has to say about that is not heard. Expressions over the values of a form that is
 * being filled in are the browser's to evaluate: their names are the caller's.
 *
 * @param parameters by their names
 * @param unheard the names that the caller gave another value than the server says
 * @param unmapped the names that have no mapping
 */
record Inputs(Map<String, JsonNode> parameters, List<String> unheard, List<String> unmapped) {

    static Inputs of(
            Integration integration, Surroundings place, Facts identity, ObjectNode given, Templates templates) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        List<String> unheard = new ArrayList<>();
        List<String> unmapped = new ArrayList<>();
        given.properties().forEach(each -> {
            parameters.put(each.getKey(), each.getValue());
            if (!integration.mappings().has(each.getKey())) {
                unmapped.add(each.getKey());
            }
        });
        if (!integration.unmapped() && !unmapped.isEmpty()) {
            throw PlatformRefusal.invalid(
                    "unmapped_input",
                    "Expected only inputs that the integration '" + integration.name() + "' has mappings for, but got '"
                            + String.join("', '", unmapped) + "'.");
        }
        KslContext context = place.context(identity).build();
        integration.mappings().properties().forEach(mapping -> {
            String name = mapping.getKey();
            JsonNode says = mapping.getValue();
            if (says.isNull() || says.isTextual() && !templates.knows(says.textValue(), place.scope())) {
                return;
            }
            JsonNode value =
                    says.isTextual() ? evaluated(integration, name, says.textValue(), context, templates) : says;
            JsonNode before = parameters.put(name, value);
            if (before != null && !before.equals(value)) {
                unheard.add(name);
            }
        });
        return new Inputs(parameters, unheard, unmapped);
    }

    private static JsonNode evaluated(
            Integration integration, String name, String text, KslContext context, Templates templates) {
        try {
            return templates.value(text, context);
        } catch (KslException e) {
            throw PlatformRefusal.invalid(
                    "invalid_input_mapping",
                    "The input mapping '" + name + "' of the integration '" + integration.name() + "' fails: "
                            + e.getMessage());
        }
    }
}
