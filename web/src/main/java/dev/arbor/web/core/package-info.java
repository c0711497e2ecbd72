/**
 * The Core API (integrator spec 4): resources, what documents show of themselves, and the conventions that they share.
 * What is shown is decided here; what is true, behind {@code dev.arbor.platform.api}.
 */
package dev.arbor.web.core;
