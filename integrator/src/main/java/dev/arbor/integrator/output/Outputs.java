package dev.arbor.integrator.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.script.Failures;
import dev.arbor.integrator.script.Sandbox;
import dev.arbor.integrator.script.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

/** Evaluates the declared outputs of an operation over what its call gave. Safe for any number of threads. */
public final class Outputs {

    private static final Pattern PATH = Pattern.compile("([A-Za-z_$][\\w$]*)(\\??\\.[A-Za-z_$][\\w$]*|\\[[^\\]]*\\])*");

    private final Sandbox sandbox = new Sandbox();
    private final Duration deadline;

    /** With how long all outputs of one call may take together. */
    public Outputs(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * What came out.
     *
     * @param values one for each output; null for one that failed
     * @param failures what went wrong, a sentence for each output that failed
     */
    public record Results(ObjectNode values, List<String> failures) {}

    /**
     * Evaluates all of them, whichever fail.
     *
     * @param root what expressions see by name: {@code body}, {@code statusCode}, {@code headers} and so on
     */
    public Results evaluate(List<Output> outputs, ObjectNode root) {
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        List<String> failures = new ArrayList<>();
        if (!outputs.isEmpty()) {
            sandbox.with(context -> sandbox.inScope(context, expressions(outputs), Set.of(), deadline, scope -> {
                Values values = new Values(context, scope);
                root.properties().forEach(each -> scope.put(each.getKey(), scope, values.toScript(each.getValue())));
                Evaluation evaluation = new Evaluation(context, scope, values);
                outputs.forEach(output -> evaluate(output, evaluation, results, failures));
                return null;
            }));
        }
        return new Results(results, failures);
    }

    private static List<String> expressions(List<Output> outputs) {
        List<String> expressions = new ArrayList<>();
        outputs.forEach(output -> {
            expressions.add(output.expression());
            expressions.addAll(output.children().values());
        });
        return expressions;
    }

    /** What is wrong with the expressions of an output before anything is evaluated. */
    public List<String> faults(Output output) {
        List<String> faults = new ArrayList<>();
        sandbox.with(context -> {
            check(context, output.expression(), "The output '" + output.name() + "'", faults);
            output.children()
                    .forEach((name, expression) -> check(
                            context, expression, "The output '" + name + "' within '" + output.name() + "'", faults));
            return null;
        });
        return faults;
    }

    private void check(Context context, String expression, String what, List<String> faults) {
        try {
            if (!expression.isBlank()) {
                sandbox.compile(context, expression);
            }
        } catch (RhinoException e) {
            faults.add(what + " is no expression: " + e.details());
        } catch (StackOverflowError e) {
            faults.add(what + " is no expression: it is too deep.");
        }
    }

    private void evaluate(Output output, Evaluation evaluation, ObjectNode results, List<String> failures) {
        results.putNull(output.name());
        try {
            results.set(output.name(), evaluation.value(output));
        } catch (RhinoException | Error e) {
            failures.add("Expected the output '" + output.name() + "' to be evaluated, but " + Failures.reason(e));
        }
    }

    /** The expressions of one call in one scope. */
    private final class Evaluation {
        private final Context context;
        private final ScriptableObject scope;
        private final Values values;

        Evaluation(Context context, ScriptableObject scope, Values values) {
            this.context = context;
            this.scope = scope;
            this.values = values;
        }

        JsonNode value(Output output) {
            Object value = run(output.expression());
            if (output.children().isEmpty()) {
                return values.toJson(value);
            }
            if (value instanceof org.mozilla.javascript.NativeArray array) {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                for (int i = 0; i < array.getLength(); i++) {
                    all.add(children(output.children(), ScriptableObject.getProperty(array, i), i));
                }
                return all;
            }
            return value instanceof ScriptableObject ? children(output.children(), value, 0) : NullNode.instance;
        }

        private ObjectNode children(Map<String, String> children, Object current, int index) {
            scope.put("current", scope, current);
            scope.put("index", scope, index);
            ObjectNode each = JsonNodeFactory.instance.objectNode();
            children.forEach((name, expression) -> each.set(name, values.toJson(run(relative(expression)))));
            scope.delete("current");
            scope.delete("index");
            return each;
        }

        /** A bare path is one into the element, unless its first name is known. */
        private String relative(String expression) {
            Matcher path = PATH.matcher(expression.strip());
            return path.matches()
                            && !ScriptableObject.hasProperty(scope, path.group(1))
                            && !List.of("null", "true", "false", "this").contains(path.group(1))
                    ? "current." + expression.strip()
                    : expression;
        }

        private Object run(String expression) {
            return expression.isBlank()
                    ? null
                    : sandbox.compile(context, expression).exec(context, scope, scope);
        }
    }
}
