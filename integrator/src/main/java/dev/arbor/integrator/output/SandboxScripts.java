package dev.arbor.integrator.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Scripts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** Expressions over functions that look up properties. */
@ApplicationScoped
public class SandboxScripts implements Scripts {

    private static final Duration DEADLINE = Duration.ofMillis(250);

    private final Sandbox sandbox = new Sandbox();

    @Override
    public JsonNode evaluate(String expression, Map<String, ObjectNode> functions) throws ScriptException {
        try {
            return sandbox.with(new Budget(DEADLINE), context -> {
                ScriptableObject scope = sandbox.scope(context);
                Values values = new Values(context, scope);
                functions.forEach((name, object) -> scope.put(name, scope, new Lookup(scope, values, object)));
                return values.toJson(sandbox.compile(context, expression).exec(context, scope, scope));
            });
        } catch (RhinoException e) {
            throw new ScriptException(e.details());
        } catch (Budget.ExhaustedError e) {
            throw new ScriptException(e.getMessage());
        } catch (StackOverflowError e) {
            throw new ScriptException("it calls itself too deep");
        } catch (OutOfMemoryError e) {
            // What could not be had is one text that the script has doubled too often; it is gone with the script.
            throw new ScriptException("it took too much memory");
        }
    }

    @Override
    public void check(String expression) throws ScriptException {
        try {
            sandbox.with(new Budget(DEADLINE), context -> sandbox.compile(context, expression));
        } catch (RhinoException e) {
            throw new ScriptException("line " + e.lineNumber() + ", column " + e.columnNumber() + ": " + e.details());
        }
    }

    /** Turns a property into a value of the script when it is asked for. */
    private static final class Lookup extends BaseFunction {

        private static final long serialVersionUID = 1L;

        private final transient Values values;
        private final transient ObjectNode object;

        Lookup(Scriptable scope, Values values, ObjectNode object) {
            this.values = values;
            this.object = object;
            setParentScope(scope);
            setPrototype(ScriptableObject.getFunctionPrototype(scope));
        }

        @Override
        public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
            if (arguments.length == 0) {
                return values.toScript(object);
            }
            JsonNode value = object.path(Context.toString(arguments[0]));
            if (!value.isMissingNode() && !value.isNull()) {
                return values.toScript(value);
            }
            return arguments.length > 1 && !Undefined.isUndefined(arguments[1]) ? arguments[1] : null;
        }
    }
}
