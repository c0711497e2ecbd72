/**
 * The Integrator API (integrator spec 1): thin resources over {@code dev.arbor.integrator.api}. Documents go through as
 * they are; every success is 200 with a body of JSON.
 */
package dev.arbor.web.integrator;
