package dev.arbor.engine.gauge;

/** {@code dev.arbor:type=Expressions}: templates and conditions of this server since its start. */
public interface ExpressionsMXBean {

    /** Compiled templates and conditions that are kept at present. */
    long getEntries();

    /** Evaluations that found theirs compiled. */
    long getHits();

    /** Evaluations that had to compile. */
    long getMisses();

    /** Evaluations that reached Ruby, whatever came of them. */
    long getEvaluations();

    /** Evaluations that were ended at their deadline. */
    long getDeadlinesExceeded();
}
