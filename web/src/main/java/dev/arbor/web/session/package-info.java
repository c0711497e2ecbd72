/**
 * Where people with a browser sign in and out (integrator spec 3.4). Sessions themselves are kept by the platform, and
 * requests that bring one are let in by {@code web.security}.
 */
package dev.arbor.web.session;
