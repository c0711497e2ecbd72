/**
 * What the integrator offers to those in front of it: connections, operations and the values they speak in. Interfaces,
 * records and enums only; no entity, no transport, and nothing that knows of the engine.
 */
package dev.arbor.integrator.api;
