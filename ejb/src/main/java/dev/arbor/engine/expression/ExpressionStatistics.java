package dev.arbor.engine.expression;

/**
 * Counters of the expressions since the start of the server.
 *
 * @param entries compiled templates and conditions that are kept at present
 * @param hits evaluations that found theirs compiled
 * @param misses evaluations that had to compile
 * @param evaluations evaluations that reached Ruby, whatever came of them
 * @param deadlinesExceeded evaluations that were ended at their deadline
 */
public record ExpressionStatistics(long entries, long hits, long misses, long evaluations, long deadlinesExceeded) {}
