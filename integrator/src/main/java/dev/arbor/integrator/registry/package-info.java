/**
 * Open connections: opened on first use, shared, restarted when their definition changes, closed; watched by a circuit
 * breaker, and their health remembered. A connection that nobody uses costs nothing.
 */
package dev.arbor.integrator.registry;
