/**
 * Templates of operations (integrator spec 2.1, 2.2 and 2.6): Mustache with names taken literally, and
 * {@code ${parameters["X"]}} beside it. How a value is escaped depends on the place it is rendered into. Rendering is the
 * Mustache library's; what is here finds the tags, gives each value its text and its escape.
 */
package dev.arbor.integrator.template;
