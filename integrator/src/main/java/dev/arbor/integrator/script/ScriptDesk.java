package dev.arbor.integrator.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.integrator.api.ScriptException;
import dev.arbor.integrator.api.Scripts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.ScriptableObject;

/** Scripts for those in front of the integrator. */
@ApplicationScoped
public class ScriptDesk implements Scripts {

    private static final Duration TIME = Duration.ofMillis(250);

    private final Sandbox sandbox = new Sandbox();
    private final Reader reader = new Reader(sandbox);
    private final Duration time;

    /** With the usual time for each call. */
    public ScriptDesk() {
        this(TIME);
    }

    /** With how long a call may take. */
    public ScriptDesk(Duration time) {
        this.time = time;
    }

    /** What a function of the caller threw; an error, because no script can catch it. */
    private static final class CallerError extends Error {

        private static final long serialVersionUID = 1L;

        CallerError(RuntimeException cause) {
            super(null, cause, false, false);
        }
    }

    /** An evaluation under way. */
    private record Evaluation(Sandbox sandbox, Context context, ScriptableObject scope, Values values) {

        Object run(String expression) {
            return sandbox.compile(context, expression).exec(context, scope, scope);
        }

        void define(String name, ScriptFunction function) {
            scope.put(name, scope, new LambdaFunction(scope, name, 1, (cx, sc, self, given) -> {
                List<JsonNode> arguments = new ArrayList<>(given.length);
                for (Object each : given) {
                    arguments.add(values.toJsonOrMissing(each));
                }
                return values.toScript(called(function, arguments));
            }));
        }

        private static JsonNode called(ScriptFunction function, List<JsonNode> arguments) {
            try {
                return function.call(arguments);
            } catch (RuntimeException e) {
                throw new CallerError(e);
            }
        }
    }

    @Override
    public Inspection inspect(String expression) {
        return reader.inspect(expression);
    }

    @Override
    public boolean judge(String expression, Map<String, ScriptFunction> functions) throws ScriptException {
        return with(List.of(expression), functions, evaluation -> ScriptRuntime.toBoolean(evaluation.run(expression)));
    }

    @Override
    public List<JsonNode> evaluate(List<String> expressions, Map<String, ScriptFunction> functions)
            throws ScriptException {
        return with(expressions, functions, evaluation -> expressions.stream()
                .map(expression -> evaluation.values().toJson(evaluation.run(expression)))
                .toList());
    }

    private <T> T with(List<String> expressions, Map<String, ScriptFunction> functions, Function<Evaluation, T> work)
            throws ScriptException {
        try {
            return sandbox.with(context -> sandbox.inScope(context, expressions, functions.keySet(), time, scope -> {
                Evaluation evaluation = new Evaluation(sandbox, context, scope, new Values(context, scope));
                functions.forEach(evaluation::define);
                return work.apply(evaluation);
            }));
        } catch (CallerError e) {
            throw (RuntimeException) e.getCause();
        } catch (RhinoException | Error e) {
            throw new ScriptException(Failures.reason(e), e instanceof Budget.ExhaustedError);
        }
    }
}
