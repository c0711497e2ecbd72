/** Where the integrator is put together, and where the server finds it. */
package dev.arbor.integrator;
