package dev.arbor.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each expression that would run for ever costs its deadline, and the thread that evaluated it works on. */
class ExpressionDeadlineTest {

    private static final Context CONTEXT = name -> "inputs".equals(name) ? Map.of("x", "fine") : null;
    private static RubyExpressions expressions;
    private static ExecutorService worker;

    @BeforeAll
    static void start() throws Exception {
        expressions = new RubyExpressions(Duration.ofMillis(300), 100);
        worker = Executors.newSingleThreadExecutor(); // one, so that each row meets what the row before left behind
        while (true) { // the first evaluations load classes and may be slow on a busy machine
            try {
                expressions.render("<%= @inputs['x'] %>", CONTEXT);
                return;
            } catch (ExpressionException slow) {
                assertThat(slow.deadlineExceeded()).isTrue();
            }
        }
    }

    @AfterAll
    static void end() {
        worker.shutdownNow();
        expressions.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loop {}",
                "while true; end",
                "until false do 1 end",
                "while true; begin; sleep 1; rescue Exception; end; end",
                "begin; loop {}; ensure; loop {}; end",
                "begin; loop {}; ensure; return true; end",
                "begin; raise 'x'; rescue; retry; end",
                "sleep 100",
                "('a' * 50 + 'b') =~ /(a+)+c/",
                "('a' * 50 + 'b').match?(/^(a|aa)+$/)",
                "(1..10**12).each {}",
                "(1..10**12).inject { |a, b| a + b }",
                "1.step { }",
                "[1].cycle {}",
                "a = (1..2000).to_a; a.each { a.each { a.each { a.each { } } } }",
                "a = (1..3000).to_a; a.map { |x| a.select { |y| a.count { |z| z == y } == 2 } }",
                "Array.new(10**6) { Array.new(10**6) { 1 }; nil }",
                "'x'.gsub(/x/) { loop {} }",
                "def fib(n) n < 2 ? n : fib(n - 1) + fib(n - 2) end; fib(70)",
                "f = ->(n) { n < 2 ? n : f.(n - 1) + f.(n - 2) }; f.(70)",
                "Queue.new.pop",
                "Mutex.new.synchronize { loop {} }",
                "Class.new { def x; loop {}; end }.new.x",
                "eval('loop {}')",
                "raise Class.new(StandardError) { def message() loop {} end }",
            })
    void endsAtItsDeadline(String condition) throws Exception {
        long before = expressions.statistics().deadlinesExceeded();
        Future<ExpressionException> outcome = worker.submit(
                () -> catchThrowableOfType(ExpressionException.class, () -> expressions.judge(condition, CONTEXT)));
        ExpressionException fault = outcome.get(20, TimeUnit.SECONDS);
        assertThat(fault).as("what came of it").isNotNull();
        assertThat(fault.rubyClass()).isEqualTo(ExpressionException.DEADLINE_EXCEEDED);
        assertThat(fault).hasMessage("Expected an expression to end within 300 ms, but it was still running.");
        assertThat(expressions.statistics().deadlinesExceeded()).isGreaterThan(before);
        theWorkerIsClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"def f(n) f(n + 1) end; f(0)", "h = Hash.new { |all, k| all[k] }; h[1]"})
    void deepRecursionEndsInASystemStackError(String condition) throws Exception {
        ExpressionException fault = worker.submit(() ->
                        catchThrowableOfType(ExpressionException.class, () -> expressions.judge(condition, CONTEXT)))
                .get();
        // On a slow machine the deadline may come first.
        assertThat(fault.rubyClass()).isIn("SystemStackError", ExpressionException.DEADLINE_EXCEEDED);
        theWorkerIsClean();
    }

    @Test
    void anEvaluationThatEndsInTimeIsLeftAlone() throws Exception {
        assertThat(worker.submit(() -> expressions.judge("sleep 0.01; true", CONTEXT))
                        .get())
                .isTrue();
    }

    private static void theWorkerIsClean() throws Exception {
        String after = worker.submit(() -> {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    StringBuilder results = new StringBuilder();
                    for (int i = 0; i < 3; i++) {
                        results.append(expressions.render("<%= [@inputs['x']].map { |x| x } .first %>", CONTEXT));
                    }
                    return results.toString();
                })
                .get(20, TimeUnit.SECONDS);
        assertThat(after).isEqualTo("finefinefine");
    }
}
