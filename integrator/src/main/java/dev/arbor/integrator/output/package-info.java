/**
 * Output expressions (integrator spec 2.5 and 2.6): JavaScript over what a call gave, in a sandbox without Java, bounded
 * in time, in instructions and in what it may give back. The only package that knows the script engine.
 */
package dev.arbor.integrator.output;
