package dev.arbor.engine.expression;

/** Expressions are warm: what else takes its time to start may do so now. Fired once, in a thread of its own. */
public record ExpressionsWarm() {}
