package dev.arbor.engine.gauge;

import dev.arbor.engine.expression.Expressions;

/**
 * The gauge of expressions.
 *
 * @param expressions whose counters it shows
 */
record ExpressionsGauge(Expressions expressions) implements ExpressionsMXBean {

    @Override
    public long getEntries() {
        return expressions.statistics().entries();
    }

    @Override
    public long getHits() {
        return expressions.statistics().hits();
    }

    @Override
    public long getMisses() {
        return expressions.statistics().misses();
    }

    @Override
    public long getEvaluations() {
        return expressions.statistics().evaluations();
    }

    @Override
    public long getDeadlinesExceeded() {
        return expressions.statistics().deadlinesExceeded();
    }
}
