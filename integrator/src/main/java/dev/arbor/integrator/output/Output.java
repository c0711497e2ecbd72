package dev.arbor.integrator.output;

import java.util.Map;

/**
 * One declared output of an operation.
 *
 * @param name what it is called in the results
 * @param expression its value; blank means null
 * @param children names and expressions of what is taken from each element, in order; empty for the value itself
 */
public record Output(String name, String expression, Map<String, String> children) {}
