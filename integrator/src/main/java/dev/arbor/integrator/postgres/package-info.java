/** Connections to PostgreSQL. */
package dev.arbor.integrator.postgres;
