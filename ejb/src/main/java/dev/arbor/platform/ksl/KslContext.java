package dev.arbor.platform.ksl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Scripts.ScriptFunction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a rule may ask for: facts by the name of a function. It is filled lazily: facts that the rule does not ask for are
 * not looked up. For one thread.
 */
public final class KslContext {

    private final Map<String, ScriptFunction> functions;

    private KslContext(Map<String, ScriptFunction> functions) {
        this.functions = Map.copyOf(functions);
    }

    /** Nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    Map<String, ScriptFunction> functions() {
        return functions;
    }

    /** Takes together what a rule may ask for. */
    public static final class Builder {

        private final Map<String, ScriptFunction> functions = new TreeMap<>();

        /** {@code name(property[, default])}, for example {@code form} or {@code identity}; all facts without a property. */
        public Builder with(String name, Facts facts) {
            functions.put(name, arguments -> property(facts, arguments));
            return this;
        }

        /** {@code values('Field'[, default])}: the values of a submission by the names of its fields. */
        public Builder values(Supplier<ObjectNode> values) {
            return with("values", Facts.values(values));
        }

        /** {@code parameters('Name'[, default])}: those of a call. */
        public Builder parameters(Supplier<ObjectNode> parameters) {
            return with("parameters", Facts.values(parameters));
        }

        /**
         * The extension for filters of changes: {@code values_previous('Field')}, {@code submission_previous('property')}
         * and {@code changed('Field')}, which is true for any field when none is named. Of something new, what was before
         * is empty.
         */
        public Builder previous(Supplier<ObjectNode> values, Supplier<ObjectNode> before, Facts submissionBefore) {
            Facts now = Facts.values(values);
            Facts then = Facts.values(before);
            with("values_previous", then).with("submission_previous", submissionBefore);
            functions.put("changed", arguments -> JsonNodeFactory.instance.booleanNode(changed(now, then, arguments)));
            return this;
        }

        /** What was taken together. */
        public KslContext build() {
            return new KslContext(functions);
        }

        private static JsonNode property(Facts facts, List<JsonNode> arguments) {
            if (arguments.isEmpty()) {
                return facts.all();
            }
            String property = arguments.get(0).asText();
            JsonNode value = facts.get(property);
            if (!value.isMissingNode() && !value.isNull()) {
                return value;
            }
            if (arguments.size() > 1) {
                return arguments.get(1);
            }
            // Rules ask these whether they include something; without a value they include nothing.
            return isAttribute(property) ? JsonNodeFactory.instance.arrayNode() : NullNode.instance;
        }

        private static boolean isAttribute(String property) {
            return property.startsWith("attribute:") || property.startsWith("profileAttribute:");
        }

        private static boolean changed(Facts now, Facts then, List<JsonNode> arguments) {
            if (!arguments.isEmpty()) {
                return changed(now, then, arguments.get(0).asText());
            }
            TreeSet<String> names = new TreeSet<>();
            now.all().fieldNames().forEachRemaining(names::add);
            then.all().fieldNames().forEachRemaining(names::add);
            return names.stream().anyMatch(name -> changed(now, then, name));
        }

        private static boolean changed(Facts now, Facts then, String name) {
            return !Objects.equals(present(now.get(name)), present(then.get(name)));
        }

        private static JsonNode present(JsonNode value) {
            return value.isMissingNode() || value.isNull() ? NullNode.instance : value;
        }
    }
}
