package dev.arbor.integrator.api;

/** The two ways in which definitions are written (integrator spec 1.13). What was created in one is shown in it. */
public enum Dialect {
    /** {@code config}, {@code outputs}, <code>{{X}}</code>. */
    K,
    /** {@code url}, {@code credentials}, {@code outputMappings}, {@code ${parameters["X"]}}. */
    S
}
