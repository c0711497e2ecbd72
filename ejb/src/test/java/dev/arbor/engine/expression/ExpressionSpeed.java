package dev.arbor.engine.expression;

import java.time.Duration;
import java.util.Map;

/** Prints evaluations per second; started by hand, no test. */
public final class ExpressionSpeed {

    private static final int ROUNDS = 1_000_000;

    private ExpressionSpeed() {}

    public static void main(String[] arguments) throws ExpressionException {
        Map<String, Object> results = Map.of("A", Map.of("output", "world"));
        Context context = name -> "results".equals(name) ? results : null;
        try (RubyExpressions expressions = new RubyExpressions(Duration.ofSeconds(10), 1000)) {
            for (int run = 1; run <= 6; run++) {
                long start = System.nanoTime();
                for (int i = 0; i < ROUNDS; i++) {
                    expressions.render("Hello <%= @results['A']['output'] %>", context);
                }
                long middle = System.nanoTime();
                for (int i = 0; i < ROUNDS; i++) {
                    expressions.judge("@results['A']['output'].to_s.empty?", context);
                }
                System.out.printf(
                        "render %,d/s, judge %,d/s%n",
                        perSecond(middle - start), perSecond(System.nanoTime() - middle));
            }
        }
    }

    private static long perSecond(long nanos) {
        return ROUNDS * 1_000_000_000L / nanos;
    }
}
