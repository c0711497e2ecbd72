package dev.arbor.bench;

import dev.arbor.engine.expression.Context;
import dev.arbor.engine.expression.ExpressionException;
import dev.arbor.engine.expression.RubyExpressions;
import java.time.Duration;
import java.util.Map;

/** Compiled templates and conditions per second on one thread, through the Binder that the engine uses. */
final class ExpressionBenchmark implements Benchmarks.Benchmark {

    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 2_000_000_000L;
    private static final String TEMPLATE = "Hello <%= @results['Echo']['output'] %>, run <%= @run['Id'] %>";
    private static final String CONDITION = "@results['Echo']['output'].to_s.empty? || @run['Id'] == 7";

    private interface Evaluation {
        void once() throws ExpressionException;
    }

    @Override
    public void measure(Report report) throws Exception {
        Context context = name -> switch (name) {
            case "results" -> Map.of("Echo", Map.of("output", "wörld — 😀"));
            case "run" -> Map.of("Id", 7L);
            default -> null;
        };
        RubyExpressions expressions = new RubyExpressions(Duration.ofSeconds(10), 10_000);
        try {
            expressions.warmUp();
            rounds(report, "ERB template with two values, compiled", () -> expressions.render(TEMPLATE, context));
            rounds(report, "connector condition, compiled", () -> expressions.judge(CONDITION, context));
        } finally {
            expressions.close();
        }
    }

    private static void rounds(Report report, String what, Evaluation evaluation) throws ExpressionException {
        perSecond(evaluation);
        double[] rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = perSecond(evaluation);
        }
        report.add(what, "1/s", "over 200,000", rounds);
    }

    private static double perSecond(Evaluation evaluation) throws ExpressionException {
        long begun = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - begun < ROUND_NANOS) {
            for (int i = 0; i < 1_000; i++) {
                evaluation.once();
            }
            count += 1_000;
        }
        return count * 1e9 / (System.nanoTime() - begun);
    }
}
