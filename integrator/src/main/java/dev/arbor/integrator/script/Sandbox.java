package dev.arbor.integrator.script;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * A script engine without a way out: no Java classes, no shared state that a script could change, instructions counted.
 * Interpreted, so that counting costs nothing extra and nothing is loaded as a class.
 */
public final class Sandbox extends ContextFactory {

    private static final int COUNT_EVERY = 10_000;
    private static final int STACK = 400;
    private static final int SCRIPTS = 10_000;
    private static final Object BUDGET = new Object();

    /** Texts made longer than this at once would be a way to take all memory before anything is counted. */
    private static final String GUARDS = "(function(proto, limit) {"
            + "  ['repeat', 'padStart', 'padEnd'].forEach(function(name) {"
            + "    var original = proto[name];"
            + "    Object.defineProperty(proto, name, {value: function(count) {"
            + "      var length = name === 'repeat' ? String(this).length * count : count;"
            + "      if (length > limit) { throw new RangeError('Invalid string length'); }"
            + "      return original.apply(this, arguments);"
            + "    }, enumerable: false});"
            + "  });"
            + "})(String.prototype, 1000000)";

    private final Cache<String, Script> scripts =
            Caffeine.newBuilder().maximumSize(SCRIPTS).build();
    private final Script guards;

    /** With an empty cache of compiled expressions. */
    public Sandbox() {
        Context context = enterContext();
        try {
            guards = context.compileString(GUARDS, "guards", 1, null);
        } finally {
            Context.exit();
        }
    }

    /**
     * A scope with all that is standard, made anew each time: what one evaluation changes in it, were it the prototype of
     * all objects, no other one sees. (Sharing a sealed one was tried: Object.defineProperty got around the seal.)
     */
    public ScriptableObject scope(Context context) {
        ScriptableObject scope = context.initSafeStandardObjects();
        scope.delete("eval");
        scope.delete("Function");
        guards.exec(context, scope, scope);
        return scope;
    }

    /**
     * An expression, compiled once.
     *
     * @throws org.mozilla.javascript.EvaluatorException when it is none
     */
    public Script compile(Context context, String expression) {
        return scripts.get(expression, text -> {
            // Within brackets only an expression is one; this keeps out what closes the parenthesis and goes on.
            context.compileString("[" + text + "\n]", "expression", 1, null);
            return context.compileString("(" + text + "\n)", "expression", 1, null);
        });
    }

    /** Does something in a context of the calling thread, within a budget. */
    public <T> T with(Budget budget, java.util.function.Function<Context, T> work) {
        Context context = enterContext();
        try {
            context.putThreadLocal(BUDGET, budget);
            return work.apply(context);
        } finally {
            context.removeThreadLocal(BUDGET);
            Context.exit();
        }
    }

    @Override
    protected Context makeContext() {
        Context context = super.makeContext();
        context.setLanguageVersion(Context.VERSION_ECMASCRIPT);
        context.setInterpretedMode(true);
        context.setMaximumInterpreterStackDepth(STACK);
        context.setInstructionObserverThreshold(COUNT_EVERY);
        context.setClassShutter(name -> false);
        return context;
    }

    @Override
    protected void observeInstructionCount(Context context, int count) {
        if (context.getThreadLocal(BUDGET) instanceof Budget budget) {
            budget.spend(count);
        }
    }
}
