/** Output expressions (integrator spec 2.5 and 2.6): JavaScript over what a call gave, in the sandbox of {@code script}. */
package dev.arbor.integrator.output;
