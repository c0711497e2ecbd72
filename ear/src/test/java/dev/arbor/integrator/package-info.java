/** The integrator seen from outside: its API over HTTP and its operations in workflows, on a real server. */
package dev.arbor.integrator;
