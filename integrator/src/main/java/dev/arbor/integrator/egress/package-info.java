/**
 * Where connections may lead (integrator spec 8.3). A name is resolved once, what it resolved to is judged, and only that
 * is connected to.
 */
package dev.arbor.integrator.egress;
