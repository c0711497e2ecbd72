/** Integrations: operations of connections that a kapp or a form offers to those who see it (integrator spec 4.10, 8.4). */
package dev.arbor.platform.integration;
