package dev.arbor.integrator.script;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/**
 * A script engine without a way out: no Java classes, no shared state that a script could change, instructions counted.
 * Interpreted, so that counting costs nothing extra and nothing is loaded as a class.
 */
public final class Sandbox extends ContextFactory {

    /** Often, so that what doubles with each turn of a loop is found before it is too large. */
    private static final int COUNT_EVERY = 50;

    private static final int STACK = 400;
    private static final int SCRIPTS = 10_000;
    private static final Object BUDGET = new Object();

    private final Deque<ScriptableObject> idle = new ConcurrentLinkedDeque<>();
    private final Cache<String, Compiled> scripts =
            Caffeine.newBuilder().maximumSize(SCRIPTS).build();
    private final Script guards;

    /** With an empty cache of compiled expressions. */
    public Sandbox() {
        Context context = enterContext();
        try {
            guards = context.compileString(guards(), "guards", 1, null);
        } finally {
            Context.exit();
        }
    }

    private static String guards() {
        try (InputStream file = Sandbox.class.getResourceAsStream("guards.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the guards of the sandbox, but failed.", e);
        }
    }

    /** With what it calls by a plain name; empty when it is wild whatever that is. */
    private record Compiled(Script script, Optional<Set<String>> calls) {}

    /**
     * Does something in a scope with all that is standard. Making the standard objects takes longer than most expressions;
     * so they are used again where every expression is tame. Others have them made anew: what they change in them, were
     * it the prototype of all objects, no other evaluation sees. (Sharing sealed ones was tried: Object.defineProperty got
     * around the seal.)
     *
     * @param expressions what is evaluated there
     * @param functions names of functions of the caller, which take data and give data
     * @param time for the evaluation; making the standard objects is not counted
     */
    public <T> T inScope(
            Context context,
            Collection<String> expressions,
            Set<String> functions,
            Duration time,
            Function<ScriptableObject, T> work) {
        if (!expressions.stream().allMatch(expression -> isTame(context, expression, functions))) {
            return within(new Budget(time), context, standard(context), work);
        }
        ScriptableObject shared = idle.pollFirst();
        if (shared == null) {
            shared = standard(context);
        }
        ScriptableObject scope = (ScriptableObject) context.newObject(shared);
        scope.setPrototype(shared);
        scope.setParentScope(null);
        T result = within(new Budget(time), context, scope, work);
        idle.addFirst(shared);
        return result;
    }

    private static <T> T within(
            Budget budget, Context context, ScriptableObject scope, Function<ScriptableObject, T> work) {
        context.putThreadLocal(BUDGET, budget);
        try {
            return work.apply(scope);
        } finally {
            context.removeThreadLocal(BUDGET);
        }
    }

    private boolean isTame(Context context, String expression, Set<String> functions) {
        try {
            return expression.isBlank()
                    || compiled(context, expression)
                            .calls()
                            .filter(functions::containsAll)
                            .isPresent();
        } catch (RhinoException e) {
            return false; // which is told where it is evaluated
        }
    }

    private ScriptableObject standard(Context context) {
        ScriptableObject scope = context.initSafeStandardObjects();
        guards.exec(context, scope, scope);
        scope.delete("eval");
        scope.delete("Function");
        return scope;
    }

    /**
     * An expression, compiled once.
     *
     * @throws org.mozilla.javascript.EvaluatorException when it is none
     */
    public Script compile(Context context, String expression) {
        return compiled(context, expression).script();
    }

    private Compiled compiled(Context context, String expression) {
        return scripts.get(expression, text -> {
            // Within brackets only an expression is one; this keeps out what closes the parenthesis and goes on.
            context.compileString("[" + text + "\n]", "expression", 1, null);
            Script script = context.compileString("(" + text + "\n)", "expression", 1, null);
            return new Compiled(script, Tameness.calls(context, text));
        });
    }

    /** Does something in a context of the calling thread. */
    public <T> T with(Function<Context, T> work) {
        Context context = enterContext();
        try {
            return work.apply(context);
        } finally {
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
