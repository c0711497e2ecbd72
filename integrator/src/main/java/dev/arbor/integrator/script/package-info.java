/**
 * JavaScript in a sandbox without Java, bounded in time, in instructions and in what it may give back. This package and
 * output, which evaluates what operations declare, are the only ones that know the script engine.
 */
package dev.arbor.integrator.script;
