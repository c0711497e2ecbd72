/**
 * KSL (integrator spec 5.5): the rules of policies and the filters of workflows and webhooks, and texts with {@code ${...}}
 * in them. Expressions are the integrator's scripts; what they may ask for is a {@link dev.arbor.platform.ksl.KslContext}.
 * Nothing here knows a table.
 */
package dev.arbor.platform.ksl;
