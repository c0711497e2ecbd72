package dev.arbor.engine.expression;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.arbor.engine.ruby.RubyStart;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jruby.exceptions.RaiseException;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.builtin.IRubyObject;

/**
 * {@link Expressions} in JRuby. Each distinct text is compiled once and kept in a bounded cache; evaluation happens in
 * the calling thread. The runtime starts at the first use or with {@link #warmUp()}, which takes some seconds.
 */
public final class RubyExpressions implements Expressions, AutoCloseable {

    /** Evaluations that make Ruby and the JVM compile the common paths. */
    private static final int WARM_UP_ROUNDS = 2_000;

    private final Duration deadline;
    private final LoadingCache<String, Program> templates;
    private final LoadingCache<String, Program> markups;
    private final LoadingCache<String, Program> conditions;
    private final Watchdog watchdog;
    private final ThreadLocal<Watchdog.Watch> watches;
    private final LongAdder evaluations = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private volatile RubyRuntime runtime;
    private boolean closed;

    /**
     * @param deadline how long one evaluation may take; more than zero
     * @param cacheSize how many compiled templates are kept, and how many conditions besides
     */
    public RubyExpressions(Duration deadline, int cacheSize) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("Expected an expression deadline above zero, but got " + deadline + ".");
        }
        this.deadline = deadline;
        this.watchdog = new Watchdog(deadline);
        this.watches = ThreadLocal.withInitial(watchdog::newWatch);
        this.templates = Caffeine.newBuilder().maximumSize(cacheSize).build(text -> {
            misses.increment();
            return runtime().compiler().template(text);
        });
        this.markups = Caffeine.newBuilder().maximumSize(cacheSize).build(text -> {
            misses.increment();
            return runtime().compiler().markup(text);
        });
        this.conditions = Caffeine.newBuilder().maximumSize(cacheSize).build(text -> {
            misses.increment();
            return runtime().compiler().condition(text);
        });
    }

    @Override
    public String render(String template, Context context) throws ExpressionException {
        if (!template.contains("<%")) {
            return template;
        }
        RubyRuntime ruby = runtime();
        return ruby.text(evaluate(ruby, templates.get(template), context, true));
    }

    @Override
    public String renderXml(String template, Context context) throws ExpressionException {
        if (!template.contains("<%")) {
            return template;
        }
        RubyRuntime ruby = runtime();
        return ruby.text(evaluate(ruby, markups.get(template), context, true));
    }

    @Override
    public boolean judge(String condition, Context context) throws ExpressionException {
        if (condition.isBlank()) {
            return true;
        }
        return evaluate(runtime(), conditions.get(condition), context, false).isTrue();
    }

    private IRubyObject evaluate(RubyRuntime ruby, Program program, Context variables, boolean template)
            throws ExpressionException {
        evaluations.increment();
        if (program instanceof Program.Broken broken) {
            throw broken.fault().again();
        }
        ThreadContext context = ruby.ruby().getCurrentContext();
        Watchdog.Watch watch = watches.get();
        if (watch.busy()) {
            return within(ruby, context, program, variables, template);
        }
        return watched(watch, ruby, context, program, variables, template);
    }

    private IRubyObject watched(
            Watchdog.Watch watch,
            RubyRuntime ruby,
            ThreadContext context,
            Program program,
            Context variables,
            boolean template)
            throws ExpressionException {
        IRubyObject result = null;
        Throwable thrown = null;
        ExpressionException fault = null;
        watch.begin(context.getThread());
        try {
            result = ruby.run(context, program, variables, template);
        } catch (Throwable anything) { // an expression can throw whatever Ruby can, errors of the JVM included
            thrown = anything;
        }
        if (thrown != null && !(thrown instanceof ContextFailure)) {
            try {
                fault = Faults.of(ruby.ruby(), thrown); // still watched: it asks the exception for its message
            } catch (Throwable worse) {
                thrown = worse;
                fault = Faults.ofJava(worse);
            }
        }
        if (watch.end()) {
            Thread.interrupted();
            ruby.forgetThread(context);
            throw Faults.deadline(deadline, thrown);
        }
        if (thrown instanceof ContextFailure failure) {
            throw failure.failure();
        }
        if (fault != null) {
            if (!(thrown instanceof RaiseException) || "SystemStackError".equals(fault.rubyClass())) {
                ruby.forgetThread(context);
            }
            throw fault;
        }
        return result;
    }

    /** An evaluation that a context asked for while another is running: the outer one keeps the watch. */
    private IRubyObject within(
            RubyRuntime ruby, ThreadContext context, Program program, Context variables, boolean template)
            throws ExpressionException {
        try {
            return ruby.run(context, program, variables, template);
        } catch (RaiseException raised) {
            throw Faults.of(ruby.ruby(), raised);
        }
    }

    @Override
    public Optional<String> checkTemplate(String template) {
        return template.contains("<%") ? fault(runtime().compiler().template(template)) : Optional.empty();
    }

    @Override
    public Optional<String> checkCondition(String condition) {
        return condition.isBlank()
                ? Optional.empty()
                : fault(runtime().compiler().condition(condition));
    }

    private static Optional<String> fault(Program program) {
        return program instanceof Program.Broken broken
                ? Optional.of(broken.fault().getMessage())
                : Optional.empty();
    }

    @Override
    public ExpressionStatistics statistics() {
        long all = evaluations.sum();
        long missed = misses.sum();
        return new ExpressionStatistics(
                templates.estimatedSize() + markups.estimatedSize() + conditions.estimatedSize(),
                Math.max(0, all - missed),
                missed,
                all,
                watchdog.ended());
    }

    /** Starts Ruby and evaluates until the common paths are compiled, so that the first run does not wait for that. */
    public void warmUp() throws ExpressionException {
        Context context = name -> Map.of("A", Map.of("output", "warm"));
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            render("<%= @results['A']['output'] %> <%= @results.to_json %>", context);
            judge("@results.has_key?('A') && @results['A']['output'].to_s.empty?", context);
        }
    }

    private RubyRuntime runtime() {
        RubyRuntime started = runtime;
        return started != null ? started : start();
    }

    private synchronized RubyRuntime start() {
        if (closed) {
            throw new IllegalStateException("Expected expressions to be open, but they were closed.");
        }
        if (runtime == null) {
            runtime = RubyStart.booted(RubyRuntime::new);
        }
        return runtime;
    }

    /** Ends Ruby. Evaluations that are still running may fail in any way. */
    @Override
    public synchronized void close() {
        closed = true;
        watchdog.close();
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
    }
}
