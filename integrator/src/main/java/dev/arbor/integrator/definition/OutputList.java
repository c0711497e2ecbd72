package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.output.MappedExpression;
import dev.arbor.integrator.output.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outputs of an operation, ready to be evaluated. */
public final class OutputList {

    private OutputList() {}

    /**
     * The list.
     *
     * @param outputs in the internal form
     * @param declared what was written as mappings, whose steps never throw
     */
    public static List<Output> of(ObjectNode outputs, ObjectNode declared) {
        Map<String, String> lenient = new LinkedHashMap<>();
        declared.path("outputMappings").forEach(mapping -> MappedExpression.of(
                        mapping.path("value").asText(""))
                .map(MappedExpression::lenient)
                .ifPresent(expression -> lenient.put(mapping.path("name").asText(), expression)));
        List<Output> list = new ArrayList<>();
        outputs.properties().forEach(each -> {
            Map<String, String> children = new LinkedHashMap<>();
            each.getValue()
                    .path("children")
                    .properties()
                    .forEach(child ->
                            children.put(child.getKey(), child.getValue().asText()));
            String expression = Optional.ofNullable(lenient.get(each.getKey()))
                    .orElse(each.getValue().path("value").asText(""));
            list.add(new Output(each.getKey(), expression, children));
        });
        return list;
    }
}
