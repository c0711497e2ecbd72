/** What the api offers, on top of definitions and open connections. */
package dev.arbor.integrator.execution;
